"""Where an indicator took the clearest turn for the better this year."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from karsa.indicators.models import Indicator, IndicatorCard, Measurement
from karsa.site.demo.world import World

_MONTHS = 3
_CLEAR = Decimal("0.02")


@dataclass(frozen=True, slots=True)
class Turn:
    """An indicator and the day after which it got better."""

    indicator: Indicator
    day: date
    gain: Decimal  # share of what was before


def best_turn(world: World, indicators: Iterable[Indicator]) -> Turn | None:
    """Return the clearest turn of the years shown; None while there are too few months.

    Waiting times come first: a turn in minutes is understood at once. Two queries.
    """
    rows = {row.pk: row for row in indicators}
    signs = {
        card.indicator_id: -1 if card.polarity == "minimize" else 1
        for card in IndicatorCard.objects.filter(indicator__in=rows)
        if card.polarity in ("maximize", "minimize") and card.over_time != "sum"
    }
    figures: dict[int, dict[int, Decimal]] = {pk: {} for pk in signs}
    for one in Measurement.objects.filter(indicator__in=signs, state__in=Measurement.COUNTS):
        figures[one.indicator_id][one.year * 12 + one.month] = one.value
    turns = [
        turn for pk, sign in signs.items() for turn in _turns(world, rows[pk], figures[pk], sign)
    ]
    return max(turns, key=lambda turn: (_waits(turn.indicator), turn.gain), default=None)


def _waits(indicator: Indicator) -> bool:
    return indicator.name.startswith("Waktu tunggu")


def _turns(world: World, indicator: Indicator, months: dict[int, Decimal], sign: int) -> list[Turn]:
    last = world.today.year * 12 + world.today.month
    found = []
    for month in range(world.years[0] * 12 + 3, last - 1):
        before = [months[n] for n in range(month - _MONTHS, month) if n in months]
        after = [months[n] for n in range(month + 1, month + 1 + _MONTHS) if n in months]
        first, then = _mean(before), _mean(after)
        gain = sign * (then - first) / first if before and after and first else Decimal(0)
        if gain > _CLEAR:
            day = date((month - 1) // 12, (month - 1) % 12 + 1, 12)
            found.append(Turn(indicator, day, gain))
    return found


def _mean(values: list[Decimal]) -> Decimal:
    return sum(values, Decimal(0)) / max(len(values), 1)
