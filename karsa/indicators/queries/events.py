"""The events behind a figure: a month in figures, by service point, and one by one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from karsa.indicators.models import EventMonth, FeedIndicator, Indicator, Observation
from karsa.indicators.queries.sections import Subject
from karsa.kit.formats import MONTHS
from karsa.kit.histogram import Bar, histogram
from karsa.org.models import ServicePoint


@dataclass(frozen=True, slots=True)
class PointRow:
    """A service point's events of a month, in the unit of one event."""

    name: str
    count: int
    mean: Decimal | None
    median: Decimal | None
    p90: Decimal | None
    within: Decimal | None


@dataclass(frozen=True, slots=True)
class EventsPage:
    """The months that have events, newest first, the chosen one, and how its values are spread."""

    months: tuple[EventMonth, ...]
    chosen: EventMonth | None
    bars: tuple[Bar, ...]
    points: tuple[PointRow, ...]
    measure: str


@dataclass(frozen=True, slots=True)
class Lately:
    """The newest month of a year that has events."""

    row: EventMonth

    @property
    def name(self) -> str:
        """The month with its year."""
        return month_name(self.row)


def lately(subject: Subject) -> Lately | None:
    """Return the newest month with events of the page's year, None without. One query."""
    rows = EventMonth.objects.filter(indicator=subject.indicator, year=subject.year)
    found = rows.filter(count__gt=0).order_by("-month").first()
    return Lately(found) if found else None


def events_page(indicator: Indicator, asked: str) -> EventsPage:
    """Return the page of the month "2026-03", or of the newest with events. Three queries."""
    rows = EventMonth.objects.filter(indicator=indicator).order_by("-year", "-month")[:24]
    months = tuple(rows)
    newest = next((row for row in months if row.count), None)
    chosen = next((row for row in months if code(row) == asked), newest)
    link = FeedIndicator.objects.filter(indicator=indicator).first()
    return EventsPage(
        months=months,
        chosen=chosen,
        bars=tuple(histogram(chosen.classes, chosen.width)) if chosen else (),
        points=_points(chosen) if chosen else (),
        measure=link.measure if link else "",
    )


def events_of(month: EventMonth, zone: str) -> QuerySet[Observation]:
    """The events of a month, with their feed and service point; the newest first by -at, -id."""
    local = ZoneInfo(zone)
    starts = datetime(month.year, month.month, 1, tzinfo=local)
    ends = datetime(month.year + month.month // 12, month.month % 12 + 1, 1, tzinfo=local)
    rows = Observation.objects.filter(
        indicator=month.indicator_id, at__gte=starts.astimezone(UTC), at__lt=ends.astimezone(UTC)
    )
    return rows.select_related("feed", "point")


def code(row: EventMonth) -> str:
    """The month as it stands in addresses: "2026-03"."""
    return f"{row.year}-{row.month:02d}"


def month_name(row: EventMonth) -> str:
    """The month in words: "Maret 2026"."""
    return f"{_(MONTHS[row.month - 1])} {row.year}"


def _points(month: EventMonth) -> tuple[PointRow, ...]:
    parts: Sequence[dict[str, str]] = month.parts
    names = dict(
        ServicePoint.objects.filter(pk__in=[part["point"] for part in parts]).values_list(
            "pk", "name"
        )
    )
    rows = (
        PointRow(
            names.get(int(part["point"]), "–"),
            int(part["count"]),
            *(_number(part[name]) for name in ("mean", "median", "p90", "within")),
        )
        for part in parts
    )
    return tuple(sorted(rows, key=lambda row: -row.count))


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
