"""What the views of this package share."""

from django.http import Http404

from karsa.accounts.requests import StaffRequest
from karsa.complaints.models import Case
from karsa.complaints.queries import staff


def find(request: StaffRequest, pk: int) -> Case:
    """The report with what its page shows, or 404 for whoever may not see it."""
    found = staff.find(request.actor, pk)
    if found is None:
        raise Http404
    return found
