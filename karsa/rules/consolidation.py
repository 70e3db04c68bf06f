"""One value from several: over the periods of a year, or over places."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from enum import StrEnum

from karsa.rules.refused import gettext_noop as _


class Consolidation(StrEnum):
    """How the parts of an indicator become one."""

    SUM = "sum"
    AVERAGE = "average"
    LAST = "last"
    WEIGHTED = "weighted"


CONSOLIDATION_NAMES: Mapping[Consolidation, str] = {
    Consolidation.SUM: _("Dijumlahkan"),
    Consolidation.AVERAGE: _("Dirata-ratakan"),
    Consolidation.LAST: _("Nilai terakhir yang diketahui"),
    Consolidation.WEIGHTED: _("Rata-rata tertimbang penyebut"),
}


def consolidate(
    kind: Consolidation,
    values: Sequence[Decimal | None],
    weights: Sequence[Decimal | None] | None = None,
) -> Decimal | None:
    """Return one value from parts in order of time; not rounded.

    An empty part never counts as zero; None if no part is known, or no weight is above zero.
    `weights` are the denominators of WEIGHTED, one for each value, and unused otherwise.
    Source: rules digest 6; period: sum, average, last; places: sum, average, weighted.
    Raises: ValueError if WEIGHTED has not one weight for each value, or one is negative.
    """
    if kind is Consolidation.WEIGHTED:
        return _weighted(values, weights or ())
    known = [value for value in values if value is not None]
    if not known:
        return None
    if kind is Consolidation.LAST:
        return known[-1]
    total = sum(known, Decimal(0))
    return total if kind is Consolidation.SUM else total / len(known)


def _weighted(
    values: Sequence[Decimal | None], weights: Sequence[Decimal | None]
) -> Decimal | None:
    pairs = [
        (value, weight)
        for value, weight in zip(values, weights, strict=True)
        if value is not None and weight is not None
    ]
    if any(weight < 0 for _value, weight in pairs):
        raise ValueError("a weight is not negative")
    total = sum((weight for _value, weight in pairs), Decimal(0))
    if not total:
        return None
    return sum((value * weight for value, weight in pairs), Decimal(0)) / total
