"""How far indicators came by a period's end, from verified measurements alone."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Prefetch, QuerySet

from karsa.indicators.models import Indicator, IndicatorCard, Measurement, Target
from karsa.org.models import Period
from karsa.rules.achievement import NO_DATA, Achievement, Polarity, achievement
from karsa.rules.consolidation import Consolidation, consolidate


@dataclass(frozen=True, slots=True)
class IndicatorFact:
    """One indicator's achievement in a period, in percent, or why there is none."""

    indicator_id: int
    unit_id: int
    name: str
    found: Achievement
    actual: Decimal | None = None
    target: Decimal | None = None


def achievements_of(indicators: QuerySet[Indicator], period: Period) -> tuple[IndicatorFact, ...]:
    """Return the achievement of each indicator by the end of `period`.

    A month or quarter is held against the trajectory's point at its end, the year against the
    year's target; a sum without such a point is expected to grow evenly. Reported but unverified
    measurements do not count. Four queries.
    """
    month = 0 if period.is_annual else period.ends.month
    verified = Measurement.objects.filter(
        year=period.year, month__lte=month or 12, state=Measurement.State.VERIFIED
    ).order_by("month")
    # The trajectory's point comes before the year's target.
    target = Target.objects.filter(year=period.year, month__in=(0, month)).order_by("-month")
    cards = IndicatorCard.objects.order_by("-version")
    rows = indicators.filter(agency=period.agency_id).prefetch_related(
        Prefetch("cards", cards), Prefetch("targets", target), Prefetch("measurements", verified)
    )
    return tuple(_fact(row, month) for row in rows)


def _fact(row: Indicator, month: int) -> IndicatorFact:
    card = next(iter(row.cards.all()), None)
    if card is None:
        return IndicatorFact(row.pk, row.unit_id, row.name, Achievement(None, NO_DATA))
    aim = _due(next(iter(row.targets.all()), None) or Target(), card, month)
    values = list(row.measurements.all())
    actual = consolidate(
        Consolidation(card.over_time),
        [value.value for value in values],
        [value.weight for value in values],
    )
    found = achievement(
        Polarity(card.polarity), actual=actual, target=aim.value, low=aim.low, high=aim.high
    )
    return IndicatorFact(row.pk, row.unit_id, row.name, found, actual, aim.value)


def _due(aim: Target, card: IndicatorCard, month: int) -> Target:
    """The year's target of a sum, as far as it is due by `month`."""
    grows = card.over_time == Consolidation.SUM and aim.month == 0 and month
    if not grows or aim.value is None:
        return aim
    return Target(value=(aim.value * month / 12).quantize(Decimal("0.01")))
