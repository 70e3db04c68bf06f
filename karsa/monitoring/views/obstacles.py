"""Obstacles: the list with what needs an owner or climbed, one of them, a new one."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from karsa.accounts.actor import Actor
from karsa.accounts.requests import StaffRequest, staff
from karsa.indicators.models import Indicator
from karsa.kit.editing import METHODS, edit
from karsa.kit.pages import page, slice_of
from karsa.monitoring import services
from karsa.monitoring.forms import ObstacleForm
from karsa.monitoring.models import Obstacle, ReviewSession
from karsa.monitoring.models.obstacle import ObstacleQuerySet
from karsa.monitoring.policies import can_follow_up, can_monitor
from karsa.monitoring.queries.choices import indicators, own_units
from karsa.monitoring.queries.obstacles import (
    climbed_count,
    climbed_heads,
    climbed_to,
    rows_of,
    story_of,
)
from karsa.monitoring.services.obstacles import ObstacleWords
from karsa.org.models import Unit

_DUE = ("due_on", "pk")
_NEWEST = ("-pk",)


@require_GET
@staff()
def obstacles(request: StaffRequest) -> HttpResponse:
    """The obstacles one may see, by what they need. At most six queries beside the frame's."""
    actor, wanted = request.actor, request.GET.get("pilih", "terbuka")
    rows, order = _chosen(actor, wanted)
    shown = slice_of(rows.with_names(), request, *order)
    return page(
        request,
        "monitoring/obstacles.html",
        "rows",
        rows=rows_of(actor, shown.rows),
        next_key=shown.next_key,
        filters=_filters(actor, wanted),
    )


def _chosen(actor: Actor, wanted: str) -> tuple[ObstacleQuerySet, tuple[str, ...]]:
    rows = Obstacle.objects.visible_to(actor)
    choices = {
        "tanpa": (rows.unowned(), _NEWEST),
        "lewat": (rows.overdue(actor.today), _DUE),
        "naik": (climbed_to(actor, rows), _DUE),
        "saya": (rows.open().filter(owner=actor.me), _DUE),
        "selesai": (rows.exclude(state__in=Obstacle.OPEN), _NEWEST),
    }
    return choices.get(wanted, (rows.open(), _NEWEST))


def _filters(actor: Actor, wanted: str) -> list[dict[str, object]]:
    names = {"terbuka": _("Terbuka"), "tanpa": _("Tanpa penanggung jawab"), "lewat": _("Lewat")}
    if actor.led_paths:
        names["naik"] = _("Naik ke saya")
    names |= {"saya": _("Tanggung jawab saya"), "selesai": _("Selesai")}
    counts = {"naik": climbed_count(actor)}
    return [
        {
            "label": name,
            "url": f"?pilih={key}",
            "current": key == wanted,
            "count": counts.get(key),
        }
        for key, name in names.items()
    ]


@require_GET
@staff()
def obstacle(request: StaffRequest, pk: int) -> HttpResponse:
    """One obstacle: its owner, its story, and what the indicator did afterwards."""
    actor = request.actor
    row = get_object_or_404(Obstacle.objects.visible_to(actor).with_names(), pk=pk)
    [shown] = rows_of(actor, [row])
    return page(
        request,
        "monitoring/obstacle.html",
        shown=shown,
        row=row,
        story=story_of(row),
        heads=climbed_heads(actor, shown),
        assigns=row.is_open and can_monitor(actor, row.unit),
        follows=row.state != Obstacle.State.DONE
        and row.owner_unit_id is not None
        and can_follow_up(actor, row),
    )


@require_http_methods(METHODS)
@staff()
def new(request: StaffRequest) -> HttpResponse:
    """Raise an obstacle, perhaps out of a session or an indicator."""
    actor = request.actor
    offers = {"unit": own_units(actor), "indicator": indicators(actor)}
    form = ObstacleForm(request.POST or None, offers=offers, initial=_known(request))
    session = _session(request)

    def act() -> None:
        said = dict(form.cleaned_data)
        unit = get_object_or_404(Unit.objects.visible_to(actor), pk=said.pop("unit"))
        key = said.pop("indicator")
        found = get_object_or_404(Indicator.objects.visible_to(actor), pk=key) if key else None
        words = ObstacleWords(indicator=found, session=session, **said)
        services.raise_obstacle(actor=actor, unit=unit, words=words)

    back = ("monitoring:session", session.pk) if session else ("monitoring:obstacles",)
    return edit(
        request,
        form,
        act,
        back,
        title=_("Catat hambatan"),
        note=_("Siapa yang menyelesaikan dan kapan bisa ditentukan sesudah ini."),
        submit=_("Catat hambatan"),
    )


def _known(request: StaffRequest) -> dict[str, str]:
    asked = {"unit": request.GET.get("unit", ""), "indicator": request.GET.get("indikator", "")}
    return {name: value for name, value in asked.items() if value.isdecimal()}


def _session(request: StaffRequest) -> ReviewSession | None:
    """The running session the address names; others are passed over."""
    asked = request.GET.get("rapat", "")
    if not asked.isdecimal():
        return None
    rows = ReviewSession.objects.visible_to(request.actor)
    return rows.filter(pk=int(asked), state=ReviewSession.State.OPEN).first()
