from django.urls import path

from karsa.privacy.views import incidents, register, requests, unsealing

app_name = "privacy"
urlpatterns = [
    path("", register.register, name="register"),
    path("permintaan/", requests.requests, name="requests"),
    path("permintaan/baru/", requests.ask, name="ask"),
    path("permintaan/<int:pk>/", requests.answer, name="answer_request"),
    path("segel/", unsealing.unsealings, name="unsealings"),
    path("segel/<int:pk>/", unsealing.unsealing, name="unsealing"),
    path("segel/<int:pk>/jawab/", unsealing.answer, name="answer_unsealing"),
    path("peristiwa/", incidents.incidents, name="incidents"),
    path("peristiwa/baru/", incidents.report, name="report_incident"),
    path("peristiwa/<int:pk>/", incidents.incident, name="incident"),
    path("peristiwa/<int:pk>/ubah/", incidents.amend, name="amend_incident"),
    path("peristiwa/<int:pk>/tindakan/", incidents.measure, name="measure"),
    path("peristiwa/<int:pk>/tutup/", incidents.close, name="close_incident"),
    path("peristiwa/<int:pk>/surat/<str:whom>/", incidents.letter_of, name="letter"),
    path("peristiwa/<int:pk>/terkirim/<str:whom>/", incidents.told, name="told"),
]
