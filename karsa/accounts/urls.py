from django.urls import path

from karsa.accounts import views

app_name = "accounts"
urlpatterns = [
    path("masuk/", views.sign_in, name="sign_in"),
    path("keluar/", views.sign_out, name="sign_out"),
    path("aktivasi/", views.activate, name="activate"),
    path("sandi/", views.password, name="password"),
]
