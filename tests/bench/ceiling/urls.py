from django.urls import path

from karsa.accounts.requests import staff
from karsa.site.urls import urlpatterns as ours
from tests.bench.ceiling import views

urlpatterns = [
    path("bare/read/", views.read),
    path("bare/write/", views.write),
    path("kerja/read/", staff()(views.read)),
    path("kerja/write/", staff()(views.write)),
    *ours,  # which our middleware names
]
