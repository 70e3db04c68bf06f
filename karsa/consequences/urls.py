from django.urls import path

from karsa.consequences.views import allowance, allowance_rules, allowance_runs

app_name = "consequences"
urlpatterns = [
    path("tpp/", allowance.home, name="allowance"),
    path("tpp/angka/<int:pk>/", allowance.why, name="allowance_why"),
    path("tpp/aturan/baru/", allowance_rules.new, name="allowance_rule_new"),
    path("tpp/aturan/<int:pk>/", allowance_rules.rule, name="allowance_rule"),
    path("tpp/aturan/<int:pk>/ubah/", allowance_rules.change, name="allowance_rule_change"),
    path("tpp/aturan/<int:pk>/versi/", allowance_rules.revise, name="allowance_rule_revise"),
    path("tpp/aturan/<int:pk>/ajukan/", allowance_rules.propose, name="allowance_rule_propose"),
    path("tpp/aturan/<int:pk>/setujui/", allowance_rules.approve, name="allowance_rule_approve"),
    path(
        "tpp/aturan/<int:pk>/kembalikan/", allowance_rules.give_back, name="allowance_rule_return"
    ),
    path("tpp/hitung/", allowance_runs.work_out, name="allowance_work_out"),
    path("tpp/bulan/<int:pk>/", allowance_runs.run, name="allowance_run"),
    path("tpp/bulan/<int:pk>/ajukan/", allowance_runs.propose, name="allowance_run_propose"),
    path("tpp/bulan/<int:pk>/setujui/", allowance_runs.approve, name="allowance_run_approve"),
    path("tpp/bulan/<int:pk>/kembalikan/", allowance_runs.give_back, name="allowance_run_return"),
    path("tpp/bulan/<int:pk>/tpp.<slug:kind>", allowance_runs.file, name="allowance_file"),
]
