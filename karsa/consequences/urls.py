from django.urls import path

from karsa.consequences.views import awards, cases, home, improvements, nominations, rewards

app_name = "consequences"
urlpatterns = [
    path("", home.home, name="home"),
    path("penghargaan/", awards.awards, name="awards"),
    path("penghargaan/aturan/", awards.rules, name="rules"),
    path("penghargaan/aturan/tulis/", awards.new_rule, name="new_rule"),
    path("penghargaan/aturan/<int:pk>/putaran/", awards.new_round, name="new_round"),
    path("penghargaan/prioritas/", rewards.priorities, name="priorities"),
    path("penghargaan/putaran/<int:pk>/", awards.round_, name="round"),
    path("penghargaan/putaran/<int:pk>/usulkan/", awards.nominate, name="nominate"),
    path("penghargaan/putaran/<int:pk>/suara/", awards.start_voting, name="start_voting"),
    path("penghargaan/putaran/<int:pk>/buka/", awards.open_votes, name="open_votes"),
    path("penghargaan/usulan/<int:pk>/", nominations.nomination, name="nomination"),
    path("penghargaan/usulan/<int:pk>/suara/", nominations.vote, name="vote"),
    path("penghargaan/usulan/<int:pk>/benturan/", nominations.conflict, name="conflict"),
    path("penghargaan/usulan/<int:pk>/putuskan/", nominations.decide, name="decide"),
    path("penghargaan/<int:pk>/", rewards.reward, name="reward"),
    path("penghargaan/<int:pk>/piagam.pdf", rewards.certificate, name="certificate"),
    path("penghargaan/<int:pk>/tanda-tangan/", rewards.sign, name="sign"),
    path("penghargaan/<int:pk>/persetujuan/", rewards.consent, name="consent"),
    path("penghargaan/<int:pk>/insentif/", rewards.propose_incentive, name="propose_incentive"),
    path("penghargaan/insentif/<int:pk>/", rewards.answer_incentive, name="answer_incentive"),
    path("perbaikan/", improvements.improvements, name="improvements"),
    path("perbaikan/mulai/<int:pk>/", improvements.begin, name="begin"),
    path("perbaikan/<int:pk>/", improvements.improvement, name="improvement"),
    path("perbaikan/<int:pk>/<slug:slug>/", improvements.act, name="improvement_act"),
    path("perbaikan/langkah/<int:pk>/tanggapan/", improvements.answer, name="improvement_answer"),
    path(
        "perbaikan/langkah/<int:pk>/<slug:which>.pdf",
        improvements.letter,
        name="improvement_letter",
    ),
    path("disiplin/lapor/", cases.report, name="report"),
    path("disiplin/cari/", cases.find, name="find_case"),
    path("disiplin/langkah/<int:pk>/tanggapan/", cases.answer, name="case_answer"),
    path("disiplin/langkah/<int:pk>/surat.pdf", cases.letter, name="case_letter"),
    path("disiplin/<slug:number>/", cases.case, name="case"),
    path("disiplin/<slug:number>/<slug:slug>/", cases.act, name="case_act"),
]
