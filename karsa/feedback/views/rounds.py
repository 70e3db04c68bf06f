from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from karsa.accounts.requests import StaffRequest, staff
from karsa.accounts.roles import Role
from karsa.feedback import services
from karsa.feedback.forms import RoundForm, VoiceForm
from karsa.feedback.models import Round, RoundPart
from karsa.feedback.policies import rounds_units
from karsa.feedback.queries import rounds as queries
from karsa.kit.pages import page
from karsa.kit.refusals import sentence
from karsa.rules import voices
from karsa.rules.refused import Refused


@require_GET
@staff()
def rounds(request: StaffRequest) -> HttpResponse:
    """What one is asked, what was found about oneself, what one keeps. Three queries."""
    kept = Round.objects.kept_by(request.actor).select_related("unit").order_by("-starts", "-pk")
    return page(
        request,
        "feedback/rounds.html",
        parts=queries.parts_of(request.actor),
        results=queries.own_results(request.actor)[:20],
        kept=kept[:50],
        may_open=request.actor.has(Role.PERFORMANCE_MANAGER, Role.UNIT_HEAD),
    )


@require_http_methods(["GET", "POST"])
@staff(Role.PERFORMANCE_MANAGER, Role.UNIT_HEAD)
def new(request: StaffRequest) -> HttpResponse:
    """Open a round."""
    units = {unit.pk: unit for unit in rounds_units(request.actor).order_by("path")}
    choices = [(pk, unit.name) for pk, unit in units.items()]
    form = RoundForm(request.POST or None, units=choices)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            row = services.open_round(
                actor=request.actor,
                unit=units[said["unit"]],
                name=said["name"],
                closes=said["closes"],
            )
        except Refused as refusal:
            form.add_error(None, sentence(refusal))
        else:
            messages.success(request, gettext("Putaran dibuka. Yang terpilih sudah dikabari."))
            return redirect("feedback:round", row.pk)
    return page(request, "feedback/round_new.html", form=form)


@require_GET
@staff()
def one(request: StaffRequest, pk: int) -> HttpResponse:
    """How many take part, and after its end the unit's means. Three queries."""
    row = get_object_or_404(Round.objects.kept_by(request.actor).select_related("unit"), pk=pk)
    found = queries.of_unit(row) if row.released_on else ()
    return page(
        request, "feedback/round.html", row=row, progress=queries.progress_of(row), found=found
    )


@require_http_methods(["GET", "POST"])
@staff()
def answer(request: StaffRequest, pk: int) -> HttpResponse:
    """The seven values about one person; once sent, nobody finds the answer again."""
    people = ("round", "subject")
    part = get_object_or_404(
        RoundPart.objects.visible_to(request.actor).select_related(*people), pk=pk
    )
    form = VoiceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.answer_round(actor=request.actor, part=part, said=form.said)
        except Refused as refusal:
            form.add_error(None, sentence(refusal))
        else:
            messages.success(request, gettext("Jawaban Anda tersimpan tanpa nama dan waktu."))
            return redirect("feedback:rounds")
    known = part.group in voices.KNOWN
    return page(request, "feedback/round_answer.html", part=part, form=form, known=known)


@require_GET
@staff()
def result(request: StaffRequest, pk: int) -> HttpResponse:
    """What was said about oneself. Three queries."""
    row = get_object_or_404(queries.own_results(request.actor), pk=pk)
    shown = queries.result_of(request.actor, row)
    return page(request, "feedback/round_result.html", row=row, shown=shown)
