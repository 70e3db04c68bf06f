"""How many single events become one figure."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

PLACES = Decimal("0.0001")
BINS = 12
_STEPS = (1, 2, 5, 10)


@dataclass(frozen=True, slots=True)
class Summary:
    """Events of a period in the unit of one event; `within` is a share in percent.

    `mean` is weighted where events carry weights. Everything but count and total is None
    without events, `within` also without a promise.
    """

    count: int
    total: Decimal
    mean: Decimal | None
    median: Decimal | None
    p90: Decimal | None
    within: Decimal | None
    low: Decimal | None
    high: Decimal | None


def summary(
    events: Sequence[tuple[Decimal, Decimal | None]], promise: Decimal | None = None
) -> Summary:
    """Return the figures of `events`: value and weight (None counts once).

    Percentiles lie between the two nearest values, as PostgreSQL's percentile_cont has them; all
    is rounded half up to four places. `within` counts values up to the promise.
    """
    if not events:
        return Summary(0, Decimal(0), None, None, None, None, None, None)
    values = sorted(value for value, _ in events)
    weights = sum((1 if weight is None else weight for _, weight in events), Decimal(0))
    moment = sum((v * (1 if w is None else w) for v, w in events), Decimal(0))
    kept = None if promise is None else sum(value <= promise for value in values)
    return Summary(
        count=len(values),
        total=sum(values, Decimal(0)),
        mean=rounded(moment / weights) if weights else None,
        median=rounded(percentile(values, Decimal("0.5"))),
        p90=rounded(percentile(values, Decimal("0.9"))),
        within=None if kept is None else share(kept, len(values)),
        low=values[0],
        high=values[-1],
    )


def percentile(values: Sequence[Decimal], part: Decimal) -> Decimal:
    """Return the value below which `part` of the sorted `values` lie, between neighbours."""
    place = part * (len(values) - 1)
    at = int(place)
    following = values[min(at + 1, len(values) - 1)]
    return values[at] + (following - values[at]) * (place - at)


def share(kept: int, count: int) -> Decimal:
    """Return `kept` of `count` in percent, to four places."""
    return rounded(Decimal(100) * kept / count)


def rounded(value: Decimal) -> Decimal:
    """To the four places a figure is stored with, half up."""
    return value.quantize(PLACES, ROUND_HALF_UP)


def width_of(p90: Decimal) -> Decimal:
    """Return a readable width of the classes of a histogram: 1, 2 or 5 times a power of ten.

    Nine tenths of the events then lie in at most nine of the twelve classes; the last is open.
    """
    if p90 <= 0:
        return Decimal(1)
    least = p90 / 9
    power = Decimal(1).scaleb(least.adjusted())
    return next(step * power for step in _STEPS if step * power >= least)
