from django.urls import path

from karsa.plans.views import (
    actions,
    agreement,
    cascade,
    dialogue,
    matrix,
    mine,
    plan,
    quarters,
    results,
    unit_copy,
)

app_name = "plans"
_OWN = [
    path("", mine.mine, name="mine"),
    path("mulai/<int:assignment>/<int:year>/", mine.start, name="start"),
    path("salin/<int:assignment>/<int:year>/", mine.copy, name="copy"),
    path("tim/", mine.team, name="team"),
]
_PLAN = [
    path("<int:pk>/", plan.plan, name="plan"),
    path("<int:pk>/perilaku/", plan.behaviour, name="behaviour"),
    path("<int:pk>/perilaku/<slug:value>/", dialogue.expectation, name="expectation"),
    path("<int:pk>/lampiran/<slug:section>/", dialogue.annex, name="annex"),
    path("<int:pk>/aksi/", plan.actions, name="actions"),
    path("<int:pk>/versi/", plan.versions, name="versions"),
    path("<int:pk>/skp.pdf", plan.plan_pdf, name="plan_pdf"),
    path("<int:pk>/lampiran.pdf", plan.annex_pdf, name="annex_pdf"),
    path("<int:pk>/rencana-aksi.pdf", plan.actions_pdf, name="actions_pdf"),
]
_DIALOGUE = [
    path("<int:pk>/ajukan/", dialogue.propose, name="propose"),
    path("<int:pk>/tarik/", dialogue.withdraw, name="withdraw"),
    path("<int:pk>/setujui/", dialogue.agree, name="agree"),
    path("<int:pk>/tetapkan/", dialogue.set_plan, name="set"),
    path("<int:pk>/ambil-alih/", dialogue.take_over, name="take_over"),
    path("<int:pk>/pesan/", dialogue.comment, name="comment"),
    path("<int:pk>/kembalikan/", dialogue.send_back, name="send_back"),
    path("<int:pk>/versi-baru/", dialogue.revise, name="revise"),
    path("<int:pk>/usul/", dialogue.wording, name="wording"),
    path("usulan/<int:pk>/", dialogue.answer, name="answer"),
]
_PARTS = [
    path("<int:pk>/hasil/", results.result_add, name="result_add"),
    path("hasil/<int:pk>/", results.result_change, name="result_change"),
    path("hasil/<int:pk>/hapus/", results.result_remove, name="result_remove"),
    path("hasil/<int:pk>/ukuran/", results.measure_add, name="measure_add"),
    path("ukuran/<int:pk>/", results.measure_change, name="measure_change"),
    path("ukuran/<int:pk>/hapus/", results.measure_remove, name="measure_remove"),
    path("ukuran/<int:pk>/manual/", results.manual, name="manual"),
    path("ukuran/<int:pk>/manual.pdf", results.manual_pdf, name="manual_pdf"),
    path("hasil/<int:pk>/strategi/", results.workblock_add, name="workblock_add"),
    path("strategi/<int:pk>/", results.workblock_change, name="workblock_change"),
    path("strategi/<int:pk>/strategi.pdf", results.workblock_pdf, name="workblock_pdf"),
    path("hasil/<int:pk>/aksi/", actions.action_add, name="action_add"),
    path("aksi/<int:pk>/", actions.action_change, name="action_change"),
    path("aksi/<int:pk>/hapus/", actions.action_remove, name="action_remove"),
]
_UNIT = [
    path("unit/<int:pk>/<int:year>/", matrix.unit, name="unit"),
    path("unit/<int:pk>/<int:year>/salin/", unit_copy.copy, name="copy_unit"),
    path("unit/<int:pk>/<int:year>/matriks/", matrix.matrix_new, name="matrix_new"),
    path("matriks/<int:pk>/", matrix.matrix, name="matrix"),
    path("matriks/<int:pk>/kolom/", matrix.matrix_columns, name="matrix_columns"),
    path("matriks/<int:pk>/baris/", matrix.matrix_rows, name="matrix_rows"),
    path("matriks/<int:pk>/<int:row>/<int:column>/", matrix.matrix_cell, name="matrix_cell"),
    path("matriks/<int:pk>/mph.pdf", matrix.matrix_pdf, name="matrix_pdf"),
    path("unit/<int:pk>/<int:year>/perjanjian/", agreement.agreement_start, name="agreement_start"),
    path("perjanjian/<int:pk>/", agreement.agreement, name="agreement"),
    path("perjanjian/<int:pk>/tanda-tangan/", agreement.agreement_sign, name="agreement_sign"),
    path("perjanjian/<int:pk>/kembalikan/", agreement.agreement_return, name="agreement_return"),
    path("perjanjian/<int:pk>/versi-baru/", agreement.agreement_revise, name="agreement_revise"),
    path("perjanjian/<int:pk>/sasaran/", agreement.objective_add, name="objective_add"),
    path("perjanjian/<int:pk>/anggaran/", agreement.budget_add, name="budget_add"),
    path("perjanjian/sasaran/<int:pk>/", agreement.objective_change, name="objective_change"),
    path("perjanjian/sasaran/<int:pk>/indikator/", agreement.line_add, name="line_add"),
    path("perjanjian/indikator/<int:pk>/", agreement.line_change, name="line_change"),
    path("perjanjian/<int:pk>/perjanjian.pdf", agreement.agreement_pdf, name="agreement_pdf"),
]
_QUARTERS = [
    path("perjanjian/<int:pk>/triwulan/", quarters.quarters, name="quarters"),
    path("perjanjian/<int:pk>/triwulan/tetapkan/", quarters.quarters_set, name="quarters_set"),
    path("perjanjian/<int:pk>/triwulan/buka/", quarters.quarters_reopen, name="quarters_reopen"),
    path("perjanjian/<int:pk>/triwulan.pdf", quarters.quarters_pdf, name="quarters_pdf"),
    path(
        "perjanjian/indikator/<int:pk>/triwulan/<int:quarter>/",
        quarters.quarter_add,
        name="quarter_add",
    ),
    path("triwulan/<int:pk>/", quarters.quarter_change, name="quarter_change"),
    path("triwulan/<int:pk>/realisasi/", quarters.quarter_report, name="quarter_report"),
    path("triwulan/<int:pk>/benarkan/", quarters.quarter_confirm, name="quarter_confirm"),
    path("triwulan/<int:pk>/hapus/", quarters.quarter_remove, name="quarter_remove"),
]
_CASCADE = [
    path("jejak/<int:pk>/", cascade.way, name="way"),
    path("cakupan/", cascade.coverage, name="coverage"),
]
_REMOVE = [
    path(
        f"perjanjian/{kind}/<int:pk>/hapus/",
        agreement.part_remove,
        {"kind": kind},
        f"{name}_remove",
    )
    for kind, name in (("sasaran", "objective"), ("indikator", "line"), ("anggaran", "budget"))
]
urlpatterns = [*_OWN, *_PLAN, *_DIALOGUE, *_PARTS, *_UNIT, *_QUARTERS, *_CASCADE, *_REMOVE]
