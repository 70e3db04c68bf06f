from django.urls import path

from karsa.machines import views

app_name = "machines"
urlpatterns = [
    path("", views.home, name="home"),
    path("token/baru/", views.token_new, name="token_new"),
    path("token/<int:pk>/cabut/", views.token_revoke, name="token_revoke"),
    path("penerima/baru/", views.hook_new, name="hook_new"),
    path("penerima/<int:pk>/", views.hook, name="hook"),
    path("penerima/<int:pk>/coba/", views.hook_try, name="hook_try"),
    path("penerima/<int:pk>/henti/", views.hook_stop, name="hook_stop"),
    path("penerima/<int:pk>/mulai/", views.hook_start, name="hook_start"),
    path("kiriman/<int:pk>/ulang/", views.delivery_again, name="delivery_again"),
]
