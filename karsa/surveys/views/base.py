"""What the views of this package share: find a row, or 404; keep it, or 403."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from karsa.accounts.requests import StaffRequest
from karsa.surveys import policies
from karsa.surveys.models import Survey

OF = "surveys:survey"


def find(request: StaffRequest, pk: int) -> Survey:
    """The survey with its service and unit, or 404."""
    rows = Survey.objects.visible_to(request.actor)
    return get_object_or_404(rows.select_related("service__unit", "agency"), pk=pk)


def find_kept(request: StaffRequest, pk: int) -> Survey:
    """One that the reader keeps: 404 unseen, 403 for another's."""
    found = find(request, pk)
    if not policies.can_keep(request.actor, found.service.unit):
        raise PermissionDenied
    return found
