"""What an indicator usually measures: the yardstick for what is odd."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from karsa.indicators.models import EventMonth, Indicator, Measurement
from karsa.rules.plausible import Usual

_MONTHS = 3
_FIGURES = 12
_NINTH = Decimal("0.9")


def usual_events(ids: Iterable[int], today: date) -> dict[int, Usual]:
    """Return what single events of the indicators were in their last three months. One query.

    By indicator; those without events of this or last year are missing.
    """
    rows = EventMonth.objects.filter(indicator__in=list(ids), count__gt=0)
    found: dict[int, list[EventMonth]] = {}
    for row in rows.filter(year__gte=today.year - 1).order_by("-year", "-month"):
        found.setdefault(row.indicator_id, []).append(row)
    return {key: _joined(months[:_MONTHS]) for key, months in found.items()}


def _joined(months: Sequence[EventMonth]) -> Usual:
    return Usual(
        count=sum(one.count for one in months),
        low=min(one.low or Decimal(0) for one in months),
        median=min(one.median or Decimal(0) for one in months),
        p90=max(one.p90 or Decimal(0) for one in months),
    )


def usual_figures(indicators: Sequence[Indicator]) -> dict[int, Usual]:
    """Return what the last twelve valid monthly figures were, by indicator. One query."""
    rows = Measurement.objects.filter(indicator__in=indicators, state__in=Measurement.COUNTS)
    found: dict[int, list[Decimal]] = {}
    ordered = rows.order_by("-year", "-month").values_list("indicator_id", "value")
    for key, value in ordered[: 40 * _FIGURES * max(len(indicators), 1)]:
        found.setdefault(key, []).append(value)
    return {key: _of_values(values[:_FIGURES]) for key, values in found.items()}


def _of_values(values: Sequence[Decimal]) -> Usual:
    ordered = sorted(values)
    last = len(ordered) - 1
    return Usual(len(ordered), ordered[0], ordered[last // 2], ordered[round(last * _NINTH)])
