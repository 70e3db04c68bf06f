from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from karsa.accounts.requests import StaffRequest, staff
from karsa.development.services.touring import end_tour


@require_POST
@staff()
def end(request: StaffRequest) -> HttpResponse:
    """The last step, or one tap to skip them all."""
    end_tour(actor=request.actor)
    return redirect("insights:home")
