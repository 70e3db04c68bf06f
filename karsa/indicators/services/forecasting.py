"""The forecasts of an agency's indicators, made anew from their figures; derived, never typed."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from math import inf
from typing import Any

from karsa.indicators.models import Forecast, Indicator, Measurement, Target
from karsa.indicators.queries.year import with_card
from karsa.indicators.services.year_end import Band, Month, YearEnd, year_end
from karsa.jobs.services import later
from karsa.rules.achievement import Polarity
from karsa.rules.consolidation import Consolidation
from karsa.rules.warning import reached_between
from karsa.tenancy.models import Agency

_STEP = 500
_YEARS = 10
_VALUES = ("mean", "low", "high", "probability")
_WRITTEN = (*_VALUES, "through_month", "months_used", "points", "made_at")
Figures = Mapping[int, Mapping[int, Month]]


def forecast_later(agency: Agency, indicator_ids: Iterable[int]) -> None:
    """Have the forecasts of these made anew once the transaction is kept: their figures moved."""
    named = ",".join(str(pk) for pk in sorted(set(indicator_ids)))
    if named:
        later("indicators.forecast", agency, indicator_ids=named)


def refresh_forecasts(
    *, agency: Agency, year: int, now: datetime, indicator_ids: Iterable[int] | None = None
) -> int:
    """Make the forecasts of `year` anew and return how many indicators have a row now.

    All active indicators without `indicator_ids`. Where there is too little to go by, the row says
    so with empty values. Safe to repeat. Four queries for 500 indicators.
    """
    rows = Indicator.objects.filter(agency=agency, is_active=True)
    if indicator_ids is not None:
        rows = rows.filter(pk__in=list(indicator_ids))
    found = list(with_card(rows).order_by("pk"))
    for start in range(0, len(found), _STEP):
        _refresh(agency, found[start : start + _STEP], year, now)
    return len(found)


def _refresh(agency: Agency, indicators: Sequence[Any], year: int, now: datetime) -> None:
    ids = [row.pk for row in indicators]
    figures = _figures(ids, year)
    aims = {
        row.indicator_id: row
        for row in Target.objects.filter(indicator__in=ids, year=year, month=0)
    }
    Forecast.objects.bulk_create(
        (
            _forecast(agency, row, figures.get(row.pk, {}), aims.get(row.pk), year, now)
            for row in indicators
        ),
        update_conflicts=True,
        unique_fields=["indicator", "year"],
        update_fields=_WRITTEN,
    )


def _figures(ids: Sequence[int], year: int) -> Figures:
    """Valid figures by indicator and month, counted from the year 0. One query."""
    rows = Measurement.objects.filter(
        indicator__in=ids, year__range=(year - _YEARS, year), state__in=Measurement.COUNTS
    )
    found: dict[int, dict[int, Month]] = defaultdict(dict)
    names = ("indicator", "year", "month", "value", "weight")
    for pk, its_year, month, value, weight in rows.values_list(*names).iterator(5000):
        weighs = None if weight is None else float(weight)
        found[pk][its_year * 12 + month - 1] = Month(float(value), weighs)
    return found


def _forecast(
    agency: Agency,
    row: Any,
    figures: Mapping[int, Month],
    target: Target | None,
    year: int,
    now: datetime,
) -> Forecast:
    kind = Consolidation(row.card_over_time or "last")
    found = year_end(kind, figures, year, _highest(row.card_measure, figures))
    return Forecast(
        agency=agency,
        indicator=row,
        year=year,
        through_month=max(0, max(figures, default=0) - year * 12 + 1),
        months_used=len(figures),
        made_at=now,
        **(_told(found, Polarity(row.card_polarity or "maximize"), target) if found else {}),
    )


def _highest(measure: str | None, figures: Mapping[int, Month]) -> float:
    """A share that never exceeded its whole will not."""
    whole = measure == "%" and all(month.value <= 100 for month in figures.values())
    return 100.0 if whole else inf


def _told(found: YearEnd, polarity: Polarity, target: Target | None) -> dict[str, Any]:
    band = zip(("mean", "low", "high"), _decimals(found.value.band()), strict=True)
    return {
        **dict(band),
        "probability": _probability(found, polarity, target),
        "points": [_point(month, band) for month, band in sorted(found.points.items())],
    }


def _point(month: int, band: Band) -> dict[str, int | str]:
    mean, low, high = map(str, _decimals(band))
    return {"month": month, "mean": mean, "low": low, "high": high}


def _decimals(band: Band) -> Iterator[Decimal]:
    return (Decimal(f"{value:.4f}") for value in band)


def _probability(found: YearEnd, polarity: Polarity, target: Target | None) -> Decimal | None:
    if target is None:
        return None
    bounds = reached_between(polarity, target=target.value, low=target.low, high=target.high)
    if bounds is None:
        return None
    least, most = (None if bound is None else float(bound) for bound in bounds)
    return Decimal(f"{found.value.chance(at_least=least, at_most=most):.3f}")
