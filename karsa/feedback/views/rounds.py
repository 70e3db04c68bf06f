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
from karsa.kit.editing import METHODS, edit
from karsa.kit.pages import page
from karsa.rules import voices


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


@require_http_methods(METHODS)
@staff(Role.PERFORMANCE_MANAGER, Role.UNIT_HEAD)
def new(request: StaffRequest) -> HttpResponse:
    """Open a round."""
    form = RoundForm(request.POST or None, units=rounds_units(request.actor).order_by("path"))
    return edit(
        request,
        form,
        lambda: services.open_round(actor=request.actor, **form.cleaned_data),
        ("feedback:rounds",),
        said=gettext("Putaran dibuka. Yang terpilih sudah dikabari."),
        then=lambda row: redirect("feedback:round", row.pk),
        title=gettext("Tanya banyak suara tentang tujuh nilai"),
        note=gettext(
            "Atasan, rekan, bawahan, dan diri sendiri dipilih sistem. Hasilnya untuk orangnya "
            "sendiri, bukan untuk predikat."
        ),
        submit=gettext("Buka putaran"),
    )


@require_GET
@staff()
def one(request: StaffRequest, pk: int) -> HttpResponse:
    """How many take part, and after its end the unit's means. Three queries."""
    row = get_object_or_404(Round.objects.kept_by(request.actor).select_related("unit"), pk=pk)
    found = queries.of_unit(row) if row.released_on else ()
    return page(
        request, "feedback/round.html", row=row, progress=queries.progress_of(row), found=found
    )


@require_http_methods(METHODS)
@staff()
def answer(request: StaffRequest, pk: int) -> HttpResponse:
    """The seven values about one person; once sent, nobody finds the answer again."""
    people = ("round", "subject")
    part = get_object_or_404(
        RoundPart.objects.visible_to(request.actor).select_related(*people), pk=pk
    )
    form = VoiceForm(request.POST or None)
    return edit(
        request,
        form,
        lambda: services.answer_round(actor=request.actor, part=part, said=form.said),
        ("feedback:rounds",),
        said=gettext("Jawaban Anda tersimpan tanpa nama dan waktu."),
        template="feedback/round_answer.html",
        part=part,
        known=part.group in voices.KNOWN,
    )


@require_GET
@staff()
def result(request: StaffRequest, pk: int) -> HttpResponse:
    """What was said about oneself. Three queries."""
    row = get_object_or_404(queries.own_results(request.actor), pk=pk)
    shown = queries.result_of(request.actor, row)
    return page(request, "feedback/round_result.html", row=row, shown=shown)
