"""The rows of each data set, ordered by id: only what citizens may read."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from karsa.complaints.queries import figures
from karsa.indicators.models import Target
from karsa.indicators.queries.public import confirmed, corrections_of, public_indicators
from karsa.indicators.queries.year import with_card
from karsa.org.models import Service, Unit
from karsa.plans.queries.public import promised_years
from karsa.rules.calendar import local_day
from karsa.rules.complaints import Figures
from karsa.rules.disclosure import LEAST, public_count
from karsa.surveys.queries.results import public_surveys, rows_of
from karsa.tenancy.models import Agency

Cell = int | Decimal | str | date | None
Row = tuple[Cell, ...]
# Leaves room for the units' own numbers below a year's.
_A_YEAR = 10**9
_TENTH = Decimal("0.1")
Aims = dict[tuple[int, int], tuple[Decimal | None, Decimal | None, Decimal | None]]


def indicators(agency: Agency, today: date) -> list[Row]:
    """Return the confirmed figures of all years. Four queries."""
    known = {row.pk: row for row in with_card(public_indicators(agency))}
    aims, nothing = _aims(agency), (None, None, None)
    found: list[Row] = []
    for one in confirmed(agency).filter(indicator__in=known).order_by("pk"):
        row = known[one.indicator_id]
        card = (row.card_measure or "", *aims.get((row.pk, one.year), nothing))  # type: ignore[attr-defined]
        what = (one.pk, row.pk, row.name, row.unit_id, row.unit.name, one.year, one.month)
        reported = local_day(one.reported_at, agency.zone)
        told = (row.card_polarity or "", one.source, reported)  # type: ignore[attr-defined]
        found.append((*what, one.value, one.weight, *card, *told))
    return found


def corrections(agency: Agency, today: date) -> list[Row]:
    """Return what was corrected after it had been confirmed. Two queries."""
    known = {row.pk: row.name for row in public_indicators(agency)}
    found: list[Row] = []
    for one in sorted(corrections_of(public_indicators(agency)), key=lambda one: one.pk):
        what = (one.pk, one.indicator_id, known[one.indicator_id], one.year, one.month)
        found.append((*what, one.before, one.after, one.on, one.why))
    return found


def satisfaction(agency: Agency, today: date) -> list[Row]:
    """Return the published surveys with their index. Two queries."""
    found: list[Row] = []
    for row in rows_of(list(public_surveys(agency).order_by("pk"))):
        survey, unit, index = row.survey, row.survey.service.unit, row.index
        n = public_count(index.n)
        what = (survey.pk, survey.service.name, unit.pk, unit.name, survey.starts, survey.ends)
        found.append((*what, n, index.value, index.letter and str(index.letter)))
    return found


def complaints(agency: Agency, today: date) -> list[Row]:
    """Return the reports of this year and the last by office. Four queries."""
    return [row for year in (today.year - 1, today.year) for row in _of_year(agency, year, today)]


def units(agency: Agency, today: date) -> list[Row]:
    """Return the open units with their open services. Two queries."""
    offered: dict[int, list[str]] = defaultdict(list)
    services = Service.objects.filter(agency=agency, is_open=True).order_by("name", "pk")
    for unit, name in services.values_list("unit", "name"):
        offered[unit].append(name)
    rows = Unit.objects.filter(agency=agency, is_open=True).order_by("pk")
    fields = ("pk", "external_id", "name", "kind", "parent")
    return [(*row, "; ".join(offered[row[0]])) for row in rows.values_list(*fields)]


def _of_year(agency: Agency, year: int, today: date) -> Iterator[Row]:
    last = min(today, date(year, 12, 31))
    cases = figures.came_in(agency, date(year, 1, 1), last)
    lines = figures.by_unit(agency, cases, today, public=True)
    for line in sorted(lines, key=lambda line: line.pk):
        shares = _shares(line.shown) if line.shown else (None, None, None)
        yield (year * _A_YEAR + line.pk, year, line.pk, line.name, line.count, *shares)


def _shares(found: Figures) -> Row:
    """The figures of an office's reports, each only where it speaks of five or more."""
    median = found.median_days if found.closed >= LEAST else None
    return (
        _tenth(found.in_time) if found.due >= LEAST else None,
        _tenth(found.reopened) if found.closed >= LEAST else None,
        median,
    )


def _tenth(value: Decimal | None) -> Decimal | None:
    return None if value is None else value.quantize(_TENTH)


def _aims(agency: Agency) -> Aims:
    signed = promised_years(agency)
    rows = Target.objects.filter(agency=agency, month=0)
    fields = ("indicator", "year", "value", "low", "high")
    return {
        (pk, year): (value, low, high)
        for pk, year, value, low, high in rows.values_list(*fields)
        if (pk, year) in signed
    }
