from django.urls import path

from karsa.documents import views

app_name = "documents"
urlpatterns = [
    path("", views.ask, name="ask"),
    path("<slug:code>/", views.verify, name="verify"),
]
