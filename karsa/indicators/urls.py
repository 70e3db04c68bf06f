from django.urls import path

from karsa.indicators.views import (
    events,
    feeds,
    held,
    indicator,
    tree,
    units,
    wording,
)

app_name = "indicators"
_FEEDS = [
    path("sumber/", feeds.feeds, name="feeds"),
    path("sumber/baru/", feeds.feed_new, name="feed_new"),
    path("sumber/<int:pk>/", feeds.feed, name="feed"),
    path("sumber/<int:pk>/ubah/", feeds.feed_change, name="feed_change"),
    path("sumber/<int:pk>/token/", feeds.feed_token, name="feed_token"),
    path("sumber/<int:pk>/berhenti/", feeds.feed_stop, name="feed_stop"),
    path("tertahan/", held.held, name="held"),
    path("tertahan/kejadian/<int:pk>/", held.settle_event, name="settle_event"),
    path("tertahan/angka/<int:pk>/", held.settle_figure, name="settle_figure"),
    path("<int:pk>/kejadian/", events.events, name="events"),
]
urlpatterns = [
    *_FEEDS,
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
