"""What the views of this package share."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from karsa.accounts.requests import StaffRequest
from karsa.complaints.models import Case
from karsa.complaints.policies import is_sealed
from karsa.complaints.queries.staff import with_parts


def find(request: StaffRequest, pk: int) -> Case:
    """The report with what its page shows: 404 for whoever may not see it, 403 while sealed."""
    found = see(request, pk)
    if is_sealed(request.actor, found):
        raise PermissionDenied
    return found


def see(request: StaffRequest, pk: int) -> Case:
    """The report, sealed or not, or 404 for whoever may not see that it exists."""
    return get_object_or_404(with_parts(request.actor), pk=pk)
