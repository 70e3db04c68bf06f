"""What the views of this package share: find a row, send paper."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from karsa.accounts.requests import StaffRequest
from karsa.documents.signing import paper_of
from karsa.documents.standing import mark_of
from karsa.documents.typeset import Form as PaperForm
from karsa.documents.typeset import pdf
from karsa.kit import downloads
from karsa.plans.models import (
    ActionItem,
    IndividualIndicator,
    PerformancePlan,
    WorkResult,
)
from karsa.plans.queries.seen import seen_plans


def find_plan(request: StaffRequest, pk: int) -> PerformancePlan:
    """The plan with its people, or 404."""
    return get_object_or_404(seen_plans(request.actor), pk=pk)


def own_plan(request: StaffRequest, pk: int) -> PerformancePlan:
    """The reader's own plan: 404 unseen, 403 for another's."""
    return _own(request, find_plan(request, pk))


def own_result(request: StaffRequest, pk: int) -> WorkResult:
    """A result of the reader's own plan."""
    plans = seen_plans(request.actor).values("pk")
    rows = WorkResult.objects.select_related("plan__assignment__unit")
    found = get_object_or_404(rows, pk=pk, plan__in=plans)
    _own(request, found.plan)
    return found


def own_measure(request: StaffRequest, pk: int) -> IndividualIndicator:
    """A measure of the reader's own plan."""
    plans = seen_plans(request.actor).values("pk")
    rows = IndividualIndicator.objects.select_related("result__plan__assignment__unit", "manual")
    found = get_object_or_404(rows, pk=pk, result__plan__in=plans)
    _own(request, found.result.plan)
    return found


def own_action(request: StaffRequest, pk: int) -> ActionItem:
    """An action of the reader's own plan."""
    rows = ActionItem.objects.visible_to(request.actor).select_related("plan__assignment")
    found = get_object_or_404(rows, pk=pk)
    _own(request, found.plan)
    return found


def _own(request: StaffRequest, plan: PerformancePlan) -> PerformancePlan:
    if plan.assignment.employee_id != request.actor.employee_id:
        raise PermissionDenied
    return plan


def paper(request: StaffRequest, form: PaperForm, name: str, watermark: str = "") -> HttpResponse:
    """The form as a PDF that opens in the browser; its name holds nobody's name.

    `?kertas=f4` prints it on another paper than the agency's.
    """
    size = paper_of(request.agency, request.GET.get("kertas", ""))
    return downloads.paper(
        name, pdf(form, paper=size, watermark=mark_of(request.agency, watermark))
    )
