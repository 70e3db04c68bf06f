"""Citizens' voice as a measurement: a month's figure, drawn in where few people spoke."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from karsa.rules.disclosure import hides

# From so many voices on a month speaks for itself alone.
ENOUGH = 30
_FINE = Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class Heard:
    """What `n` voices say of a month (1 to 12): a value in the statistic's own measure."""

    month: int
    value: Decimal
    n: int


def own_weight(n: int) -> Decimal:
    """Return how much of a figure is its own: √(n / 30), at most 1.

    Limited-fluctuation credibility (Mowbray 1914): the spread of a mean falls with √n, so a
    month of n voices carries that part of the trust which 30 would.
    Raises: ValueError if `n` is negative.
    """
    if n < 0:
        raise ValueError(f"voices are not negative, got {n}")
    return min(Decimal(1), (Decimal(n) / ENOUGH).sqrt())


def drawn_in(heard: Heard, usual: Heard | None) -> Decimal | None:
    """Return a month's figure as it counts: own weight × own + the rest × the region's usual.

    `usual` is what all services together say of that month; without one the figure stays as it
    is. None under five voices: so few could be recognised. Rounded half up to four decimals.
    """
    if hides(heard.n) or not heard.n:
        return None
    own = own_weight(heard.n) if usual else Decimal(1)
    rest = (1 - own) * usual.value if usual else Decimal(0)
    return (own * heard.value + rest).quantize(_FINE, ROUND_HALF_UP)
