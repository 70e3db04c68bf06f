"""A rule as named lines: components with weights, steps, cuts and upper limits."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from graphlib import CycleError, TopologicalSorter

from karsa.rules.formula import problem
from karsa.rules.formula.nodes import WORDS, Node, lists_in, numbers_in
from karsa.rules.formula.parsing import Reader
from karsa.rules.formula.printing import figure
from karsa.rules.formula.problem import FormulaProblem, Place
from karsa.rules.formula.reading import Token, tokens

MOST_ROWS = 60
WHOLE = Decimal(100)


class RowKind(StrEnum):
    """What a line is for; the words stand at its beginning."""

    COMPONENT = "komponen"  # a share of the base: weight × value, 1 being all of it
    STEP = "langkah"  # something to use in other lines
    CUT = "potongan"  # rupiah taken off
    CEILING = "paling_banyak"  # rupiah that the result does not exceed


_KINDS = frozenset(kind.value for kind in RowKind)


@dataclass(frozen=True, slots=True)
class Row:
    """One line. `weight` in percent, of a component alone."""

    kind: RowKind
    name: str
    label: str
    node: Node
    weight: Decimal
    place: Place


@dataclass(frozen=True, slots=True)
class Sheet:
    """The lines as they are written, and the order in which they can be worked out."""

    rows: tuple[Row, ...]
    order: tuple[Row, ...]

    def of(self, kind: RowKind) -> Iterator[Row]:
        """The lines of one kind, as they are written."""
        return (row for row in self.rows if row.kind is kind)


def read_sheet(text: str, inputs: Mapping[str, bool]) -> Sheet:
    """Read a rule. `inputs`: every name a formula may use, and whether it holds a list.

    Raises: FormulaProblem with the line, for anything that could not be worked out for anybody:
    unknown names, names given twice, circles, and weights that do not make 100.
    """
    rows = tuple(_rows(text))
    if len(rows) > MOST_ROWS:
        raise FormulaProblem(problem.MANY_ROWS, rows[MOST_ROWS].place, most=MOST_ROWS)
    _check_given(rows, inputs)
    for row in rows:
        _check_used(row, inputs, {one.name for one in rows})
    _check_weights(rows)
    return Sheet(rows, _order(rows))


def _rows(text: str) -> Iterator[Row]:
    line: list[Token] = []
    for token in tokens(text):
        if token.kind in ("newline", "end"):
            if line:
                yield _row([*line, Token("end", "", token.place)])
            line = []
        else:
            line.append(token)


def _row(found: Sequence[Token]) -> Row:
    reader = Reader(found)
    first = reader.now
    if first.kind != "name" or first.text not in _KINDS:
        raise FormulaProblem(problem.NO_KIND, first.place, found=first.text)
    kind = RowKind(reader.take("name").text)
    name = reader.take("name")
    weight = reader.percent() if kind is RowKind.COMPONENT else Decimal(0)
    label = reader.take("label").text
    reader.take("sign", "=")
    node = reader.formula()
    reader.take("end")
    return Row(kind, name.text, label, node, weight, name.place)


def _check_given(rows: Sequence[Row], inputs: Collection[str]) -> None:
    taken = {*inputs, *WORDS, *_KINDS}
    for row in rows:
        if row.name in taken:
            raise FormulaProblem(problem.NAME_TWICE, row.place, name=row.name)
        taken.add(row.name)


def _check_used(row: Row, inputs: Mapping[str, bool], own: Collection[str]) -> None:
    for name in lists_in(row.node):
        if not inputs.get(name.name, False):
            sentence = problem.NO_LIST if name.name in inputs else problem.UNKNOWN_NAME
            raise FormulaProblem(sentence, name.place, name=name.name)
    for name in numbers_in(row.node):
        if name.name not in own and name.name not in inputs:
            raise FormulaProblem(problem.UNKNOWN_NAME, name.place, name=name.name)
        if inputs.get(name.name, False):
            raise FormulaProblem(problem.LIST_NAME, name.place, name=name.name)


def _check_weights(rows: Sequence[Row]) -> None:
    components = [row for row in rows if row.kind is RowKind.COMPONENT]
    if not components:
        raise FormulaProblem(problem.NO_COMPONENT, Place())
    found = sum((row.weight for row in components), Decimal(0))
    if found != WHOLE:
        raise FormulaProblem(problem.WEIGHTS, components[-1].place, sum=figure(found))


def _order(rows: Sequence[Row]) -> tuple[Row, ...]:
    """Each line behind those it uses, else as they are written."""
    by_name = {row.name: row for row in rows}
    uses = {
        row.name: [name.name for name in numbers_in(row.node) if name.name in by_name]
        for row in rows
    }
    try:
        return tuple(by_name[name] for name in TopologicalSorter(uses).static_order())
    except CycleError as found:
        names = found.args[1]
        place = min(by_name[name].place.line for name in names)
        first = next(row for row in rows if row.place.line == place)
        raise FormulaProblem(problem.CYCLE, first.place, names=" → ".join(names)) from None
