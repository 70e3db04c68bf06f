"""One's deadlines in the phone's own calendar."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from karsa.accounts.requests import StaffRequest, staff
from karsa.accounts.roles import Role
from karsa.evaluations.queries.deadlines import deadlines_of, feed_of
from karsa.evaluations.services.feeds import feed_by_secret, make_feed, revoke_feed
from karsa.kit import clock
from karsa.kit.pages import page
from karsa.org.queries.actor import actor_of
from karsa.rules.ical import icalendar


@staff(Role.EMPLOYEE)
@require_GET
def feed(request: StaffRequest) -> HttpResponse:
    """One's deadlines, and whether a calendar subscribes to them."""
    found = deadlines_of(request.actor)
    return page(request, "evaluations/feed.html", deadlines=found, feed=feed_of(request.actor))


@staff(Role.EMPLOYEE)
@require_POST
def make(request: StaffRequest) -> HttpResponse:
    """Make a new address; it is shown this once."""
    path = reverse("evaluations:calendar", args=[make_feed(actor=request.actor)])
    return page(
        request,
        "evaluations/feed.html",
        deadlines=deadlines_of(request.actor),
        feed=feed_of(request.actor),
        address=request.build_absolute_uri(path),
    )


@staff(Role.EMPLOYEE)
@require_POST
def revoke(request: StaffRequest) -> HttpResponse:
    """Let the address answer no longer."""
    revoke_feed(actor=request.actor)
    messages.success(request, _("Alamat kalender dicabut. Kalender yang memakainya berhenti."))
    return redirect("evaluations:feed")


@require_GET
def calendar(request: HttpRequest, secret: str) -> HttpResponse:
    """The deadlines themselves, to whoever holds the secret; no cookie, no session."""
    agency = request.agency  # type: ignore[attr-defined]
    found = feed_by_secret(agency, secret)
    if found is None or found.employee.user is None:
        raise Http404
    actor = actor_of(found.employee.user, agency, clock.now())
    text = icalendar(_("Tenggat kinerja"), deadlines_of(actor), actor.now)
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response["Cache-Control"] = "private, max-age=3600"
    return response
