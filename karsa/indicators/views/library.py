from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from karsa.accounts.actor import Actor
from karsa.accounts.requests import StaffRequest, staff
from karsa.indicators import policies
from karsa.indicators.queries import library as queries
from karsa.indicators.views.units import own_unit
from karsa.kit.pages import page
from karsa.org.models import Unit


@require_GET
@staff()
def library(request: StaffRequest) -> HttpResponse:
    """Cards to start from: `?cari=` words, `?bidang=` one sector, `?unit=` who wants to use one."""
    words, sector = request.GET.get("cari", ""), request.GET.get("bidang", "")
    found, unit = queries.search(words, sector), _unit(request)
    own = () if sector else queries.own_examples(request.actor, words)
    return page(
        request,
        "indicators/library.html",
        words=words,
        sector=sector,
        sectors=queries.sectors(),
        cards=found if words or sector else (),
        own=[(one, queries.own_code(one)) for one in own],
        unit=unit,
        uses=_uses(request.actor, unit),
        headline=_("%(n)s kartu indikator siap dipakai") % {"n": len(found) + len(own)},
    )


@require_GET
@staff()
def library_card(request: StaffRequest, code: str) -> HttpResponse:
    """One card of the library in full."""
    card, unit = queries.card_by(code), _unit(request)
    if card is None:
        raise Http404
    return page(
        request,
        "indicators/library_card.html",
        card=card,
        fields=queries.fields_of(card),
        unit=unit,
        uses=_uses(request.actor, unit),
        headline=card.name,
    )


def _unit(request: StaffRequest) -> Unit | None:
    """The unit of `?unit=`, else one's own."""
    units = Unit.objects.visible_to(request.actor)
    asked = request.GET.get("unit", "")
    if asked.isdecimal():
        return get_object_or_404(units, pk=asked)
    return units.filter(pk=own_unit(request.actor) or 0).first()


def _uses(actor: Actor, unit: Unit | None) -> bool:
    return unit is not None and policies.can_keep_indicators(actor, unit)
