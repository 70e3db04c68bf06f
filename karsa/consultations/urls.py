from django.urls import path

from karsa.consultations.views import keeping, lists, meetings, outreach, reading, speaking

app_name = "consultations"
urlpatterns = [
    path("", lists.home, name="home"),
    path("moderasi/", lists.moderation, name="moderation"),
    path("kelompok/", outreach.groups, name="groups"),
    path("kelompok/baru/", outreach.group_new, name="group_new"),
    path("kelompok/<int:pk>/", outreach.group_change, name="group_change"),
    path("unit/<int:pk>/baru/", keeping.new, name="new"),
    path("<int:pk>/", reading.consultation, name="consultation"),
    path("<int:pk>/semua/<slug:kind>/", reading.side, name="side"),
    path("<int:pk>/ubah/", keeping.change, name="change"),
    path("<int:pk>/buka/", keeping.publish, name="publish"),
    path("<int:pk>/naskah.txt", reading.final_text, name="final_text"),
    path("<int:pk>/timbang/", keeping.weigh, name="weigh"),
    path("<int:pk>/perpanjang/", keeping.extend, name="extend"),
    path("<int:pk>/batalkan/", keeping.withdraw, name="withdraw"),
    path("<int:pk>/jawab/", keeping.answer, name="answer"),
    path("<int:pk>/putuskan/", keeping.decide, name="decide"),
    path("<int:pk>/terapkan/", keeping.hand_over, name="hand_over"),
    path("<int:pk>/ikut/", speaking.say, name="say"),
    path("<int:pk>/kertas/", speaking.paper, name="paper"),
    path("pendapat/<int:pk>/dukung/", speaking.support, name="support"),
    path("pendapat/<int:pk>/sembunyikan/", speaking.hide, name="hide"),
    path("pendapat/<int:pk>/loloskan/", speaking.restore, name="restore"),
    path("pendapat/<int:pk>/lihat-lagi/", speaking.ask_again, name="ask_again"),
    path("<int:pk>/undang/", outreach.invite, name="invite"),
    path("<int:pk>/poster/", outreach.poster, name="poster"),
    path("undangan/<int:pk>/", outreach.letter, name="letter"),
    path("<int:pk>/pertemuan/baru/", meetings.new, name="meeting_new"),
    path("pertemuan/<int:pk>/", meetings.meeting, name="meeting"),
    path("pertemuan/<int:pk>/ubah/", meetings.change, name="meeting_change"),
    path("pertemuan/<int:pk>/usul/", meetings.propose, name="propose"),
    path("pertemuan/<int:pk>/foto/", meetings.photo, name="meeting_photo"),
    path("pertemuan/<int:pk>/berita-acara/", meetings.minutes, name="minutes"),
]
