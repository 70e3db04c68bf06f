"""Machines that report: the list, one of them, and its token, which is shown once."""

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from karsa.accounts.requests import StaffRequest, proven, staff
from karsa.accounts.roles import Role
from karsa.indicators import policies
from karsa.indicators.forms.feed import FeedForm, FeedUnitForm
from karsa.indicators.models import Feed
from karsa.indicators.queries.feeds import FeedRow, feed_page, feeds_of, hearing
from karsa.indicators.services import feeds as services
from karsa.indicators.views.held import LOOKERS
from karsa.kit.editing import METHODS, edit
from karsa.kit.pages import page, slice_of
from karsa.kit.refusals import sentence
from karsa.org.models import Unit
from karsa.rules.refused import Refused

_KEEPERS = (
    Role.ADMINISTRATOR,
    Role.PERFORMANCE_MANAGER,
    Role.UNIT_HEAD,
    Role.EVALUATION_TEAM,
)


@require_GET
@staff(*_KEEPERS)
def feeds(request: StaffRequest) -> HttpResponse:
    """The machines one may see, by name."""
    shown = slice_of(feeds_of(request.actor), request, "name", "pk")
    rows = [FeedRow(feed, hearing(feed, request.actor.now)) for feed in shown.rows]
    quiet = sum(row.hearing == "stale" for row in rows)
    headline = _("Sumber data: mesin yang melapor sendiri")
    if quiet:
        headline = _("%(n)s sumber data belum terdengar lagi") % {"n": quiet}
    return page(
        request,
        "indicators/feeds.html",
        rows=rows,
        next_key=shown.next_key,
        headline=headline,
        looks=request.actor.has(*LOOKERS),
    )


@require_GET
@staff(*_KEEPERS)
def feed(request: StaffRequest, pk: int) -> HttpResponse:
    """One machine: when it was last heard of, and what its maker needs to know."""
    found = _find(request, pk)
    shown = feed_page(request.actor, found)
    return page(
        request,
        "indicators/feed.html",
        shown=shown,
        headline=found.name,
        keeps=policies.can_keep_feeds(request.actor, found.unit),
        address=request.build_absolute_uri(reverse("api:measurements")),
    )


@never_cache
@require_http_methods(METHODS)
@staff(*_KEEPERS)
def feed_new(request: StaffRequest) -> HttpResponse:
    """Whose machine, then what it may report; ends with its token."""
    unit = _asked_unit(request)
    if unit is None:
        whose = FeedUnitForm(units=_units(request))
        return page(request, "indicators/feed_unit.html", form=whose)
    form = FeedForm(request.POST or None, unit=unit)
    if request.method == "POST" and form.is_valid():
        try:
            made, token = services.add_feed(
                actor=request.actor, unit=unit, words=form.words(), measures=form.measures
            )
            return _shown_once(request, made, token)
        except Refused as refusal:
            form.add_error(None, sentence(refusal))
    words = {"title": _("Sumber data baru"), "note": unit.name, "submit": _("Buat token")}
    return page(request, "edit.html", form=form, back_url=reverse("indicators:feeds"), **words)


@require_http_methods(METHODS)
@staff(*_KEEPERS)
def feed_change(request: StaffRequest, pk: int) -> HttpResponse:
    """Another name, or other indicators; what was reported stays."""
    found = _kept(request, pk)
    links = list(found.links.all())
    known = {
        "name": found.name,
        "provider": found.provider,
        "every_days": found.every_days,
        "indicators": [link.indicator_id for link in links],
        "measure": links[0].measure if links else "",
    }
    form = FeedForm(request.POST or None, unit=found.unit, initial=known)
    return edit(
        request,
        form,
        lambda: services.change_feed(
            actor=request.actor, feed=found, words=form.words(), measures=form.measures
        ),
        ("indicators:feed", pk),
        title=_("Ubah sumber data"),
        note=found.unit.name,
        submit=_("Simpan perubahan"),
    )


@never_cache
@require_POST
@staff(*_KEEPERS)
@proven
def feed_token(request: StaffRequest, pk: int) -> HttpResponse:
    """A new token in the place of the old one."""
    made, token = services.rotate_token(actor=request.actor, feed=_find(request, pk))
    return _shown_once(request, made, token)


@require_POST
@staff(*_KEEPERS)
def feed_stop(request: StaffRequest, pk: int) -> HttpResponse:
    """The token ends; what was reported stays."""
    services.stop_feed(actor=request.actor, feed=_find(request, pk))
    return redirect("indicators:feed", pk)


def _shown_once(request: StaffRequest, feed: Feed, token: str) -> HttpResponse:
    address = request.build_absolute_uri(reverse("api:measurements"))
    return page(request, "indicators/feed_token.html", feed=feed, token=token, address=address)


def _units(request: StaffRequest) -> QuerySet[Unit]:
    if request.actor.has(Role.ADMINISTRATOR):
        return Unit.objects.visible_to(request.actor).filter(is_open=True)
    return policies.kept_units(request.actor)


def _asked_unit(request: StaffRequest) -> Unit | None:
    """The unit of `?unit=`, None while nobody has chosen; 403 for one the actor does not keep."""
    asked = request.GET.get("unit", "")
    if not asked.isdecimal():
        return None
    unit = get_object_or_404(Unit.objects.visible_to(request.actor), pk=int(asked))
    if not policies.can_keep_feeds(request.actor, unit):
        raise PermissionDenied
    return unit


def _find(request: StaffRequest, pk: int) -> Feed:
    return get_object_or_404(feeds_of(request.actor), pk=pk)


def _kept(request: StaffRequest, pk: int) -> Feed:
    found = _find(request, pk)
    if not policies.can_keep_feeds(request.actor, found.unit):
        raise PermissionDenied
    return found
