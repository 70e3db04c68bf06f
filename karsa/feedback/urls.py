from django.urls import path

from karsa.feedback.views import giving, reading

app_name = "feedback"
urlpatterns = [
    path("", reading.received, name="received"),
    path("orang/", reading.people, name="people"),
    path("skp/<int:plan>/", reading.record, name="record"),
    path("skp/<int:plan>/<int:period>/pdf/", reading.record_pdf, name="record_pdf"),
    path("skp/<int:plan>/beri/", giving.give, name="give"),
    path("catatan/<int:entry>/puji/", giving.praise, name="praise"),
    path("<int:pk>/tanggapan/", giving.reply, name="reply"),
]
