from django.http import HttpResponse
from django.urls import path

from karsa.accounts.requests import staff
from tests.bench.ceiling import views

urlpatterns = [
    path("readyz", lambda request: HttpResponse("ready")),
    path("bare/read/", views.read),
    path("bare/write/", views.write),
    path("kerja/read/", staff()(views.read)),
    path("kerja/write/", staff()(views.write)),
]
