from django.urls import path

from karsa.portal.views import consultations, front, satisfaction, surveys

app_name = "portal"
urlpatterns = [
    path("", front.home, name="home"),
    path("musyawarah/", consultations.listing, name="consultations"),
    path("musyawarah/<int:pk>/", consultations.consultation, name="consultation"),
    path("musyawarah/<int:pk>/semua/<slug:kind>/", consultations.side, name="side"),
    path("musyawarah/<int:pk>/ikut/", consultations.say, name="say"),
    path("musyawarah/pendapat/<int:pk>/dukung/", consultations.support, name="support"),
    path("kepuasan/", satisfaction.satisfaction, name="satisfaction"),
    path("kepuasan/<int:pk>/", satisfaction.satisfaction_of, name="satisfaction_of"),
    path("survei/<slug:code>/", surveys.survey, name="survey"),
    path("survei/<slug:code>/kios/", surveys.kiosk, name="survey_kiosk"),
    path("survei/<slug:code>/terima-kasih/", surveys.thanks, name="survey_thanks"),
    path("survei/<slug:code>/<str:token>/", surveys.link, name="survey_link"),
]
