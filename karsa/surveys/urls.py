from django.urls import path

from karsa.surveys.views import judging, keeping, paper, reading

app_name = "surveys"
urlpatterns = [
    path("", reading.home, name="home"),
    path("baru/", keeping.new, name="new"),
    path("komentar/", judging.comments, name="comments"),
    path("komentar/<int:pk>/terbitkan/", judging.comment_show, name="comment_show"),
    path("komentar/<int:pk>/sembunyikan/", judging.comment_hide, name="comment_hide"),
    path("tanda/<int:pk>/", judging.flag, name="flag"),
    path("tindak-lanjut/<int:pk>/selesai/", judging.finish, name="finish"),
    path("tempat/<int:pk>/poster.pdf", reading.poster, name="poster"),
    path("kunci/<int:pk>/hentikan/", keeping.key_stop, name="key_stop"),
    path("kertas/<int:pk>/", paper.paper_rows, name="paper_rows"),
    path("<int:pk>/", reading.survey, name="survey"),
    path("<int:pk>/ubah/", keeping.change, name="change"),
    path("<int:pk>/bahasa/", keeping.wording, name="wording"),
    path("<int:pk>/buka/", keeping.open_survey, name="open"),
    path("<int:pk>/tutup/", keeping.close, name="close"),
    path("<int:pk>/terbitkan/", keeping.publish, name="publish"),
    path("<int:pk>/tautan/", keeping.keys, name="keys"),
    path("<int:pk>/tindak-lanjut/", judging.plan, name="plan"),
    path("<int:pk>/kertas/", paper.paper, name="paper"),
    path("<int:pk>/laporan.<slug:kind>", reading.report, name="report"),
]
