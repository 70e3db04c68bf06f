"""One act of a keeper: read the raters from the structure anew."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from karsa.accounts.requests import StaffRequest
from karsa.org.views.acting import keeper
from karsa.org.views.handing_over import read_anew


@keeper
@require_POST
def derive(request: StaffRequest) -> HttpResponse:
    """Bring derived raters into line with heads and delegations of today; the set ones stay."""
    messages.success(request, read_anew(request, request.actor.today))
    return redirect("org:raters")
