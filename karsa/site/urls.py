"""Every address: public pages at /, staff pages under /kerja/."""

from django.urls import URLPattern, URLResolver, include, path

from karsa.api.root import api
from karsa.site import language, pwa, views
from karsa.site.observing import requests

_STAFF: list[URLPattern | URLResolver] = [
    path("sw.js", pwa.worker, name="worker"),
    path("manifest.webmanifest", pwa.manifest, name="manifest"),
    path("luring/", pwa.offline, name="offline"),
    path("catatan/", include("karsa.journal.urls")),
    path("rencana/", include("karsa.plans.urls")),
    path("penilaian/", include("karsa.evaluations.urls")),
    path("umpan-balik/", include("karsa.feedback.urls")),
    path("pemantauan/", include("karsa.monitoring.urls")),
    path("indikator/", include("karsa.indicators.urls")),
    path("kabar/", include("karsa.inbox.urls")),
    path("belajar/", include("karsa.development.urls")),
    path("tindak-lanjut/", include("karsa.consequences.urls")),
    path("pengaduan/", include("karsa.complaints.urls")),
    path("survei/", include("karsa.surveys.urls")),
    path("musyawarah/", include("karsa.consultations.urls")),
    path("organisasi/", include("karsa.org.urls")),
    path("data-pribadi/", include("karsa.privacy.urls")),
    path("sambungan/", include("karsa.machines.urls")),
    path("", include("karsa.insights.urls")),
]

# Each is tried in its turn: what is asked most stands first.
urlpatterns = [
    path("kerja/", include(_STAFF)),
    path("", include("karsa.accounts.urls")),
    path("", include("karsa.portal.urls")),
    path("verifikasi/", include("karsa.documents.urls")),
    path("api/v1/", api.urls),
    path("healthz", views.alive, name="alive"),
    path("readyz", views.ready, name="ready"),
    path("metrics", requests.metrics, name="metrics"),
    path(".well-known/security.txt", views.security, name="security"),
    path("bahasa/", language.choose, name="language"),
    path("merek/<str:name>.css", views.brand, name="brand"),
]

handler500 = "karsa.site.failing.failed"
