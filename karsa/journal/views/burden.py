from http import HTTPStatus

from django import forms
from django.http import HttpResponse
from django.views.decorators.http import require_GET, require_POST

from karsa.accounts.actor import Actor
from karsa.accounts.requests import StaffRequest, staff, staff_script
from karsa.accounts.roles import Role
from karsa.journal.models import BurdenCount
from karsa.journal.queries import burden as queries
from karsa.journal.services.burden import Cost, count_done, count_left
from karsa.kit.limits import allows
from karsa.kit.pages import page, slice_of

_AN_HOUR = 200


class _ToldForm(forms.Form):
    """What the browser counted; `left` for a step that was begun and left."""

    step = forms.ChoiceField(choices=BurdenCount.Step.choices)
    left = forms.BooleanField(required=False)
    seconds = forms.IntegerField(min_value=0, max_value=86_400, required=False)
    interactions = forms.IntegerField(min_value=0, max_value=10_000, required=False)
    count = forms.IntegerField(min_value=1, max_value=200, required=False)


@require_POST
@staff_script()
def told(request: StaffRequest) -> HttpResponse:
    """Add to the counts of a unit; what is no count or too much of it is passed over in silence."""
    form, actor = _ToldForm(request.POST), request.actor
    if form.is_valid() and _allows(actor, form.cleaned_data["count"] or 1):
        said = form.cleaned_data
        if said["left"]:
            count_left(actor=actor, step=said["step"])
        elif said["seconds"] is not None and said["interactions"] is not None:
            cost = (said["step"], said["seconds"], said["interactions"], said["count"] or 1)
            count_done(actor=actor, cost=Cost(*cost))
    return HttpResponse(status=HTTPStatus.NO_CONTENT)


def _allows(actor: Actor, count: int) -> bool:
    """What is told of twenty entries at once weighs as twenty tellings."""
    return allows(f"burden:{actor.user_id}", _AN_HOUR, 3600, actor.now, cost=count)


@require_GET
@staff()
def burden(request: StaffRequest) -> HttpResponse:
    """What Karsa costs the agency, for everybody; units for who leads. Three queries."""
    actor = request.actor
    month = actor.today.replace(day=1)
    units = None
    if actor.has(Role.PERFORMANCE_MANAGER, Role.UNIT_HEAD):
        units = slice_of(queries.units_counted(actor, month), request, "path")
    return page(
        request,
        "journal/burden.html",
        months=queries.burden_by_month(actor),
        month=month,
        units=queries.burden_of(actor, units.rows, month) if units else (),
        leads=units is not None,
        next_key=units.next_key if units else "",
    )
