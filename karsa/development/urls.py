from django.urls import path

from karsa.development.views import lessons

app_name = "development"
urlpatterns = [
    path("", lessons.home, name="lessons"),
    path("<slug:slug>/", lessons.lesson, name="lesson"),
]
