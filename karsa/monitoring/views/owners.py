"""Who answers for an obstacle, and what was done about it."""

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from karsa.accounts.requests import StaffRequest, staff
from karsa.files.models import StoredFile
from karsa.files.responses import send
from karsa.kit.editing import METHODS, edit
from karsa.monitoring import services
from karsa.monitoring.forms import FollowUpForm, OwnerForm
from karsa.monitoring.models import FollowUp, Obstacle
from karsa.monitoring.policies import can_follow_up, can_monitor
from karsa.monitoring.queries.choices import owners
from karsa.org.models import Employee, Unit


@require_http_methods(METHODS)
@staff()
def owner(request: StaffRequest, pk: int) -> HttpResponse:
    """Give an obstacle an owner and a day."""
    row, actor = _find(request, pk), request.actor
    if not can_monitor(actor, row.unit):
        raise PermissionDenied
    kind, key = ("orang", row.owner_id) if row.owner_id else ("unit", row.owner_unit_id)
    form = OwnerForm(
        request.POST or None,
        offers={"owner": owners(actor, row.unit)},
        initial={"owner": f"{kind}-{key}", "due_on": row.due_on},
    )

    def act() -> None:
        kind, key = form.chosen()
        people, units = Employee.objects.filter(agency=actor.agency), Unit.objects.visible_to(actor)
        services.give_owner(
            actor=actor,
            obstacle=row,
            owner=get_object_or_404(people, pk=key) if kind == "orang" else None,
            unit=get_object_or_404(units, pk=key) if kind == "unit" else None,
            due_on=form.cleaned_data["due_on"],
        )

    return edit(
        request,
        form,
        act,
        ("monitoring:obstacle", pk),
        title=_("Siapa menyelesaikannya, sampai kapan?"),
        note=row.text,
        submit=_("Simpan penanggung jawab"),
    )


@require_http_methods(METHODS)
@staff()
def follow_up(request: StaffRequest, pk: int) -> HttpResponse:
    """Say what was done."""
    row, actor = _find(request, pk), request.actor
    if not can_follow_up(actor, row):
        raise PermissionDenied
    form = FollowUpForm(request.POST or None, request.FILES or None)
    return edit(
        request,
        form,
        lambda: services.follow_up(actor=actor, obstacle=row, **form.cleaned_data),
        ("monitoring:obstacle", pk),
        title=_("Catat tindak lanjut"),
        note=row.text,
        submit=_("Simpan tindak lanjut"),
        upload=True,
    )


@require_GET
@staff()
def evidence(request: StaffRequest, pk: int) -> FileResponse:
    """The file of a follow-up, for whoever may see the obstacle."""
    seen = Obstacle.objects.visible_to(request.actor).values("pk")
    rows = FollowUp.objects.filter(pk=pk, obstacle__in=seen).values("evidence")
    return send(get_object_or_404(StoredFile, pk__in=rows), inline=True)


def _find(request: StaffRequest, pk: int) -> Obstacle:
    return get_object_or_404(Obstacle.objects.visible_to(request.actor).with_names(), pk=pk)
