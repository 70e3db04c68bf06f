"""A year of many indicators at once: value so far, achievement, light, and a line of months."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple, TypeVar

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import gettext

from karsa.indicators.models import Indicator, IndicatorCard, Measurement
from karsa.indicators.queries.due import Aim, aim_by
from karsa.indicators.queries.year_rows import (
    AimRow,
    FigureRow,
    all_aims,
    counted_rows,
    figure_rows,
)
from karsa.kit.formats import MONTHS
from karsa.org.queries.rules import values_of
from karsa.rules.achievement import Achievement, Polarity, achievement
from karsa.rules.consolidation import Consolidation, consolidate
from karsa.rules.lights import Light, light
from karsa.tenancy.models import Agency

# Days after the last measured month until a figure is old: its period and time to collect it.
_EXPECTED = {"monthly": 45, "quarterly": 120, "half_yearly": 210, "yearly": 395}
_MONTHS = range(1, 13)
T = TypeVar("T")
_CARD = ("measure", "polarity", "over_time", "frequency", "causes")


@dataclass(frozen=True, slots=True)
class MonthFigure:
    """One month: its aim on the trajectory, what was measured, and the value until then."""

    month: int
    aim: Aim
    actual: Decimal | None
    so_far: Decimal | None

    @property
    def name(self) -> str:
        """The month's name."""
        return gettext(MONTHS[self.month - 1])


@dataclass(frozen=True, slots=True)
class IndicatorYear:
    """An indicator in one year.

    `value` is consolidated over the months; `achievement` compares it with the year's aim;
    `pace` with what was due by the last measured month, and gives the light. `series` holds the
    pace in percent of each month, None where nothing was measured. `last_year` is last year's
    value, if known.
    """

    indicator_id: int
    name: str
    unit_id: int
    measure: str
    polarity: str
    frequency: str
    months: tuple[MonthFigure, ...]
    aim: Aim
    value: Decimal | None
    last_year: Decimal | None
    last_month: int | None
    achievement: Achievement
    pace: Achievement
    light: Light
    series: tuple[Decimal | None, ...]
    causes: str = ""  # the usual ones of its card, one on a line


@dataclass(frozen=True, slots=True)
class Bounds:
    """An agency's configuration for a year: the lights' bounds and the cap of achievement."""

    green: Decimal = Decimal(100)
    amber: Decimal = Decimal(80)
    cap: Decimal = Decimal(120)


def year_of(indicator_ids: Iterable[int], year: int, today: date) -> dict[int, IndicatorYear]:
    """Return each indicator's year by its id, in the order of ids. Three queries for any number.

    Values are in the indicator's own unit, achievements in percent. Replaced figures do not
    count; reported ones do, verified or not.
    """
    ids = list(indicator_ids)
    years = years_of(with_card(Indicator.objects.filter(pk__in=ids)), year, today)
    return {pk: years[pk] for pk in ids if pk in years}


def with_card(rows: QuerySet[Indicator], *more: str) -> QuerySet[Indicator]:
    """Add the fields of the newest card that a year is read by, and `more` of them."""
    newest = IndicatorCard.objects.filter(indicator=OuterRef("pk")).order_by("-version")
    return rows.select_related("agency").annotate(
        **{f"card_{name}": Subquery(newest.values(name)[:1]) for name in (*_CARD, *more)}
    )


def years_of(
    rows: Iterable[Indicator],
    year: int,
    today: date,
    *,
    figures: QuerySet[Measurement] | None = None,
) -> dict[int, IndicatorYear]:
    """Return the years of rows from `with_card`, in their order. Two queries, and the rows'.

    Only among `figures` where they are given; else every figure that counts.
    """
    found = list(rows)
    ids, years = [row.pk for row in found], [year - 1, year]
    told = counted_rows(ids, years) if figures is None else figure_rows(figures, ids, years)
    return years_from(found, year, today, told, all_aims(ids, year))


def years_from(
    rows: Sequence[Indicator],
    year: int,
    today: date,
    figures: Iterable[FigureRow],
    aims: Iterable[AimRow],
) -> dict[int, IndicatorYear]:
    """Return the years of rows from `with_card` out of such figures and aims. No query."""
    told, due = _by_month(figures), _by_indicator(aims)
    bounds = bounds_of(rows[0].agency, year) if rows else Bounds()
    return {
        row.pk: _year(
            _card(row),
            _kept(due[row.pk]),
            _kept(told[row.pk, year]),
            _kept(told[row.pk, year - 1]),
            _Asked(year, today, bounds),
        )
        for row in rows
    }


def bounds_of(agency: Agency, year: int) -> Bounds:
    """Return the agency's bounds of `year`, else the usual ones. One query a minute."""
    found = values_of(agency, year, "lights") | values_of(agency, year, "cap")
    known = {name: Decimal(str(found[name])) for name in ("green", "amber", "cap") if name in found}
    return Bounds(**known)


def _by_indicator(rows: Iterable[AimRow]) -> Mapping[int, dict[int, Aim]]:
    found: dict[int, dict[int, Aim]] = defaultdict(dict)
    for pk, month, *bounds in rows:
        found[pk][month] = Aim(*bounds)
    return found


class Figure(NamedTuple):
    """A month's figure: its value and, where one is known, its denominator."""

    value: Decimal
    weight: Decimal | None


Months = Mapping[int, Figure]


def _by_month(rows: Iterable[FigureRow]) -> Mapping[tuple[int, int], Months]:
    """Figures of this and last year by (indicator, year), then month."""
    found: dict[tuple[int, int], dict[int, Figure]] = defaultdict(dict)
    for pk, of_year, month, value, weight in rows:
        found[pk, of_year][month] = Figure(value, weight)
    return found


class _Card(NamedTuple):
    """What of an indicator and its newest card a year is read by."""

    indicator_id: int
    name: str
    unit_id: int
    measure: str
    polarity: Polarity
    over_time: Consolidation
    frequency: str
    causes: str


def _card(row: Any) -> _Card:
    return _Card(
        row.pk,
        row.name,
        row.unit_id,
        row.card_measure or "",
        Polarity(row.card_polarity or "maximize"),
        Consolidation(row.card_over_time or "last"),
        row.card_frequency or "monthly",
        row.card_causes or "",
    )


class _Asked(NamedTuple):
    year: int
    today: date
    bounds: Bounds


def _kept(by_month: Mapping[int, T]) -> tuple[tuple[int, T], ...]:
    return tuple(sorted(by_month.items()))


@lru_cache(maxsize=4096)
def _year(
    card: _Card,
    due: tuple[tuple[int, Aim], ...],
    told: tuple[tuple[int, Figure], ...],
    before: tuple[tuple[int, Figure], ...],
    asked: _Asked,
) -> IndicatorYear:
    """Work a year out. It says the same for the same, so a board does not do it twice a day."""
    aims, measured, kind, polarity = dict(due), dict(told), card.over_time, card.polarity
    year, today, bounds = asked
    aim = aims.get(0, Aim())
    months = tuple(_month(number, aims, measured, kind, aim) for number in _MONTHS)
    last = max(measured, default=None)
    value = months[last - 1].so_far if last else None
    paces = [reached(polarity, one.so_far, one.aim, bounds) for one in months]
    pace = paces[last - 1] if last else Achievement(None, "")
    return IndicatorYear(
        indicator_id=card.indicator_id,
        name=card.name,
        unit_id=card.unit_id,
        measure=card.measure,
        polarity=polarity,
        frequency=card.frequency,
        months=months,
        aim=aim,
        value=value,
        last_year=value_until(dict(before), 12, kind),
        last_month=last,
        achievement=reached(polarity, value, aim, bounds),
        pace=pace,
        light=light_in(pace, card.frequency, year, last, today, bounds),
        series=tuple(
            found.value if one.actual is not None else None
            for one, found in zip(months, paces, strict=True)
        ),
        causes=card.causes,
    )


def _month(
    number: int, aims: Mapping[int, Aim], measured: Months, kind: Consolidation, year: Aim
) -> MonthFigure:
    here = measured.get(number)
    return MonthFigure(
        month=number,
        aim=aim_by(aims, year, number, kind),
        actual=here.value if here else None,
        so_far=value_until(measured, number, kind),
    )


def value_until(measured: Months, until: int, kind: Consolidation) -> Decimal | None:
    """Return what the months up to `until` amount to. No query."""
    rows = [measured[month] for month in sorted(measured) if month <= until]
    return consolidate(kind, [row.value for row in rows], [row.weight for row in rows])


def reached(polarity: Polarity, actual: Decimal | None, aim: Aim, bounds: Bounds) -> Achievement:
    """Hold a value against an aim, in percent. No query."""
    return achievement(
        polarity, actual=actual, target=aim.value, low=aim.low, high=aim.high, cap=bounds.cap
    )


def light_in(
    pace: Achievement, frequency: str, year: int, last: int | None, today: date, bounds: Bounds
) -> Light:
    """Return the light of a pace whose last figure is of the month `last`. No query."""
    age = (min(today, date(year + 1, 1, 31)) - _month_end(year, last)).days if last else None
    return light(
        pace.value,
        age_days=age,
        expected_days=_EXPECTED[frequency],
        green=bounds.green,
        amber=bounds.amber,
    )


def _month_end(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
