"""Discipline cases: few people reach them, and each opening is recorded."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from karsa.accounts.requests import StaffRequest, staff
from karsa.accounts.roles import Role
from karsa.consequences import policies
from karsa.consequences.forms import process as forms
from karsa.consequences.forms.fields import WordsForm
from karsa.consequences.models import DisciplineCase, DisciplineStep
from karsa.consequences.queries.terms import sanctions
from karsa.consequences.services import disciplining, hearing
from karsa.consequences.views.acts import Act, Acts, offered, perform, reply, send_or_404
from karsa.kit.editing import METHODS, edit
from karsa.kit.pages import page

_ = gettext_lazy
_State = DisciplineCase.State
_UNDECIDED = frozenset(DisciplineCase.UNDECIDED)


def _sentence(request: StaffRequest, row: DisciplineCase) -> forms.SentenceForm:
    kinds = sanctions(request.agency, request.actor.today)
    return forms.SentenceForm(request.POST or None, kinds=kinds)


ACTS: Acts[DisciplineCase] = {
    "tangani": Act(
        title=_("Tentukan pejabat yang berhak"),
        submit=_("Tangani perkara ini"),
        said=_("Perkara ini sekarang Anda tangani."),
        form=lambda request, row: forms.TakeForm(
            request.POST or None, heads=policies.deciders_of(row, request.actor)
        ),
        run=lambda request, row, typed: disciplining.take(
            actor=request.actor, case_id=row.pk, decider_id=typed["decider"]
        ),
        may=policies.can_take,
        states=_UNDECIDED,
        note=_("Pelapor dan petugas perkara tidak ada dalam daftar."),
        icon="user-check",
    ),
    "ambil-alih": Act(
        title=_("Ambil alih perkara ini"),
        submit=_("Ambil alih"),
        said=_("Perkara ini sekarang Anda tangani."),
        form=lambda request, row: Form(request.POST or None),
        run=lambda request, row, typed: disciplining.succeed(actor=request.actor, case_id=row.pk),
        may=policies.can_succeed,
        states=frozenset({_State.DECIDED, _State.APPEALED}),
        note=_("Petugas sebelumnya sudah tidak bertugas. Keputusan dan pemutusnya tetap."),
        icon="user-check",
        when=lambda actor, row: row.officer_id != actor.me,
    ),
    "panggil": Act(
        title=_("Panggil pegawai"),
        submit=_("Terbitkan panggilan"),
        said=_("Surat panggilan terbit, dan pegawai diberi tahu."),
        form=lambda request, row: forms.SummonForm(request.POST or None),
        run=lambda request, row, typed: hearing.summon(
            actor=request.actor, case_id=row.pk, host=request.get_host(), **typed
        ),
        may=policies.can_lead_case,
        states=frozenset({_State.REPORTED, _State.SUMMONED}),
        icon="send",
        when=lambda actor, row: row.decider_id is not None,
    ),
    "periksa": Act(
        title=_("Catat pemeriksaan"),
        submit=_("Simpan berita acara"),
        said=_("Berita acara pemeriksaan tersimpan."),
        form=lambda request, row: forms.HearForm(request.POST or None),
        run=lambda request, row, typed: hearing.hear(
            actor=request.actor, case_id=row.pk, host=request.get_host(), **typed
        ),
        may=lambda actor, row: (
            policies.can_lead_case(actor, row) or policies.can_decide_case(actor, row)
        ),
        states=frozenset({_State.SUMMONED}),
        icon="messages",
    ),
    "putuskan": Act(
        title=_("Putuskan perkara"),
        submit=_("Simpan keputusan"),
        said=_("Keputusan tersimpan dan suratnya terbit."),
        form=_sentence,
        run=lambda request, row, typed: hearing.decide(
            actor=request.actor, case_id=row.pk, host=request.get_host(), **typed
        ),
        may=policies.can_decide_case,
        states=frozenset({_State.HEARD}),
        icon="gavel",
    ),
    "sampaikan": Act(
        title=_("Catat penerimaan keputusan"),
        submit=_("Simpan tanggal terima"),
        said=_("Tersimpan. Hari untuk keberatan dihitung sejak tanggal itu."),
        form=lambda request, row: forms.DeliverForm(request.POST or None),
        run=lambda request, row, typed: hearing.deliver(
            actor=request.actor, case_id=row.pk, **typed
        ),
        may=lambda actor, row: (
            policies.can_lead_case(actor, row) or policies.can_answer(actor, row.employee_id)
        ),
        states=frozenset({_State.DECIDED}),
        icon="circle-check",
    ),
    "keberatan": Act(
        title=_("Ajukan keberatan"),
        submit=_("Ajukan keberatan"),
        said=_("Keberatan Anda tersimpan. Hukuman belum berlaku sampai diputus."),
        form=lambda request, row: WordsForm(request.POST or None),
        run=lambda request, row, typed: hearing.appeal(
            actor=request.actor, case_id=row.pk, **typed
        ),
        may=lambda actor, row: policies.can_answer(actor, row.employee_id),
        states=frozenset({_State.DELIVERED}),
        note=_("Tulis bagian mana yang menurut Anda keliru, dan buktinya."),
        icon="scale",
        when=lambda actor, row: row.appeal_by is not None and actor.today <= row.appeal_by,
    ),
    "putuskan-keberatan": Act(
        title=_("Putuskan keberatan"),
        submit=_("Simpan putusan"),
        said=_("Putusan atas keberatan tersimpan."),
        form=_sentence,
        run=lambda request, row, typed: hearing.decide_appeal(
            actor=request.actor, case_id=row.pk, host=request.get_host(), **typed
        ),
        may=lambda actor, row: (
            policies.can_decide_appeal(actor, row)
            or (row.appeal_decider_id is None and policies.can_lead_case(actor, row))
        ),
        states=frozenset({_State.APPEALED}),
        note=_("Hukuman yang sama menguatkan, yang lebih ringan mengubah, kosong mencabut."),
        icon="gavel",
    ),
    "hentikan": Act(
        title=_("Hentikan laporan ini"),
        submit=_("Hentikan"),
        said=_("Laporan dihentikan, dan alasannya tercatat."),
        form=lambda request, row: WordsForm(request.POST or None),
        run=lambda request, row, typed: disciplining.drop(
            actor=request.actor, case_id=row.pk, reason=typed["text"]
        ),
        may=policies.can_lead_case,
        states=frozenset({_State.REPORTED}),
        icon="x",
    ),
}


@require_http_methods(METHODS)
@staff(*policies.REPORTERS)
def report(request: StaffRequest) -> HttpResponse:
    """Report what somebody is said to have done."""
    actor = request.actor
    form = forms.ReportForm(request.POST or None, agency=actor.agency, day=actor.today)
    return edit(
        request,
        form,
        lambda: disciplining.report(actor=actor, **form.cleaned_data),
        ("consequences:home",),
        said=gettext("Laporan diterima BKPSDM. Anda dihubungi bila keterangan Anda diperlukan."),
        title=gettext("Laporkan dugaan pelanggaran disiplin"),
        submit=gettext("Kirim laporan"),
        note=gettext("Hanya petugas kepegawaian yang membacanya, dan setiap pembacaan tercatat."),
    )


@require_http_methods(METHODS)
@staff(Role.INSPECTOR)
def find(request: StaffRequest) -> HttpResponse:
    """An inspector opens a case by the number that somebody gave."""
    form = forms.NumberForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        seen = DisciplineCase.objects.visible_to(request.actor)
        row = seen.filter(number=form.cleaned_data["number"]).first()
        if row:
            return redirect("consequences:case", row.number)
        messages.error(request, gettext("Nomor itu tidak ditemukan. Periksa huruf dan angkanya."))
    return page(request, "consequences/find_case.html", form=form)


@require_GET
@staff()
def case(request: StaffRequest, number: str) -> HttpResponse:
    """Everything of a case, for the few who may; that it was opened is recorded."""
    row, actor = _row(request, number), request.actor
    disciplining.note_read(actor=actor, case=row)
    steps = row.steps.select_related("by", "document").order_by("-pk")
    return page(
        request,
        "consequences/case.html",
        row=row,
        standing=row.standing_on(actor.today) if row.sanction else "",
        steps=list(steps),
        acts=offered(ACTS, actor, row),
        answers=policies.can_answer(actor, row.employee_id),
        is_person=actor.me == row.employee_id,
    )


@require_http_methods(METHODS)
@staff()
def act(request: StaffRequest, number: str, slug: str) -> HttpResponse:
    """One step of a case."""
    row = _row(request, number)
    return perform(request, ACTS, slug, row, ("consequences:case", row.number))


@require_http_methods(METHODS)
@staff()
def answer(request: StaffRequest, pk: int) -> HttpResponse:
    """The person's right of reply."""
    step = _step(request, pk)
    if not policies.can_answer(request.actor, step.case.employee_id):
        raise PermissionDenied
    disciplining.note_read(actor=request.actor, case=step.case)
    answering = partial(hearing.answer, step_id=step.pk)
    return reply(request, step.text, answering, ("consequences:case", step.case.number))


@require_GET
@staff()
def letter(request: StaffRequest, pk: int) -> HttpResponseBase:
    """A letter of a case; that it was opened is recorded."""
    step = _step(request, pk)
    disciplining.note_read(actor=request.actor, case=step.case)
    return send_or_404(step.letter)


def _row(request: StaffRequest, number: str) -> DisciplineCase:
    rows = DisciplineCase.objects.visible_to(request.actor).for_page()
    return get_object_or_404(rows, number=number)


def _step(request: StaffRequest, pk: int) -> DisciplineStep:
    seen = DisciplineCase.objects.visible_to(request.actor).values("pk")
    rows = DisciplineStep.objects.filter(case__in=seen).select_related("case", "letter")
    return get_object_or_404(rows, pk=pk)
