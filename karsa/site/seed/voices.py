"""Indicators with their months, and what citizens say: surveys and complaints."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from uuid import UUID

from karsa.complaints.models import Case, Category
from karsa.indicators.models import Indicator, IndicatorCard, Measurement, Target
from karsa.org.models import Service
from karsa.site.demo.words.library import Metric, library
from karsa.site.seed.ground import Ground
from karsa.site.seed.pen import Row, next_key, write
from karsa.site.seed.size import BRANCHES
from karsa.site.seed.words import metrics_of
from karsa.surveys.models import COLUMNS, Response, Survey, SurveyPlace

_OFFICES = BRANCHES * (BRANCHES + 1)  # the two levels below the government have indicators
_PEOPLE_A_CASE = 100  # in a year
_VISITORS = 40  # who answer alike, of a service; one a working day
_MONTHS = range(1, 13)
_CENT = Decimal("0.01")
_TERM = timedelta(days=20)


def hear(ground: Ground) -> None:
    """Write them, for the offices and the units directly below."""
    units = range(1, min(_OFFICES, ground.size.units - 1) + 1)
    followed = [(unit, metric) for unit in units for metric in metrics_of(unit)]
    _measure(ground, followed)
    _survey(ground, units)
    _complain(ground, units)


def _measure(ground: Ground, followed: list[tuple[int, Metric]]) -> None:
    agency = ground.agency
    rows = Indicator.objects.bulk_create(
        Indicator(
            agency=agency,
            unit_id=ground.first_unit + unit,
            name=metric.name.format(unit=f"Unit {unit}"),
        )
        for unit, metric in followed
    )
    IndicatorCard.objects.bulk_create(
        IndicatorCard(
            agency=agency,
            indicator=row,
            measure=metric.unit,
            polarity=metric.polarity,
            over_time=metric.over_time,
            definition=metric.definition,
            formula=metric.formula,
            source=metric.source,
            created_at=ground.now,
        )
        for row, (_, metric) in zip(rows, followed, strict=True)
    )
    known = [(row.pk, metric) for row, (_, metric) in zip(rows, followed, strict=True)]
    write(Target, _TARGET, _targets(ground, known))
    write(Measurement, _MEASURED, _measured(ground, known))


_TARGET = ("id", "agency_id", "indicator_id", "year", "month", "value", "low", "high")


def _targets(ground: Ground, known: list[tuple[int, Metric]]) -> Iterator[Row]:
    key = next_key(Target)
    for indicator, metric in known:
        value = None if metric.low is not None else metric.target
        for year in ground.size.all_years:
            for month in (0, *_MONTHS):
                of = (key, ground.agency.pk, indicator, year, month)
                yield *of, value, metric.low, metric.high
                key += 1


_MEASURED = (
    "id",
    "agency_id",
    "indicator_id",
    "year",
    "month",
    "value",
    "source",
    "state",
    "reported_at",
)


def _measured(ground: Ground, known: list[tuple[int, Metric]]) -> Iterator[Row]:
    key, today = next_key(Measurement), ground.size.today
    for indicator, metric in known:
        chance = Random(indicator)
        for year in ground.size.all_years:
            for month in (month for month in _MONTHS if (year, month) < (today.year, today.month)):
                way = Decimal(month) / 12 * Decimal(chance.uniform(0.7, 1.15))
                value = (metric.base + (metric.target - metric.base) * way).quantize(_CENT)
                of = (key, ground.agency.pk, indicator, year, month)
                yield *of, value, metric.source[:200], "verified", ground.now
                key += 1


def _survey(ground: Ground, units: range) -> None:
    agency, year = ground.agency, ground.size.today.year
    services = Service.objects.bulk_create(
        Service(agency=agency, unit_id=ground.first_unit + unit, name=f"Layanan loket {unit}")
        for unit in units
    )
    surveys = Survey.objects.bulk_create(
        Survey(
            agency=agency,
            service=service,
            title=f"Survei {service.name} {year}",
            starts=date(year, 1, 1),
            ends=date(year, 12, 31),
            state=Survey.State.OPEN,
        )
        for service in services
    )
    places = SurveyPlace.objects.bulk_create(
        SurveyPlace(agency=agency, survey=survey, code=f"b{survey.pk}") for survey in surveys
    )
    write(Response, _RESPONSE, _responses(ground, places, year))


_RESPONSE = ("id", "agency_id", "key", "survey_id", "place_id", "day", *COLUMNS)


def _responses(ground: Ground, places: list[SurveyPlace], year: int) -> Iterator[Row]:
    key = next_key(Response)
    for place in places:
        chance = Random(place.pk)
        said = [_answers(chance.uniform(2.7, 3.6), chance) for _ in range(_VISITORS)]
        for day in ground.days[year]:
            of = (ground.agency.pk, UUID(int=3 << 96 | key), place.survey_id, place.pk)
            yield key, *of, day, *chance.choice(said)
            key += 1


def _answers(mean: float, chance: Random) -> tuple[int, ...]:
    return tuple(min(4, max(1, round(chance.gauss(mean, 0.6)))) for _ in COLUMNS)


_CASE = (
    "id",
    "agency_id",
    "kind",
    "state",
    "text",
    "category_id",
    "unit_id",
    "received_on",
    "due_on",
    "answered_on",
    "answered_in_time",
    "confirmed_on",
    "closed_on",
)


def _complain(ground: Ground, units: range) -> None:
    """Nine of ten are answered in time."""
    category = Category.objects.create(agency=ground.agency, name="Layanan", order=10)
    write(Case, _CASE, _cases(ground, units, category.pk))


def _cases(ground: Ground, units: range, category: int) -> Iterator[Row]:
    lines = [line.split("|")[0] for past in library("complaints")["past"].values() for line in past]
    first, count = next_key(Case), ground.size.years * ground.size.people // _PEOPLE_A_CASE
    days = [day for days in ground.days.values() for day in days]
    for number in range(count if units else 0):
        chance = Random(number)
        day = days[number * len(days) // count]
        took = day + timedelta(days=chance.randint(2, 22))
        done = took < ground.size.today
        answered = (took, took <= day + _TERM, took, took) if done else (None,) * 4
        unit = ground.first_unit + units[number % len(units)]
        text = lines[number % len(lines)]
        of = (first + number, ground.agency.pk, "complaint", "closed" if done else "routed")
        yield *of, text, category, unit, day, day + _TERM, *answered
