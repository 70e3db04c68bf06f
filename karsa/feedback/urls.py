from django.urls import path

from karsa.feedback.views import asking, giving, reading, wall

app_name = "feedback"
urlpatterns = [
    path("", reading.received, name="received"),
    path("orang/", reading.people, name="people"),
    path("skp/<int:plan>/", reading.record, name="record"),
    path("skp/<int:plan>/<int:period>/pdf/", reading.record_pdf, name="record_pdf"),
    path("skp/<int:plan>/beri/", giving.give, name="give"),
    path("catatan/<int:entry>/puji/", giving.praise, name="praise"),
    path("minta/", asking.own, name="ask_own"),
    path("minta/<int:plan>/", asking.ask, name="ask"),
    path("permintaan/<int:pk>/tarik/", asking.withdraw, name="withdraw_request"),
    path("dinding/", wall.wall, name="wall"),
    path("<int:pk>/tampilkan/", wall.share, name="share"),
    path("<int:pk>/sembunyikan/", wall.unshare, name="unshare"),
    path("<int:pk>/bukti/", wall.evidence, name="evidence"),
    path("<int:pk>/tanggapan/", giving.reply, name="reply"),
]
