"""Every address: public pages at /, staff pages under /kerja/."""

from django.urls import include, path

from karsa.api.root import api
from karsa.site import language, pwa, views
from karsa.site.observing import requests

urlpatterns = [
    path("", include("karsa.portal.urls")),
    path("", include("karsa.accounts.urls")),
    path("verifikasi/", include("karsa.documents.urls")),
    path("kerja/sw.js", pwa.worker, name="worker"),
    path("kerja/manifest.webmanifest", pwa.manifest, name="manifest"),
    path("kerja/luring/", pwa.offline, name="offline"),
    path("kerja/", include("karsa.insights.urls")),
    path("kerja/organisasi/", include("karsa.org.urls")),
    path("kerja/data-pribadi/", include("karsa.privacy.urls")),
    path("kerja/indikator/", include("karsa.indicators.urls")),
    path("kerja/survei/", include("karsa.surveys.urls")),
    path("kerja/musyawarah/", include("karsa.consultations.urls")),
    path("kerja/pengaduan/", include("karsa.complaints.urls")),
    path("kerja/rencana/", include("karsa.plans.urls")),
    path("kerja/catatan/", include("karsa.journal.urls")),
    path("kerja/kabar/", include("karsa.inbox.urls")),
    path("kerja/sambungan/", include("karsa.machines.urls")),
    path("kerja/umpan-balik/", include("karsa.feedback.urls")),
    path("kerja/pemantauan/", include("karsa.monitoring.urls")),
    path("kerja/penilaian/", include("karsa.evaluations.urls")),
    path("kerja/belajar/", include("karsa.development.urls")),
    path("kerja/tindak-lanjut/", include("karsa.consequences.urls")),
    path("api/v1/", api.urls),
    path("healthz", views.alive, name="alive"),
    path("readyz", views.ready, name="ready"),
    path("metrics", requests.metrics, name="metrics"),
    path(".well-known/security.txt", views.security, name="security"),
    path("bahasa/", language.choose, name="language"),
    path("merek/<str:name>.css", views.brand, name="brand"),
]

handler500 = "karsa.site.failing.failed"
