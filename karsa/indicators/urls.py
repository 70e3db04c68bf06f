from django.urls import path

from karsa.indicators.views import indicator, tree, units, wording

app_name = "indicators"
urlpatterns = [
    path("kalimat/<slug:part>/", wording.wording, name="wording"),
    path("", units.home, name="home"),
    path("unit/<int:pk>/", units.unit, name="unit"),
    path("unit/<int:pk>/baru/", units.new, name="new"),
    path("pohon/", tree.tree, name="tree"),
    path("pohon/baru/", tree.plan_new, name="plan_new"),
    path("pohon/<int:pk>/simpul/", tree.node_new, name="node_new"),
    path("<int:pk>/", indicator.indicator, name="indicator"),
    path("<int:pk>/kartu/", indicator.card, name="card"),
    path("<int:pk>/target/<int:year>/", indicator.target, name="target"),
    path("<int:pk>/lapor/<int:year>/", indicator.report, name="report"),
    path("angka/<int:pk>/verifikasi/", indicator.verify, name="verify"),
    path("angka/<int:pk>/perbaiki/", indicator.correct, name="correct"),
    path("angka/<int:pk>/bukti/", indicator.evidence, name="evidence"),
]
