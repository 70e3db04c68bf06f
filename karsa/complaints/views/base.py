"""What the views of this package share."""

from django.shortcuts import get_object_or_404

from karsa.accounts.requests import StaffRequest
from karsa.complaints.models import Case
from karsa.complaints.queries.staff import with_parts


def find(request: StaffRequest, pk: int) -> Case:
    """The report with what its page shows, or 404 for whoever may not see it."""
    return get_object_or_404(with_parts(request.actor), pk=pk)
