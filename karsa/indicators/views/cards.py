from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from karsa.accounts.requests import StaffRequest, staff
from karsa.indicators import policies, services
from karsa.indicators.forms import USUAL, CardForm, IndicatorForm, PlaceForm
from karsa.indicators.queries.cards import changes
from karsa.indicators.queries.library import start_from
from karsa.indicators.views.finding import find, kept
from karsa.kit.editing import METHODS, edit
from karsa.kit.pages import page
from karsa.org.models import Unit

FORM = "indicators/card_form.html"


@require_http_methods(METHODS)
@staff()
def new(request: StaffRequest, pk: int) -> HttpResponse:
    """A new indicator of a unit; `?kartu=` starts from a card of the library."""
    found = get_object_or_404(Unit.objects.visible_to(request.actor), pk=pk)
    actor = request.actor
    if not policies.can_keep_indicators(actor, found):
        raise PermissionDenied
    known = USUAL | start_from(actor, request.GET.get("kartu", ""))
    form = IndicatorForm(request.POST or None, initial=known, actor=actor, unit=found)
    return edit(
        request,
        form,
        lambda: services.add_indicator(
            actor=actor,
            unit=found,
            name=form.cleaned_data["name"],
            card=form.words(),
            place=form.place(),
        ),
        ("indicators:unit", pk),
        template=FORM,
        title=_("Indikator baru"),
        note=found.name,
        submit=_("Tambahkan indikator"),
    )


@require_http_methods(METHODS)
@staff()
def card(request: StaffRequest, pk: int) -> HttpResponse:
    """The next version of the card."""
    found, actor = kept(request, pk), request.actor
    last = found.cards.order_by("-version").first()
    fields = services.CardWords.__dataclass_fields__
    known = {name: getattr(last, name) for name in fields} if last else USUAL
    form = CardForm(request.POST or None, initial=known)
    return edit(
        request,
        form,
        lambda: services.write_card(
            actor=actor, indicator=found, card=form.words(), reason=form.cleaned_data["reason"]
        ),
        ("indicators:indicator", pk),
        template=FORM,
        title=_("Ubah kartu indikator"),
        note=found.name,
        submit=_("Simpan versi baru"),
    )


@require_http_methods(METHODS)
@staff()
def place(request: StaffRequest, pk: int) -> HttpResponse:
    """The indicator's name, its place in the strategy, and who may see or copy it."""
    found, actor = kept(request, pk), request.actor
    known = {name: getattr(found, name) for name in ("name", *services.Place.__dataclass_fields__)}
    form = PlaceForm(request.POST or None, initial=known, actor=actor, unit=found.unit)
    return edit(
        request,
        form,
        lambda: services.place_indicator(
            actor=actor, indicator=found, name=form.cleaned_data["name"], place=form.place()
        ),
        ("indicators:indicator", pk),
        template=FORM,
        title=_("Nama, tempat, dan penerbitan"),
        note=found.name,
        submit=_("Simpan"),
    )


@require_GET
@staff()
def card_changes(request: StaffRequest, pk: int, version: int) -> HttpResponse:
    """What a version of the card changed; `?dari=` compares with another than the one before."""
    found = find(request, pk)
    versions = {row.version: row for row in found.cards.order_by("version")}
    asked = request.GET.get("dari", "")
    before = int(asked) if asked.isdecimal() else version - 1
    if not {before, version} <= versions.keys():
        raise Http404
    return page(
        request,
        "indicators/card_changes.html",
        indicator=found,
        old=versions[before],
        new=versions[version],
        changes=changes(versions[before], versions[version]),
        versions=[number for number in versions if number != version],
        headline=_("Kartu versi %(new)s dibanding versi %(old)s") % {"new": version, "old": before},
    )
