from django.urls import path

from karsa.development.views import impact, lessons

app_name = "development"
urlpatterns = [
    path("", lessons.home, name="lessons"),
    path("dampak/", impact.impacts, name="impacts"),
    path("dampak/<int:code>/", impact.impact, name="impact"),
    path("<slug:slug>/", lessons.lesson, name="lesson"),
]
