from django.urls import path

from karsa.development.views import lessons, practice, tour

app_name = "development"
urlpatterns = [
    path("", lessons.home, name="lessons"),
    path("latihan/", practice.home, name="practice"),
    path("latihan/peran/", practice.take_seat, name="practice_seat"),
    path("latihan/ulang/", practice.start_over, name="practice_again"),
    path("latihan/selesai/", practice.leave, name="practice_leave"),
    path("perkenalan/selesai/", tour.end, name="tour_end"),
    path("<slug:slug>/", lessons.lesson, name="lesson"),
]
