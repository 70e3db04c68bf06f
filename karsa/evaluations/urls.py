from django.urls import path

from karsa.evaluations.views import counts, objection, organisation, paper, rating, result, screen

app_name = "evaluations"
urlpatterns = [
    path("hasil/", result.mine, name="mine"),
    path("tim/", rating.team, name="team"),
    path("tim/sebaran/", rating.spread, name="spread"),
    path("kuadran/", screen.quadrant, name="quadrant"),
    path("tim/nilai/<int:plan_id>/<int:period_id>/", screen.assess, name="assess"),
    path("tim/nilai/<int:plan_id>/<int:period_id>/putuskan/", screen.decide, name="decide"),
    path("hasil/<int:pk>/", result.detail, name="result"),
    path("hasil/<int:pk>/tandatangan/", result.sign, name="sign"),
    path("hasil/<int:pk>/buka-lagi/", result.reopen, name="reopen"),
    path("hasil/<int:pk>/serahkan/", result.deliver, name="deliver"),
    path("hasil/<int:pk>/terima/", result.receive, name="receive"),
    path("hasil/<int:pk>/tutup/", result.close, name="close"),
    path("hasil/<int:pk>/keberatan/", objection.file_objection, name="object"),
    path("hasil/<int:pk>/rancangan/<slug:kind>.pdf", paper.draft, name="draft"),
    path("berkas/<int:pk>/", paper.download, name="paper"),
    path("keberatan/", objection.listing, name="objections"),
    path("keberatan/<int:pk>/", objection.detail, name="objection"),
    path("keberatan/<int:pk>/bukti/", paper.evidence, name="objection_evidence"),
    path("keberatan/<int:pk>/jelaskan/", objection.explain, name="explain"),
    path("keberatan/<int:pk>/putuskan/", objection.decide, name="decide_objection"),
    path("organisasi/", organisation.units, name="units"),
    path("organisasi/<int:unit_id>/<int:period_id>/", organisation.set_level, name="set_level"),
    path("rekap/", counts.counts, name="counts"),
    path("rekap/<int:period_id>/siasn.json", counts.siasn, name="siasn"),
]
