"""What an indicator did after an obstacle was solved: shown, never claimed as a cause."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from karsa.indicators.models import Indicator, Measurement, Target
from karsa.indicators.queries.year import with_card
from karsa.monitoring.models import Obstacle
from karsa.rules.achievement import Polarity
from karsa.rules.effect import Aim, Effect, effect

# Months that stand for before and after: enough to even out one bad month.
MONTHS = 3


@dataclass(frozen=True, slots=True)
class Seen:
    """The effect in the indicator's own measure."""

    effect: Effect
    measure: str


def effects_of(obstacles: Iterable[Obstacle]) -> dict[int, Seen]:
    """Return the effect by obstacle id, for solved ones with an indicator.

    The three months before the one in which it was solved against the three after it. Three
    queries for any number, none where nothing is solved.
    """
    done = [row for row in obstacles if row.state == Obstacle.State.DONE]
    solved = {row: row.indicator_id for row in done if row.indicator_id}
    if not solved:
        return {}
    ids = set(solved.values())
    cards = {one.pk: one for one in with_card(Indicator.objects.filter(pk__in=ids))}
    figures, aims = _figures(ids), _aims(ids)
    return {row.pk: _seen(row, cards[pk], figures, aims) for row, pk in solved.items()}


def _figures(ids: Iterable[int]) -> dict[tuple[int, int], Decimal]:
    """Valid values by indicator and month (counted from year 0)."""
    rows = Measurement.objects.filter(indicator__in=ids, state__in=Measurement.COUNTS)
    found = rows.values_list("indicator", "year", "month", "value")
    return {(pk, year * 12 + month): value for pk, year, month, value in found}


def _aims(ids: Iterable[int]) -> dict[tuple[int, int], Aim]:
    rows = Target.objects.filter(indicator__in=ids, month=0)
    return {(row.indicator_id, row.year): Aim(row.value, row.low, row.high) for row in rows}


def _seen(
    row: Obstacle,
    indicator: Indicator,
    figures: Mapping[tuple[int, int], Decimal],
    aims: Mapping[tuple[int, int], Aim],
) -> Seen:
    ended: date = row.ended_on or date.min
    month = ended.year * 12 + ended.month

    def values(first: int) -> list[Decimal]:
        keys = ((indicator.pk, one) for one in range(first, first + MONTHS))
        return [figures[key] for key in keys if key in figures]

    polarity = Polarity(indicator.card_polarity or "maximize")  # type: ignore[attr-defined]
    aim = aims.get((indicator.pk, ended.year), Aim())
    found = effect(polarity, values(month - MONTHS), values(month + 1), aim)
    return Seen(found, indicator.card_measure or "")  # type: ignore[attr-defined]
