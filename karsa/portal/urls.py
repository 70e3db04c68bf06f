from django.urls import path

from karsa.portal.views import (
    consultations,
    front,
    invitation,
    my_words,
    report_figures,
    reports,
    satisfaction,
    surveys,
    tracking,
)

app_name = "portal"
urlpatterns = [
    path("", front.home, name="home"),
    path("masukan/<str:token>/", invitation.answer, name="invitation"),
    path("musyawarah/", consultations.listing, name="consultations"),
    path("musyawarah/<int:pk>/", consultations.consultation, name="consultation"),
    path("musyawarah/tulisan/<uuid:key>/", my_words.opinion, name="my_opinion"),
    path("musyawarah/<int:pk>/naskah.txt", consultations.final_text, name="final_text"),
    path("musyawarah/<int:pk>/semua/<slug:kind>/", consultations.side, name="side"),
    path("musyawarah/<int:pk>/ikut/", consultations.say, name="say"),
    path("musyawarah/pendapat/<int:pk>/dukung/", consultations.support, name="support"),
    path("lapor/", reports.report, name="report"),
    path("lapor/bukti/", reports.receipt, name="receipt"),
    path("lapor/lacak/", tracking.track, name="track"),
    path("lapor/laporan/", tracking.case, name="case"),
    path("lapor/laporan/tutup/", tracking.close, name="case_close"),
    path("lapor/laporan/berkas/<int:pk>/", tracking.case_file, name="case_file"),
    path("lapor/laporan/<slug:verb>/", tracking.act, name="case_act"),
    path("pengaduan/", report_figures.report_figures, name="report_figures"),
    path("pengaduan/unit/<int:pk>/", report_figures.unit_reports, name="unit_reports"),
    path("privasi/", reports.privacy, name="privacy"),
    path("kepuasan/", satisfaction.satisfaction, name="satisfaction"),
    path("kepuasan/<int:pk>/", satisfaction.satisfaction_of, name="satisfaction_of"),
    path("survei/komentar/<slug:code>/", my_words.comment, name="my_comment"),
    path("survei/<slug:code>/", surveys.survey, name="survey"),
    path("survei/<slug:code>/kios/", surveys.kiosk, name="survey_kiosk"),
    path("survei/<slug:code>/terima-kasih/", surveys.thanks, name="survey_thanks"),
    path("survei/<slug:code>/<str:token>/", surveys.link, name="survey_link"),
]
