"""Indicators as citizens read them: opened by a person, promised with a signature, confirmed.

Public is an indicator that its keepers have opened; of its figures those a second person has
confirmed; of its targets those the caller names as promised. Nothing else leaves by here.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext

from karsa.indicators.models import Indicator, Measurement, Target
from karsa.indicators.queries.year import IndicatorYear, with_card, years_from
from karsa.indicators.queries.year_rows import AimRow, FigureRow, aim_rows, figure_rows
from karsa.kit.formats import MONTHS, number
from karsa.kit.prepared import prepared
from karsa.rules.calendar import local_day
from karsa.rules.disclosure import LEAST
from karsa.rules.lights import Light
from karsa.rules.moderation import held_because
from karsa.tenancy.models import Agency

Origin = Measurement.Origin
# Says of an agency and a year whose targets somebody has signed: a query for ids.
Promised = Callable[[Agency, int], QuerySet[Any, Any]]


@dataclass(frozen=True, slots=True)
class PublicYear:
    """An indicator (with its card) and what may be told of its year."""

    indicator: Any
    year: IndicatorYear

    @property
    def until(self) -> str:
        """The name of the last month that was measured; empty without one."""
        last = self.year.last_month
        return self.year.months[last - 1].name if last else ""

    @property
    def target(self) -> str:
        """The year's target in words; empty where nobody has signed one."""
        aim = self.year.aim
        if aim.low is not None and aim.high is not None:
            return f"{number(aim.low)}–{number(aim.high)}"
        return "" if aim.value is None else number(aim.value)

    @property
    def is_on_course(self) -> bool:
        """Whether it is where it should be by now, or better."""
        return self.year.light is Light.GOOD

    @property
    def finding(self) -> str:
        """The year in a sentence, which also tells what the small line shows."""
        if self.year.value is None:
            return gettext("Belum ada angka yang dikonfirmasi.")
        facts = {"value": f"{number(self.year.value)} {self.year.measure}", "month": self.until}
        if not self.target:
            return gettext("%(value)s sampai %(month)s; target belum ditandatangani.") % facts
        facts["target"] = f"{self.target} {self.year.measure}"
        return gettext("%(value)s sampai %(month)s, target tahun ini %(target)s.") % facts


@dataclass(frozen=True, slots=True)
class Correction:
    """A confirmed figure that replaced another confirmed one; `why` may be empty."""

    indicator_id: int
    year: int
    month: int
    before: Decimal
    after: Decimal
    on: date
    why: str
    pk: int

    @property
    def month_name(self) -> str:
        """The month's name."""
        return gettext(MONTHS[self.month - 1])


@dataclass(frozen=True, slots=True)
class Told:
    """What is said of an indicator's year: by month the figure's row, and its corrections."""

    figures: Mapping[int, Measurement]
    corrections: tuple[Correction, ...]

    @property
    def sources(self) -> tuple[str, ...]:
        """Where the figures come from, each source once."""
        return tuple(dict.fromkeys(row.source for row in self.figures.values()))

    @property
    def notes(self) -> tuple[tuple[str, str], ...]:
        """What was written beside first figures, by the month's name; corrections say their own."""
        first = ((at, row) for at, row in self.figures.items() if row.corrects_id is None)
        found = ((gettext(MONTHS[at - 1]), words_of(row)) for at, row in first)
        return tuple((month, words) for month, words in found if words)


def public_indicators(agency: Agency) -> QuerySet[Indicator]:
    """Return the indicators that were opened to citizens, with their units."""
    rows = Indicator.objects.filter(
        agency=agency, is_active=True, is_public=True, unit__is_open=True
    )
    return rows.select_related("agency", "unit")


def confirmed(agency: Agency) -> QuerySet[Measurement]:
    """Return the figures that a second person has confirmed; of few voices none."""
    rows = Measurement.objects.filter(agency=agency, state=Measurement.State.VERIFIED)
    return rows.exclude(_few())


def public_cards(agency: Agency, *more: str) -> QuerySet[Indicator]:
    """Return the same with their newest cards, for `public_years`; `more` of a card's fields."""
    return with_card(public_indicators(agency), "source", *more)


def public_years(
    rows: Iterable[Indicator], agency: Agency, year: int, today: date, promised: Promised
) -> list[PublicYear]:
    """Return the public years of rows from `public_cards`, in their order. Two queries.

    Targets are told only of indicators that are `promised`.
    """
    found = list(rows)
    ids = [row.pk for row in found]
    figures = _confirmed(agency, ids, [year - 1, year])
    years = years_from(found, year, today, figures, _promised(agency, ids, year, promised))
    return [PublicYear(row, years[row.pk]) for row in found]


def told_of(indicator: Indicator, year: int) -> Told:
    """Return the rows behind an indicator's public figures and their corrections. Two queries."""
    rows = _told(indicator.agency, indicator, year)
    return Told({row.month: row for row in rows}, corrections_of([indicator]))


def corrections_of(indicators: Iterable[Indicator]) -> tuple[Correction, ...]:
    """Return what was corrected after it had been confirmed, newest first. One query.

    Neither the old nor the new figure is told where it was made of few voices.
    """
    zones = {one.pk: one.agency.zone for one in indicators}
    return tuple(_correction(row, zones[row.indicator_id]) for row in _corrected(list(zones)))


@prepared
def _confirmed(
    agency: Agency, indicators: list[int], years: list[int]
) -> QuerySet[Measurement, FigureRow]:
    return figure_rows(confirmed(agency), indicators, years)


@prepared
def _promised(
    agency: Agency, indicators: list[int], year: int, promised: Promised
) -> QuerySet[Target, AimRow]:
    signed = Target.objects.filter(indicator__in=promised(agency, year))
    return aim_rows(signed, indicators, year)


@prepared
def _told(agency: Agency, indicator: Indicator, year: int) -> QuerySet[Measurement]:
    return confirmed(agency).filter(indicator=indicator, year=year).order_by("month")


@prepared
def _corrected(indicators: list[int]) -> QuerySet[Measurement]:
    rows = Measurement.objects.filter(
        ~_few(),
        ~_few("corrects__"),
        indicator__in=indicators,
        state__in=(Measurement.State.VERIFIED, Measurement.State.REPLACED),
        verified_by__isnull=False,
        corrects__verified_by__isnull=False,
    )
    return rows.select_related("corrects").order_by("-reported_at", "-pk")


def words_of(row: Measurement) -> str:
    """What was written beside a figure; nothing where it may tell of somebody."""
    return "" if held_because(row.note) else row.note


def with_public_indicators() -> Exists:
    """Say whether a unit has indicators that were opened. A condition for rows of units."""
    opened = Indicator.objects.filter(unit=OuterRef("pk"), is_active=True, is_public=True)
    return Exists(opened)


def _few(of: str = "") -> Q:
    voices = (Origin.SURVEY, Origin.COMPLAINTS)
    return Q(**{f"{of}origin__in": voices, f"{of}weight__lt": LEAST})


def _correction(row: Measurement, zone: str) -> Correction:
    before: Measurement = row.corrects  # type: ignore[assignment]
    return Correction(
        indicator_id=row.indicator_id,
        year=row.year,
        month=row.month,
        before=before.value,
        after=row.value,
        on=local_day(row.reported_at, zone),
        why=words_of(row),
        pk=row.pk,
    )
