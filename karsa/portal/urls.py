from django.urls import path

from karsa.portal.views import consultations, front, invitation

app_name = "portal"
urlpatterns = [
    path("", front.home, name="home"),
    path("masukan/<str:token>/", invitation.answer, name="invitation"),
    path("musyawarah/", consultations.listing, name="consultations"),
    path("musyawarah/<int:pk>/", consultations.consultation, name="consultation"),
    path("musyawarah/<int:pk>/semua/<slug:kind>/", consultations.side, name="side"),
    path("musyawarah/<int:pk>/ikut/", consultations.say, name="say"),
    path("musyawarah/pendapat/<int:pk>/dukung/", consultations.support, name="support"),
]
