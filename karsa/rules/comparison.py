"""When a difference between those who took part and others may be called an effect. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from karsa.rules.disclosure import LEAST
from karsa.rules.refused import gettext_noop as _

# Moments before the start: with fewer nobody sees whether both went the same way anyway.
LEAST_BEFORE = 3
LEAST_AFTER = 3

Interval = tuple[Decimal, Decimal]


class Doubt(StrEnum):
    """Why nothing can be concluded."""

    FEW_TREATED = "few_treated"
    FEW_OTHERS = "few_others"
    ALONE = "alone"
    SHORT_BEFORE = "short_before"
    SHORT_AFTER = "short_after"
    DRIFT = "drift"
    BOTH_WAYS = "both_ways"


# What is missing, and what would help.
DOUBTS: Mapping[Doubt, str] = {
    Doubt.FEW_TREATED: _("Unit yang ikut kurang dari lima. Tambah unit yang ikut dan diukur."),
    Doubt.FEW_OTHERS: _("Unit pembanding kurang dari lima. Ukur juga unit yang belum ikut."),
    Doubt.ALONE: _(
        "Setiap unit mulai pada waktu yang berbeda, jadi ragam antarunit tidak terlihat. Mulai "
        "bersama beberapa unit sekaligus."
    ),
    Doubt.SHORT_BEFORE: _(
        "Angka sebelum mulai kurang dari tiga waktu ukur, jadi arah semula tidak kelihatan. "
        "Masukkan angka bulan-bulan sebelumnya bila masih ada."
    ),
    Doubt.SHORT_AFTER: _(
        "Angka sesudah mulai kurang dari tiga waktu ukur. Tunggu beberapa bulan lagi."
    ),
    Doubt.DRIFT: _(
        "Sebelum mulai pun kedua kelompok sudah bergerak menjauh, jadi bedanya belum tentu karena "
        "ini. Cari pembanding yang arahnya sama."
    ),
    Doubt.BOTH_WAYS: _(
        "Rentangnya memuat naik maupun turun. Tunggu lebih banyak bulan, atau tambah unit."
    ),
}


@dataclass(frozen=True, slots=True)
class Grounds:
    """What a comparison rests on: units on both sides, moments measured, the intervals found."""

    treated: int
    others: int
    before: int
    after: int
    drift: Interval | None = None
    effect: Interval | None = None


def few(treated: int, others: int, *, has_error: bool = True) -> tuple[Doubt, ...]:
    """Return what is too small: fewer than five units on a side differ by chance alone.

    `has_error`: whether units that began together let the chance be judged.
    Source: the reference software of Callaway and Sant'Anna warns below five units.
    """
    sides = ((Doubt.FEW_TREATED, treated), (Doubt.FEW_OTHERS, others))
    found = tuple(doubt for doubt, count in sides if count < LEAST)
    return found or (Doubt.ALONE,) * (not has_error)


def doubts(grounds: Grounds) -> tuple[Doubt, ...]:
    """Return why nothing can be concluded; empty where it can.

    Without an interval of the effect nothing is; one of the drift is not known to differ.
    """
    has_error = grounds.effect is not None
    found = list(few(grounds.treated, grounds.others, has_error=has_error))
    found += [Doubt.SHORT_BEFORE] * (grounds.before < LEAST_BEFORE)
    found += [Doubt.SHORT_AFTER] * (grounds.after < LEAST_AFTER)
    found += [Doubt.DRIFT] * (grounds.drift is not None and not _holds_zero(grounds.drift))
    found += [Doubt.BOTH_WAYS] * (grounds.effect is not None and _holds_zero(grounds.effect))
    return tuple(found)


def _holds_zero(interval: Interval) -> bool:
    low, high = interval
    return low <= 0 <= high
