"""Months of events made anew where events came in, and the indicators' figures that follow."""

from collections.abc import Sequence
from datetime import UTC, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.db import transaction

from karsa.indicators.models import EventMonth, FeedIndicator, IndicatorCard, Observation
from karsa.indicators.queries.tally import Tally, tally
from karsa.indicators.services.derived import DerivedFigure, write_figures
from karsa.jobs import services as jobs
from karsa.rules.events import Summary
from karsa.tenancy.models import Agency, ArchivedPart
from karsa.tenancy.scope import scope

# Months that are locked together: short enough that a batch never waits long.
STEP = 20
Statistic = IndicatorCard.Statistic
_FIELDS = ("count", "total", "mean", "median", "p90", "within", "low", "high")
_WRITTEN = [*_FIELDS, "held", "width", "classes", "parts", "version", "is_dirty", "made_at"]


def roll_up(*, agency: Agency, now: datetime) -> int:
    """Make every dirty month of the agency anew and return how many. Opens its own scopes.

    In the order of indicator, year and month. Months that a batch holds right now are passed by,
    and the work is asked for once more.
    """
    made, step = 0, STEP
    while step == STEP:
        with scope(agency), transaction.atomic():
            step = _some(agency, now)
        made += step
    with scope(agency):
        if EventMonth.objects.filter(agency=agency, is_dirty=True).exists():
            jobs.later("indicators.rollup", agency, after=1)
    return made


def _some(agency: Agency, now: datetime) -> int:
    months = list(
        EventMonth.objects.select_for_update(skip_locked=True)
        .filter(agency=agency, is_dirty=True)
        .order_by("indicator", "year", "month")[:STEP]
    )
    cards = _cards(months)
    zone = ZoneInfo(agency.zone)
    archived = ArchivedPart.objects.months(Observation._meta.db_table, zone)
    figures = []
    for month in months:
        if (month.year, month.month) in archived:
            month.is_dirty = False  # its figures stand: not all of its events are here
            continue
        card = cards.get(month.indicator_id)
        found = _tally(month, card, zone)
        _fill(month, found, now)
        if card is not None:
            figures.append(_figure(month, found.whole, card))
    EventMonth.objects.bulk_create(
        months,
        update_conflicts=True,
        unique_fields=["indicator", "year", "month"],
        update_fields=_WRITTEN,
    )
    write_figures(agency, figures, _sources(months), now)
    return len(months)


def _cards(months: Sequence[EventMonth]) -> dict[int, IndicatorCard]:
    ids = {month.indicator_id for month in months}
    rows = IndicatorCard.objects.filter(indicator__in=ids).order_by("version")
    return {card.indicator_id: card for card in rows}


def _sources(months: Sequence[EventMonth]) -> dict[int, str]:
    ids = {month.indicator_id for month in months}
    links = FeedIndicator.objects.filter(indicator__in=ids).select_related("feed").order_by("feed")
    found: dict[int, list[str]] = {}
    for link in links:
        found.setdefault(link.indicator_id, []).append(link.feed.name)
    return {key: ", ".join(names)[:200] for key, names in found.items()}


def _tally(month: EventMonth, card: IndicatorCard | None, zone: ZoneInfo) -> Tally:
    starts = datetime(month.year, month.month, 1, tzinfo=zone)
    following = (month.year + month.month // 12, month.month % 12 + 1)
    ends = datetime(*following, 1, tzinfo=zone)
    promise = card.promise if card else None
    return tally(month.indicator_id, starts.astimezone(UTC), ends.astimezone(UTC), promise)


def _fill(month: EventMonth, found: Tally, now: datetime) -> None:
    for name in _FIELDS:
        setattr(month, name, getattr(found.whole, name))
    month.held, month.width, month.classes = found.held, found.width, list(found.classes)
    month.parts = [_part(point, one) for point, one in sorted(found.points.items())]
    month.version += 1
    month.is_dirty, month.made_at = False, now


def _part(point: int, one: Summary) -> dict[str, int | str | None]:
    figures = {name: getattr(one, name) for name in ("mean", "median", "p90", "within")}
    texts = {name: None if value is None else str(value) for name, value in figures.items()}
    return {"point": point, "count": one.count, **texts}


def _figure(month: EventMonth, whole: Summary, card: IndicatorCard) -> DerivedFigure:
    counted = Decimal(whole.count)
    values: dict[str, Decimal | None] = {
        Statistic.COUNT: counted or None,
        Statistic.SUM: whole.total if whole.count else None,
        Statistic.MEAN: whole.mean,
        Statistic.MEDIAN: whole.median,
        Statistic.P90: whole.p90,
        Statistic.SHARE: whole.within,
    }
    adds = card.statistic in (Statistic.COUNT, Statistic.SUM)
    return DerivedFigure(
        month.indicator_id,
        month.year,
        month.month,
        values[card.statistic],
        None if adds else counted,
    )
