from collections.abc import Mapping
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from karsa.feedback import services
from karsa.feedback.models import FeedbackRequest
from karsa.feedback.services.asking import digest_of
from karsa.kit import clock
from karsa.kit.refusals import sentence
from karsa.org.queries.actor import system_actor
from karsa.portal.door import Cost, enter, open_door
from karsa.portal.forms import InvitationForm
from karsa.portal.views.here import here
from karsa.rules.refused import Refused
from karsa.tenancy.models import Agency


# The form's signed ticket stands in the place of Django's token: there is no account here.
@csrf_exempt
@require_http_methods(["GET", "POST"])
@never_cache
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """An outside party's feedback on work they were asked about; the link works once."""
    agency, today = here(request)
    found = _open(agency, token, today)
    form = InvitationForm(request.POST or None)
    if found and request.method == "POST" and form.is_valid() and _stored(request, found, form):
        return _page(request, {"thanked": True})
    shown = {"found": found, "form": form, "door": open_door(clock.now())}
    return _page(request, shown, status=200 if found else 410)


def _open(agency: Agency, token: str, today: date) -> FeedbackRequest | None:
    rows = FeedbackRequest.objects.open_on(today)
    people = ("plan__assignment", "result")
    return (
        rows.filter(agency=agency, token=digest_of(agency, token)).select_related(*people).first()
    )


def _stored(request: HttpRequest, found: FeedbackRequest, form: InvitationForm) -> bool:
    """Keep what the form says; a refusal stands above it, with everything that was typed."""
    said, now, agency = form.cleaned_data, clock.now(), found.agency
    try:
        enter(request, agency, now, Cost.OPINION)
        services.answer_invitation(
            doer=system_actor(agency, now), invitation=found, tone=said["tone"], text=said["text"]
        )
    except Refused as refusal:
        form.add_error(None, sentence(refusal))
        return False
    return True


def _page(request: HttpRequest, shown: Mapping[str, object], status: int = 200) -> HttpResponse:
    """No search engine keeps it, and no link on it says where one came from."""
    response = render(request, "portal/invitation.html", dict(shown), status=status)
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "no-referrer"
    return response
