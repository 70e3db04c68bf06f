from django.urls import path

from karsa.insights.views import cycle, first, inspection, leader, team, today

app_name = "insights"
urlpatterns = [
    path("", first.home, name="home"),
    path("hari-ini/", today.today, name="today"),
    path("tim/", team.team, name="team"),
    path("pimpinan/", leader.leader, name="leader"),
    path("siklus/", cycle.cycle, name="cycle"),
    path("jejak/", inspection.audit_trail, name="trail"),
]
