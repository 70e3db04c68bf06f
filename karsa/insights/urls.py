from django.urls import path

from karsa.insights.views import (
    briefing,
    cycle,
    drill,
    first,
    inspection,
    leader,
    mirror,
    releases,
    report,
    sealed,
    team,
    today,
)

app_name = "insights"
_DRILL = [
    path("telusur/", drill.goals, name="goals"),
    path("telusur/tujuan/<int:pk>/", drill.goal, name="goal"),
    path("telusur/<int:pk>/", drill.indicator, name="indicator"),
    path("telusur/<int:pk>/unit/<int:unit>/", drill.carriers, name="carriers"),
    path("telusur/<int:pk>/hasil/<int:result>/", drill.result, name="result"),
    path("telusur/<int:pk>/hasil/<int:result>/<int:entry>/", drill.entry, name="entry"),
]
_REPORTS = [
    path("laporan/", report.reports, name="reports"),
    path("laporan/<int:pk>/<int:year>/", report.report, name="report"),
    path("laporan/<int:pk>/<int:year>/laporan.pdf", report.report_pdf, name="report_pdf"),
    path("laporan/<int:pk>/<int:year>/laporan.xlsx", report.report_xlsx, name="report_xlsx"),
    path("laporan/<int:pk>/<int:year>/terbit/", releases.publish_report, name="report_publish"),
    path("laporan/<int:pk>/<int:year>/<slug:part>/", report.report_text, name="report_text"),
]
urlpatterns = [
    path("ringkasan/", briefing.briefing, name="briefing"),
    path("ringkasan/surel/", briefing.briefing_mail, name="briefing_mail"),
    path("", first.home, name="home"),
    path("hari-ini/", today.today, name="today"),
    path("cermin/", mirror.mirror, name="mirror"),
    path("cermin/data-saya.zip", mirror.download, name="own_data"),
    path("tim/", team.team, name="team"),
    path("tim/papan.<slug:kind>", team.team_table, name="team_table"),
    path("pimpinan/", leader.leader, name="leader"),
    path("pimpinan/indikator.<slug:kind>", leader.leader_table, name="leader_table"),
    path("pimpinan/unit.<slug:kind>", leader.units_table, name="units_table"),
    *_DRILL,
    *_REPORTS,
    path("data-terbuka/", releases.releases, name="releases"),
    path("data-terbuka/isi/<slug:code>/", releases.preview, name="release_preview"),
    path("data-terbuka/rilis/", releases.release, name="release"),
    path("data-terbuka/situs/", releases.embedding, name="embedding"),
    path("siklus/", cycle.cycle, name="cycle"),
    path("jejak/", inspection.audit_trail, name="trail"),
    path("jejak/tersegel/", sealed.existing, name="sealed"),
    path("jejak/tersegel/minta/", sealed.ask, name="unseal"),
    path("jejak/tersegel/laporan/<int:pk>/", sealed.ask_report, name="unseal_report"),
    path("jejak/tersegel/<int:pk>/", sealed.read, name="unsealed"),
    path("jejak/segel/", inspection.seals, name="seals"),
    path("jejak/segel/<int:number>.json", inspection.anchor, name="anchor"),
    path("jejak/segel/<int:number>.p7m", inspection.signed_anchor, name="signed_anchor"),
]
