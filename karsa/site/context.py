"""What every page's frame needs: the agency, the person and their navigation."""

from typing import Any, cast

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from karsa.accounts.actor import Actor
from karsa.accounts.requests import StaffRequest, viewing
from karsa.development.middleware import practising
from karsa.site.guiding import guides
from karsa.site.navigation import places_of, public_navigation, reports
from karsa.tenancy.models import Agency


def frame(request: HttpRequest) -> dict[str, Any]:
    """Return the frame of the page; public ones get no person and set no cookie. No query."""
    agency: Agency | None = getattr(request, "agency", None)
    if agency is None:
        return {}
    shown = {"agency": agency, "brand_css": brand_of(agency)}
    if request.path.startswith("/kerja/") and request.user.is_authenticated:
        return shown | _staff_frame(cast(StaffRequest, request))
    return shown | {
        "home_url": reverse("portal:home"),
        "sign_in_url": reverse("accounts:sign_in"),
        "public_nav": public_navigation(request.path),
        "public_links": [{"label": _("Apa yang kami simpan"), "url": reverse("portal:privacy")}],
    }


def _staff_frame(request: StaffRequest) -> dict[str, Any]:
    return {
        "actor": request.actor,
        "person": _person(request.actor),
        "nav": places_of(request.actor, request.path),
        "reports": reports(request.actor),
        "bell": {"url": reverse("inbox:notices"), "count": request.actor.news},
        "home_url": reverse("insights:home"),
        "practice": practising(request),
        "viewing": viewing(request),
        **guides(request),
        "sign_out_url": reverse("accounts:sign_out"),
    }


def _person(actor: Actor) -> dict[str, str]:
    """The key parts drafts on a shared device; it is a number of ours, never the NIP."""
    return {
        "name": actor.name if actor.employee_id else _("Administrator sistem"),
        "position": actor.position,
        "unit": actor.unit,
        "key": str(actor.user_id),
    }


def brand_of(agency: Agency) -> str:
    """Return the address of the agency's colour as a stylesheet."""
    return reverse("brand", args=[agency.brand.removeprefix("#").lower()])
