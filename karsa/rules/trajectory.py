"""A year's trajectory: the parts people plan by month or quarter, and what stands by each point.

People plan parts (the cases of March, the level of March); boards compare what stands *by* March.
`points` leads from the first to the second and `parts` back.
"""

from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal

from karsa.rules.consolidation import Consolidation, consolidate

_STEP = Decimal("0.0001")
_SHOWN = Decimal("0.01")
# A rounding of the parts is no contradiction: half a percent of the year's target.
_TOLERANCE = Decimal("0.005")
_WHOLE = Decimal(1)

Parts = Sequence[Decimal | None]


def kind_of(kind: Consolidation) -> Consolidation:
    """Return how a plan is consolidated: nobody knows denominators yet, so weights are equal."""
    return Consolidation.AVERAGE if kind is Consolidation.WEIGHTED else kind


def points(kind: Consolidation, parts: Parts) -> tuple[Decimal | None, ...]:
    """Return what stands by each part: the sum, the mean or the value until then.

    Units:  the indicator's own; rounded half up to four places. Where a part is open, so is the
            point, and the others do not count it.
    """
    return tuple(
        None if part is None else _rounded(kind, parts[: number + 1])
        for number, part in enumerate(parts)
    )


def parts(kind: Consolidation, points: Parts) -> tuple[Decimal | None, ...]:
    """Return the parts that lead to `points`, rounded half up to two places: undoes `points`.

    Parts typed with at most two places come back as they were typed.
    """
    found: list[Decimal | None] = []
    total, known = Decimal(0), 0
    for point in points:
        if point is None:
            found.append(None)
            continue
        known += 1
        upto = _total(kind, point, known)
        own = point if kind_of(kind) is Consolidation.LAST else upto - total
        total = upto
        found.append(own.quantize(_SHOWN, ROUND_HALF_UP))
    return tuple(found)


def even(kind: Consolidation, target: Decimal, count: int) -> tuple[Decimal, ...]:
    """Return `count` like parts that reach `target` exactly; a sum's last part takes the rest."""
    if kind is not Consolidation.SUM:
        return (target,) * count
    return _filled(target, [target / count] * count)


def gradual(
    kind: Consolidation, baseline: Decimal, target: Decimal, count: int
) -> tuple[Decimal, ...]:
    """Return `count` parts that lead from `baseline` to `target` in equal steps.

    Last:    the last part is the target.
    Average: the mean of the parts is the target, so the last lies beyond it.
    Sum:     parts grow with their number and add up to the target; the baseline plays no part.
    """
    numbers = [Decimal(number) for number in range(1, count + 1)]
    if kind is Consolidation.SUM:
        whole = sum(numbers)
        return _filled(target, [target * number / whole for number in numbers])
    steps = Decimal(count) if kind is Consolidation.LAST else Decimal(count + 1) / 2
    step = (target - baseline) / steps
    return tuple((baseline + step * number).quantize(_SHOWN, ROUND_HALF_UP) for number in numbers)


def reached(kind: Consolidation, parts: Parts) -> Decimal | None:
    """Return what the parts make of the year; None where none is planned."""
    return _rounded(kind, parts)


def agrees(kind: Consolidation, parts: Parts, target: Decimal) -> bool:
    """Say whether the parts make the year's target, roundings aside; true where none is planned."""
    year = reached(kind, parts)
    return year is None or abs(year - target) <= abs(target) * _TOLERANCE


def between(kind: Consolidation, points: Mapping[int, Decimal], month: int) -> Decimal | None:
    """Return what is due by a month between two points, in a straight line; None without points.

    Units:  months from 1 to 12, values as in `points`; rounded half up to four places.
    Ends:   a sum begins at nothing, anything else at its first point; after the last it stays.
    """
    if not points:
        return None
    known = dict(points) | ({0: Decimal(0)} if kind is Consolidation.SUM else {})
    before = max((one for one in known if one <= month), default=min(known))
    after = min((one for one in known if one >= month), default=max(known))
    share = Decimal(month - before) / (after - before) if after > before else Decimal(0)
    value = known[before] + (known[after] - known[before]) * share
    return value.quantize(_STEP, ROUND_HALF_UP)


def _rounded(kind: Consolidation, parts: Parts) -> Decimal | None:
    value = consolidate(kind_of(kind), parts)
    return None if value is None else value.quantize(_STEP, ROUND_HALF_UP)


def _total(kind: Consolidation, point: Decimal, known: int) -> Decimal:
    return point * known if kind_of(kind) is Consolidation.AVERAGE else point


def _filled(target: Decimal, wanted: Sequence[Decimal]) -> tuple[Decimal, ...]:
    """Round each to the target's own fineness, at least whole, and give the rest to the last."""
    exponent = target.normalize().as_tuple().exponent
    fineness = min(int(exponent), 0)
    step = max(_WHOLE.scaleb(fineness), _SHOWN)
    found = [one.quantize(step, ROUND_HALF_UP) for one in wanted[:-1]]
    return (*found, target - sum(found, Decimal(0)))
