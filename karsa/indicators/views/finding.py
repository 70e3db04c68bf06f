"""The row a page is about: what one may see (404), and what one may keep (403)."""

from django.core.exceptions import PermissionDenied
from django.db.models import OuterRef, Subquery
from django.shortcuts import get_object_or_404

from karsa.accounts.requests import StaffRequest
from karsa.indicators import policies
from karsa.indicators.models import Indicator, IndicatorCard
from karsa.indicators.queries.year import with_card


def find(request: StaffRequest, pk: int) -> Indicator:
    """The indicator with its unit, place and newest card. One query."""
    newest = IndicatorCard.objects.filter(indicator=OuterRef("pk")).order_by("-version")
    rows = Indicator.objects.visible_to(request.actor).annotate(
        card_validity=Subquery(newest.values("validity")[:1])
    )
    places = rows.select_related("unit", "node", "objective", "service")
    return get_object_or_404(with_card(places), pk=pk)


def kept(request: StaffRequest, pk: int) -> Indicator:
    """The same, for whoever keeps the unit's indicators."""
    found = find(request, pk)
    if not policies.can_keep_indicators(request.actor, found.unit):
        raise PermissionDenied
    return found


def asked_year(request: StaffRequest) -> int:
    """The year of `?tahun=`, else this one."""
    asked = request.GET.get("tahun", "")
    return int(asked) if asked.isdecimal() and len(asked) == 4 else request.actor.today.year
