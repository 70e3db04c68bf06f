"""A sheet worked out for one person: an amount, and how every line came about."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Context, Decimal, DivisionByZero, InvalidOperation, localcontext
from enum import StrEnum

from karsa.rules.formula.nodes import lists_in, numbers_in
from karsa.rules.formula.problem import FormulaProblem
from karsa.rules.formula.reckoning import ONE, ZERO, Step, Unknown, Value, Values, reckon
from karsa.rules.formula.sheet import WHOLE, Row, RowKind, Sheet

# Every figure of a sheet is exact to so many digits, on every machine alike.
_EXACT = Context(prec=34, rounding=ROUND_HALF_UP, traps=[InvalidOperation, DivisionByZero])


class State(StrEnum):
    """What became of a line."""

    KNOWN = "known"
    MISSING = "missing"  # a figure is not there yet
    SILENT = "silent"  # somebody else has not answered: counted in full, never against the person
    PROBLEM = "problem"  # it cannot be worked out with these figures


@dataclass(frozen=True, slots=True)
class Line:
    """A line with its value; `rupiah` is what it adds to or takes off the result.

    `lacks`: the names without a figure; `why`: what is wrong with the formula for these figures.
    """

    row: Row
    state: State
    value: Decimal | None = None
    rupiah: Decimal | None = None
    step: Step | None = None
    lacks: tuple[str, ...] = ()
    why: FormulaProblem | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a person gets, in whole rupiah; None while something is missing."""

    amount: int | None
    earned: Decimal | None
    cut: Decimal | None
    lines: tuple[Line, ...]
    lacks: tuple[str, ...]

    @property
    def problem(self) -> FormulaProblem | None:
        """The first formula that could not be worked out."""
        return next((line.why for line in self.lines if line.why), None)


@dataclass(slots=True)
class _Known:
    """What is known while lines are worked out one after the other."""

    values: dict[str, Value | None]
    silent: set[str]
    lines: dict[str, Line] = field(default_factory=dict)


def calculate(
    sheet: Sheet, base: str, values: Values, silent: Iterable[str] = (), rounding: int = 1
) -> Outcome:
    """Work out Σ weight × component × base − Σ cuts, at most the ceilings, never below zero.

    `base` names the full amount among `values` (rupiah); a name without a figure holds its lines
    up, unless it is `silent` because somebody else has not answered: then a component counts in
    full and a cut not at all. Rounded once, half up, to a multiple of `rounding` rupiah.
    The same sheet and values give the same outcome everywhere.
    """
    known = _Known(dict(values), set(silent))
    full = known.values.get(base)
    with localcontext(_EXACT):
        for row in sheet.order:
            line = _line(row, known, full if isinstance(full, Decimal) else None)
            known.lines[row.name] = line
            known.values[row.name] = line.value
        lines = tuple(known.lines[row.name] for row in sheet.rows)
        return _outcome(lines, [base] if full is None else [], rounding)


def _line(row: Row, known: _Known, base: Decimal | None) -> Line:
    try:
        step = reckon(row.node, known.values)
    except FormulaProblem as why:
        return Line(row, State.PROBLEM, why=why)
    except Unknown:
        return _without(row, known, base)
    return Line(row, State.KNOWN, step.value, _rupiah(row, step.value, base), step)


def _without(row: Row, known: _Known, base: Decimal | None) -> Line:
    """A line whose formula met a name without a figure."""
    used = {one.name for one in (*numbers_in(row.node), *lists_in(row.node))}
    lacking = sorted(name for name in used if known.values.get(name) is None)
    broken = [known.lines[name].why for name in lacking if name in known.lines]
    if any(broken):
        return Line(row, State.PROBLEM, why=next(why for why in broken if why))
    if not known.silent.issuperset(lacking):
        return Line(row, State.MISSING, lacks=tuple(_roots(lacking, known)))
    if row.kind is RowKind.STEP:
        known.silent.add(row.name)
        return Line(row, State.SILENT, lacks=tuple(lacking))
    value = ONE if row.kind is RowKind.COMPONENT else None if _is_limit(row) else ZERO
    return Line(row, State.SILENT, value, _rupiah(row, value, base), lacks=tuple(lacking))


def _is_limit(row: Row) -> bool:
    return row.kind is RowKind.CEILING


def _roots(names: Iterable[str], known: _Known) -> Iterator[str]:
    """The inputs behind names of other lines."""
    for name in names:
        if name in known.lines:
            yield from known.lines[name].lacks
        elif name not in known.silent:
            yield name


def _rupiah(row: Row, value: Decimal | None, base: Decimal | None) -> Decimal | None:
    if value is None or row.kind is RowKind.STEP:
        return None
    if row.kind is RowKind.COMPONENT:
        return None if base is None else base * row.weight / WHOLE * value
    return value


def _outcome(lines: tuple[Line, ...], lacks: list[str], rounding: int) -> Outcome:
    lacks = sorted({*lacks, *(name for line in lines for name in line.lacks if _holds(line))})
    if lacks or any(line.why for line in lines):
        return Outcome(None, None, None, lines, tuple(lacks))
    earned = _sum(lines, RowKind.COMPONENT)
    cut = _sum(lines, RowKind.CUT)
    ceilings = [line.value for line in lines if _is_limit(line.row) and line.value is not None]
    amount = max(min([earned - cut, *ceilings]), ZERO)
    whole = (amount / rounding).quantize(ONE) * rounding
    return Outcome(int(whole), earned, cut, lines, ())


def _holds(line: Line) -> bool:
    return line.state is State.MISSING


def _sum(lines: tuple[Line, ...], kind: RowKind) -> Decimal:
    return sum((line.rupiah or ZERO for line in lines if line.row.kind is kind), ZERO)
