from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from karsa.accounts.actor import Actor
from karsa.accounts.requests import StaffRequest, staff
from karsa.insights.queries.leader import Board, UnitRow, board_of
from karsa.insights.queries.signals import Signal
from karsa.insights.queries.tables import SIGNALS, signal_rows
from karsa.insights.views.readers import LEADERS
from karsa.kit import downloads
from karsa.kit.formats import MONTHS
from karsa.kit.pages import page
from karsa.kit.spreadsheets.writing import exact
from karsa.kit.unread import Unread
from karsa.rules.lights import LIGHT_NAMES, Light
from karsa.tenancy.replica import may_lag

# What fits a glance; the next ones are one tap away.
SHOWN = 12
UNITS = 15
WORSENING = "memburuk"
_ASKED = ("lampu", "setelah", "unit")
_ORDER = ("bad", "stale", "warn", "none", "good")


@dataclass(frozen=True, slots=True)
class Shown:
    """What a page shows of a board: some of its indicators and units."""

    board: Board
    filters: Sequence[Mapping[str, object]]
    signals: Sequence[Signal]
    next_key: str
    months: Sequence[str]
    rows: Sequence[tuple[SafeString, Sequence[Decimal | None]]]
    more_units: int


@require_GET
@staff(*LEADERS)
@may_lag
def leader(request: StaffRequest) -> HttpResponse:
    """Indicators of one's units by need of attention. No query beside the frame's, five anew."""
    actor = request.actor
    asked = {name: request.GET[name] for name in _ASKED if name in request.GET}
    board = Unread(lambda: _shown(actor, asked), "leader", actor.sight, asked)
    return page(request, "insights/leader.html", board=board, query=urlencode(asked))


def _shown(actor: Actor, asked: Mapping[str, str]) -> Shown:
    board = board_of(actor)
    wanted = asked.get("lampu", "")
    signals = [signal for signal in board.signals if _fits(signal, wanted)]
    start = _start(signals, asked.get("setelah", ""))
    shown = signals[start : start + SHOWN]
    units = board.units if "unit" in asked else board.units[:UNITS]
    return Shown(
        board=board,
        filters=_filters(board, wanted),
        signals=shown,
        next_key=str(shown[-1].year.indicator_id) if start + SHOWN < len(signals) else "",
        months=_months(actor.today.month),
        rows=[(_linked(row), row.months) for row in units],
        more_units=len(board.units) - len(units),
    )


@require_GET
@staff(*LEADERS)
@may_lag
def leader_table(request: StaffRequest, kind: str) -> HttpResponse:
    """The whole board as CSV or XLSX."""
    if kind not in downloads.TABLES:
        raise Http404
    signals = board_of(request.actor).signals
    heads = [str(head) for head in SIGNALS]
    return downloads.table("indikator", kind, heads, signal_rows(signals))


@require_GET
@staff(*LEADERS)
@may_lag
def units_table(request: StaffRequest, kind: str) -> HttpResponse:
    """The heat map as CSV or XLSX."""
    if kind not in downloads.TABLES:
        raise Http404
    heads = [_("Unit"), *_months(request.actor.today.month)]
    rows = ((row.name, *map(exact, row.months)) for row in board_of(request.actor).units)
    return downloads.table("unit-dan-bulan", kind, heads, rows)


def _months(last: int) -> list[str]:
    return [gettext(name)[:3] for name in MONTHS[:last]]


def _fits(signal: Signal, wanted: str) -> bool:
    if wanted == WORSENING:
        return signal.is_worsening and signal.year.light != Light.GOOD
    return wanted in ("", signal.year.light)


def _start(signals: Sequence[Signal], after: str) -> int:
    """Where the page begins: behind the indicator that `after` names, else at the top."""
    keys = [str(signal.year.indicator_id) for signal in signals]
    return keys.index(after) + 1 if after in keys else 0


def _linked(row: UnitRow) -> SafeString:
    """The unit's name leads to its indicators."""
    url = reverse("indicators:unit", args=[row.unit_id])
    return format_html('<a class="rowlink" href="{}">{}</a>', url, row.name)


def _filters(board: Board, wanted: str) -> list[dict[str, object]]:
    """The lights as a filter bar, the most urgent first, only those that occur."""
    falling = sum(_fits(signal, WORSENING) for signal in board.signals)
    named = [(code, gettext(LIGHT_NAMES[Light(code)]), board.lights[code]) for code in _ORDER]
    choices = [("", _("Semua"), len(board.signals)), (WORSENING, _("Memburuk"), falling), *named]
    return [
        {
            "label": name,
            "url": f"?lampu={code}" if code else "?",
            "current": wanted == code,
            "count": count,
        }
        for code, name, count in choices
        if count or not code
    ]
