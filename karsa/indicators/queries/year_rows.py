"""Figures and aims as plain rows: what a year of many indicators is made of."""

from decimal import Decimal

from django.db.models import QuerySet

from karsa.indicators.models import Measurement, Target
from karsa.kit.prepared import prepared

# indicator, year, month, value, weight; and: indicator, month (0: the year), value, low, high.
FigureRow = tuple[int, int, int, Decimal, Decimal | None]
AimRow = tuple[int, int, Decimal | None, Decimal | None, Decimal | None]


def figure_rows(
    among: QuerySet[Measurement], indicators: list[int], years: list[int]
) -> QuerySet[Measurement, FigureRow]:
    """Return the query for figures as `years_from` takes them: this year's and the last."""
    rows = among.filter(indicator__in=indicators, year__in=years)
    return rows.values_list("indicator", "year", "month", "value", "weight")


def aim_rows(among: QuerySet[Target], indicators: list[int], year: int) -> QuerySet[Target, AimRow]:
    """Return the query for a year's aims as `years_from` takes them."""
    rows = among.filter(indicator__in=indicators, year=year)
    return rows.values_list("indicator", "month", "value", "low", "high")


@prepared
def counted_rows(indicators: list[int], years: list[int]) -> QuerySet[Measurement, FigureRow]:
    """Return the figures that count, of these years. One query."""
    counted = Measurement.objects.filter(state__in=Measurement.COUNTS)
    return figure_rows(counted, indicators, years)


@prepared
def all_aims(indicators: list[int], year: int) -> QuerySet[Target, AimRow]:
    """Return a year's aims. One query."""
    return aim_rows(Target.objects.all(), indicators, year)
