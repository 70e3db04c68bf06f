"""Accepted daily entries as an indicator's monthly figure: what people did, added up."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery, Sum

from karsa.indicators.models import IndicatorCard, Measurement
from karsa.indicators.services.derived import DerivedFigure, write_figures
from karsa.jobs import services as jobs
from karsa.journal.models import DailyEntry
from karsa.plans.models import IndividualIndicator
from karsa.rules.refused import gettext_noop as _
from karsa.tenancy.models import Agency

SOURCE = _("Catatan harian yang diterima")
_CENT = Decimal("0.01")


def ask_figures(agency: Agency, entries: Iterable[DailyEntry]) -> None:
    """Have the months of accepted entries added up anew, where an indicator asks for it.

    One query, and one task a result and month.
    """
    months = {(row.result_id, row.day.year, row.day.month) for row in entries}
    carried = _carried(agency).filter(result__in={key[0] for key in months})
    results = set(carried.values_list("result", flat=True)) if months else set()
    for result, year, month in sorted(months):
        if result in results:
            jobs.later("journal.figures", agency, result_id=result, year=year, month=month)


def add_up(
    *, agency: Agency, year: int, month: int, now: datetime, result_id: int | None = None
) -> int:
    """Write the month's figure of each indicator that adds up entries; return how many.

    Entries count once they are accepted, in the card's own measure, for every result whose
    measure carries the indicator; `result_id` limits it to the indicators of one result. A figure
    of another origin stays, and ours waits beside it; without entries left, ours is set
    aside. Seven queries for any number.
    """
    carried = _carried(agency)
    if result_id is not None:
        carried = carried.filter(indicator__in=carried.filter(result=result_id).values("indicator"))
    pairs = set(carried.values_list("result", "indicator", "measured"))
    done = _done(agency, {result for result, *_more in pairs}, year, month)
    totals: dict[int, Decimal] = {}
    for result, indicator, measure in pairs:
        if (result, measure) in done:
            totals[indicator] = totals.get(indicator, Decimal(0)) + done[result, measure]
    indicators = sorted({indicator for _result, indicator, _measure in pairs})
    figures = [DerivedFigure(one, year, month, totals.get(one), None) for one in indicators]
    sources = dict.fromkeys(indicators, str(SOURCE))
    write_figures(agency, figures, sources, now, Measurement.Origin.ENTRIES)
    return len(figures)


def _carried(agency: Agency) -> QuerySet[Any, Any]:
    """Measures of plans that carry an indicator whose newest card adds values up."""
    newest = IndicatorCard.objects.filter(indicator=OuterRef("indicator")).order_by("-version")
    rows = IndividualIndicator.objects.filter(agency=agency, indicator__is_active=True).annotate(
        statistic=Subquery(newest.values("statistic")[:1]),
        measured=Subquery(newest.values("measure")[:1]),
    )
    return rows.filter(statistic=IndicatorCard.Statistic.SUM)


def _done(
    agency: Agency, results: set[int], year: int, month: int
) -> dict[tuple[int, str], Decimal]:
    """Quantities of accepted entries by result and measure."""
    first = date(year, month, 1)
    following = date(year + month // 12, month % 12 + 1, 1)
    rows = DailyEntry.objects.filter(
        day__gte=first,
        day__lt=following,
        agency=agency,
        state=DailyEntry.State.ACCEPTED,
        result__in=results,
        quantity__isnull=False,
    )
    sums = rows.values("result", "measure").annotate(total=Sum("quantity"))
    return {(row["result"], row["measure"]): row["total"].quantize(_CENT) for row in sums}
