from django.urls import path

from karsa.inbox import views

app_name = "inbox"
urlpatterns = [
    path("", views.notices, name="notices"),
    path("<int:pk>/", views.notice, name="notice"),
    path("dibaca/", views.read_all, name="read_all"),
    path("atur/", views.choices, name="choices"),
    path("perangkat/", views.device, name="device"),
]
