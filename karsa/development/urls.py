from django.urls import path

from karsa.development.views import impact, lessons, pulse

app_name = "development"
urlpatterns = [
    path("", lessons.home, name="lessons"),
    path("dampak/", impact.impacts, name="impacts"),
    path("dampak/<int:code>/", impact.impact, name="impact"),
    path("denyut/", pulse.pulses, name="pulses"),
    path("denyut/baru/", pulse.new, name="pulse_new"),
    path("denyut/<int:pk>/", pulse.pulse, name="pulse"),
    path("denyut/<int:pk>/jawab/", pulse.answer, name="pulse_answer"),
    path("denyut/<int:pk>/tanggapan/", pulse.reply, name="pulse_reply"),
    path("<slug:slug>/", lessons.lesson, name="lesson"),
]
