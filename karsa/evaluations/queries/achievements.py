"""How far indicators came by a period's end, from verified measurements alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Any

from django.db.models import F, FilteredRelation, OuterRef, Q, QuerySet, Subquery

from karsa.indicators.models import Indicator, IndicatorCard, Measurement, Target
from karsa.org.models import Period
from karsa.rules.achievement import NO_DATA, Achievement, Polarity, achievement
from karsa.rules.consolidation import Consolidation, consolidate


@dataclass(frozen=True, slots=True)
class IndicatorFact:
    """One indicator's achievement in a period, in percent, or why there is none.

    `by_actions`: from the confirmed steps of the quarter's action plan, not from measurements.
    """

    indicator_id: int
    unit_id: int
    name: str
    found: Achievement
    actual: Decimal | None = None
    target: Decimal | None = None
    by_actions: bool = False


def achievements_of(indicators: QuerySet[Indicator], period: Period) -> tuple[IndicatorFact, ...]:
    """Return the achievement of each indicator by the end of `period`.

    A month or quarter is held against the trajectory's point at its end, the year against the
    year's target; a sum without such a point is expected to grow evenly. Reported but unverified
    measurements do not count. One query.
    """
    month = 0 if period.is_annual else period.ends.month
    counts = Q(measurements__year=period.year, measurements__month__lte=month or 12)
    counts &= Q(measurements__state=Measurement.State.VERIFIED)
    rows = (
        indicators.filter(agency=period.agency_id)
        .annotate(**_card(), **_aim(period.year, month))
        .annotate(
            verified=FilteredRelation("measurements", condition=counts),
            measured=F("verified__value"),
            weight=F("verified__weight"),
        )
        .order_by("pk", "verified__month")
    )
    by_indicator = groupby(rows, key=lambda row: row.pk)
    return tuple(_fact(list(found), month) for _pk, found in by_indicator)


def _card() -> dict[str, Subquery]:
    """What the newest card says: `polarity` and `over_time`."""
    cards = IndicatorCard.objects.filter(indicator=OuterRef("pk")).order_by("-version")
    return {name: Subquery(cards.values(name)[:1]) for name in ("polarity", "over_time")}


def _aim(year: int, month: int) -> dict[str, Subquery]:
    """What is due: the trajectory's point at `month` before the year's target."""
    targets = Target.objects.filter(indicator=OuterRef("pk"), year=year, month__in=(0, month))
    first = targets.order_by("-month")
    names = ("month", "value", "low", "high")
    return {f"aim_{name}": Subquery(first.values(name)[:1]) for name in names}


def _fact(rows: Sequence[Any], month: int) -> IndicatorFact:
    """Hold the measurements of one indicator, a row each, against its target."""
    row = rows[0]
    if row.over_time is None:
        return IndicatorFact(row.pk, row.unit_id, row.name, Achievement(None, NO_DATA))
    over_time = Consolidation(row.over_time)
    counted = [one for one in rows if one.measured is not None]
    actual = consolidate(
        over_time, [one.measured for one in counted], [one.weight for one in counted]
    )
    grows = over_time == Consolidation.SUM and row.aim_month == 0
    target = _due(row.aim_value, month) if grows else row.aim_value
    found = achievement(
        Polarity(row.polarity), actual=actual, target=target, low=row.aim_low, high=row.aim_high
    )
    return IndicatorFact(row.pk, row.unit_id, row.name, found, actual, target)


def _due(target: Decimal | None, month: int) -> Decimal | None:
    """The year's target of a sum, as far as it is due by `month` (0: all of it)."""
    if target is None or not month:
        return target
    return (target * month / 12).quantize(Decimal("0.01"))
