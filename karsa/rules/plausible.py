"""Whether a figure can be believed at once, or a person looks at it first."""

from dataclasses import dataclass
from decimal import Decimal

from karsa.rules.refused import gettext_noop as _

# A unit error is a factor of 60 (hours for minutes) or 1,000; real months differ by far less.
ABOVE, BELOW = 30, 100
ENOUGH = 5

MISSING = _("Nilainya kosong.")
ZERO = _("Nilainya nol, dan nol belum pernah wajar untuk indikator ini.")
NEGATIVE = _("Nilainya di bawah nol.")
TOO_LOW = _("Nilainya di bawah batas wajar pada kartu indikator.")
TOO_HIGH = _("Nilainya di atas batas wajar pada kartu indikator.")
UNLIKE_HIGH = _("Nilainya lebih dari 30 kali yang biasa. Mungkin satuannya keliru.")
UNLIKE_LOW = _("Nilainya kurang dari seperseratus yang biasa. Mungkin satuannya keliru.")


@dataclass(frozen=True, slots=True)
class Usual:
    """What was measured before: how often, the least, the middle and the ninth tenth."""

    count: int
    low: Decimal
    median: Decimal
    p90: Decimal


@dataclass(frozen=True, slots=True)
class Believable:
    """What one event or month may be, as the card says; None where it says nothing."""

    low: Decimal | None = None
    high: Decimal | None = None


def doubt(value: Decimal | None, card: Believable, usual: Usual | None = None) -> str:
    """Return why a person should look at `value` first; empty where nothing is odd.

    Units:  value, card and usual share the indicator's own unit.
    Order:  the card decides where it speaks; else zero and less are odd unless they occurred
            before, and so is what lies far from the usual, once there are five values.
    Source: issue of measurements: zero, negative, missing and absurd values are held.
    """
    if value is None:
        return MISSING
    return _below(value, card, usual) or _above(value, card, usual)


def _below(value: Decimal, card: Believable, usual: Usual | None) -> str:
    if card.low is not None:
        if value >= card.low:
            return ""
        return NEGATIVE if value < 0 else TOO_LOW
    if value < 0:
        return NEGATIVE if usual is None or usual.low >= 0 else ""
    if value == 0:
        return ZERO if usual is None or usual.low > 0 else ""
    known = usual is not None and usual.count >= ENOUGH and usual.low > 0
    return UNLIKE_LOW if known and usual and value * BELOW < usual.median else ""


def _above(value: Decimal, card: Believable, usual: Usual | None) -> str:
    if card.high is not None:
        return TOO_HIGH if value > card.high else ""
    if usual is None or usual.count < ENOUGH or usual.p90 <= 0:
        return ""
    return UNLIKE_HIGH if value > usual.p90 * ABOVE else ""
