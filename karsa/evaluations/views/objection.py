"""The objection: filed by the person, explained by the rater, decided by the superior."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from karsa.accounts.requests import StaffRequest, staff
from karsa.evaluations import services
from karsa.evaluations.forms import ExplanationForm, ObjectionForm, VerdictForm, ratings_of
from karsa.evaluations.models import Evaluation, Objection
from karsa.evaluations.policies import can_receive
from karsa.evaluations.queries.objections import acts_of, for_list
from karsa.evaluations.queries.result import why_final, why_of
from karsa.evaluations.queries.turn import terms_for
from karsa.evaluations.services.objecting import Verdict
from karsa.kit.pages import page
from karsa.kit.refusals import sentence
from karsa.rules.refused import Refused


def _find(request: StaffRequest, pk: int) -> Objection:
    return get_object_or_404(for_list(Objection.objects.visible_to(request.actor)), pk=pk)


@staff()
@require_http_methods(["GET", "POST"])
def file_objection(request: StaffRequest, pk: int) -> HttpResponse:
    """The form of an objection, with its last day; where there is none, why."""
    rows = Evaluation.objects.visible_to(request.actor).for_page()
    row = get_object_or_404(rows.filter(assignment__employee=request.actor.employee_id), pk=pk)
    form = ObjectionForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.object_to(
                actor=request.actor, evaluation_id=row.pk, **form.cleaned_data
            )
            return redirect("evaluations:objection", pk=made.pk)
        except Refused as refusal:
            form.add_error(None, sentence(refusal))
    terms = terms_for(row, request.actor.today).of(row)
    return page(
        request,
        "evaluations/object.html",
        row=row,
        form=form,
        deadlines=terms,
        final=why_final(row),
    )


@staff()
@require_GET
def listing(request: StaffRequest) -> HttpResponse:
    """Objections the actor filed, explains or decides; the open and urgent first."""
    rows = for_list(Objection.objects.visible_to(request.actor))
    found = list(rows.order_by("decided_on", "decide_by", "pk")[:100])
    waiting = [row for row in found if row.state != Objection.State.DECIDED]
    done = [row for row in found if row.state == Objection.State.DECIDED]
    return page(request, "evaluations/objections.html", waiting=waiting, done=done)


@staff()
@require_GET
def detail(request: StaffRequest, pk: int) -> HttpResponse:
    """Both sides beside each other, and the act that is due."""
    return _page(request, _find(request, pk))


@staff()
@require_POST
def explain(request: StaffRequest, pk: int) -> HttpResponse:
    """The rater's explanation."""
    row = _find(request, pk)
    form = ExplanationForm(request.POST)
    form.is_valid()
    services.explain(
        actor=request.actor, objection_id=row.pk, text=form.cleaned_data.get("text", "")
    )
    messages.success(request, _("Penjelasan Anda tersimpan."))
    return redirect("evaluations:objection", pk=row.pk)


@staff()
@require_POST
def decide(request: StaffRequest, pk: int) -> HttpResponse:
    """The superior's decision; D.1.3 is issued at once."""
    row = _find(request, pk)
    form = VerdictForm(request.POST)
    form.is_valid()
    verdict = Verdict(
        **{name: str(form.cleaned_data.get(name, "")) for name in Verdict.__dataclass_fields__}
    )
    try:
        services.decide_objection(
            actor=request.actor, objection_id=row.pk, verdict=verdict, host=request.get_host()
        )
    except Refused as refusal:
        form.add_error(None, sentence(refusal))
        return _page(request, row, form, status=409)
    messages.success(request, _("Putusan tersimpan dan dokumennya diterbitkan."))
    return redirect("evaluations:objection", pk=row.pk)


def _page(
    request: StaffRequest, row: Objection, form: VerdictForm | None = None, status: int = 200
) -> HttpResponse:
    response = page(
        request,
        "evaluations/objection.html",
        row=row,
        evaluation=row.evaluation,
        is_self=can_receive(request.actor, row.evaluation),
        acts=acts_of(request.actor, row),
        why=why_of(row.evaluation),
        form=form or VerdictForm(initial=ratings_of(row.evaluation)),
        explanation=ExplanationForm(),
    )
    response.status_code = status
    return response
