from django.urls import path

from karsa.feedback.views import asking, giving, guiding, papers, reading, rounds, wall

app_name = "feedback"
_GUIDANCE = [
    path("pembinaan/", guiding.guidances, name="guidances"),
    path("pembinaan/tercatat/", guiding.kept, name="guidance_kept"),
    path("pembinaan/<int:pk>/", guiding.guidance, name="guidance"),
    path("pembinaan/<int:pk>/tindak-lanjut/", guiding.follow_up, name="follow_up"),
    path("pembinaan/<int:pk>/pendapat/", guiding.opinion, name="opinion"),
    path("pembinaan/<int:pk>/kompetensi/", guiding.competence, name="competence"),
    path("pembinaan/<int:pk>/pdf/", papers.guidance_pdf, name="guidance_pdf"),
    path("pembinaan/<int:pk>/pendapat/pdf/", papers.opinion_pdf, name="opinion_pdf"),
    path("pembinaan/<int:pk>/kompetensi/pdf/", papers.competence_pdf, name="competence_pdf"),
    path("pembinaan/langkah/<int:pk>/selesai/", guiding.step_done, name="step_done"),
    path("pembinaan/baru/<int:plan>/<slug:kind>/", guiding.new, name="guidance_new"),
    path("perilaku/baru/<int:plan>/", guiding.report_behaviour, name="report_behaviour"),
    path("perilaku/<int:pk>/", guiding.behaviour_report, name="behaviour_report"),
    path("perilaku/<int:pk>/pdf/", papers.behaviour_report_pdf, name="behaviour_report_pdf"),
]
_ROUNDS = [
    path("360/", rounds.rounds, name="rounds"),
    path("360/baru/", rounds.new, name="round_new"),
    path("360/<int:pk>/", rounds.one, name="round"),
    path("360/<int:pk>/hasil/", rounds.result, name="round_result"),
    path("360/isi/<int:pk>/", rounds.answer, name="round_answer"),
]
urlpatterns = [
    *_GUIDANCE,
    *_ROUNDS,
    path("", reading.received, name="received"),
    path("orang/", reading.people, name="people"),
    path("skp/<int:plan>/", reading.record, name="record"),
    path("skp/<int:plan>/<int:period>/pdf/", reading.record_pdf, name="record_pdf"),
    path("skp/<int:plan>/beri/", giving.give, name="give"),
    path("catatan/<int:entry>/puji/", giving.praise, name="praise"),
    path("minta/", asking.own, name="ask_own"),
    path("minta/<int:plan>/", asking.ask, name="ask"),
    path("permintaan/<int:pk>/tarik/", asking.withdraw, name="withdraw_request"),
    path("dinding/", wall.wall, name="wall"),
    path("<int:pk>/tampilkan/", wall.share, name="share"),
    path("<int:pk>/sembunyikan/", wall.unshare, name="unshare"),
    path("<int:pk>/bukti/", wall.evidence, name="evidence"),
    path("<int:pk>/tanggapan/", giving.reply, name="reply"),
]
