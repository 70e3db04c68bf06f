"""What a formula is made of: a closed set of kinds, each with its place in the text."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from karsa.rules.formula.problem import Place

THIS = "ini"  # the item of a list inside `tiap`


@dataclass(frozen=True, slots=True)
class Number:
    """A figure as it is written: 60 and "%" is worth 0.6."""

    written: Decimal
    is_percent: bool = False
    place: Place = field(default=Place(), compare=False, repr=False)

    @property
    def value(self) -> Decimal:
        """What it is worth."""
        return self.written / 100 if self.is_percent else self.written


@dataclass(frozen=True, slots=True)
class Name:
    """An input, another line, or `ini`."""

    name: str
    place: Place = field(default=Place(), compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Unary:
    """− of a number, or `bukan` of a truth."""

    sign: str
    of: "Node"
    place: Place = field(default=Place(), compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Binary:
    """Two parts and a sign between: + − × ÷ = ≠ < ≤ > ≥ dan atau."""

    sign: str
    left: "Node"
    right: "Node"
    place: Place = field(default=Place(), compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Call:
    """A function of FUNCTIONS with its parts."""

    name: str
    parts: tuple["Node", ...]
    place: Place = field(default=Place(), compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Tiers:
    """`jenjang`: the value of the first bound that is not exceeded, else `rest`."""

    of: "Node"
    steps: tuple[tuple[Number, "Node"], ...]
    rest: "Node"
    place: Place = field(default=Place(), compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Each:
    """`tiap`: the sum of `body` over a list, whose item is `ini`."""

    name: Name
    body: "Node"
    place: Place = field(default=Place(), compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Count:
    """`banyak`: how many items a list has."""

    name: Name
    place: Place = field(default=Place(), compare=False, repr=False)


Node = Number | Name | Unary | Binary | Call | Tiers | Each | Count

ORDER = ("=", "≠", "<", "≤", ">", "≥")
LOGIC = ("dan", "atau")
# How many parts each takes; None: as many as one likes.
FUNCTIONS: dict[str, tuple[int, int | None]] = {
    "jika": (3, 3),
    "min": (2, None),
    "max": (2, None),
    "bulat": (2, 2),
    "batas": (3, 3),
}
OWN_SHAPE = ("jenjang", "tiap", "banyak")
WORDS = frozenset({*FUNCTIONS, *OWN_SHAPE, *LOGIC, "bukan", THIS})


def is_truth(node: Node) -> bool:
    """Whether it answers yes or no, rather than with a number."""
    match node:
        case Binary(sign=sign):
            return sign in ORDER or sign in LOGIC
        case Unary(sign=sign):
            return sign == "bukan"
        case Call(name="jika", parts=parts):
            return is_truth(parts[1])
    return False


def parts_of(node: Node) -> tuple[Node, ...]:
    """The parts directly below, in the order they are written."""
    match node:
        case Unary(of=of):
            return (of,)
        case Binary(left=left, right=right):
            return (left, right)
        case Call(parts=parts):
            return parts
        case Tiers(of=of, steps=steps, rest=rest):
            return (of, *(value for _bound, value in steps), rest)
        case Each(body=body):
            return (body,)
    return ()


def lists_in(node: Node) -> Iterator[Name]:
    """Every list that is named, in order."""
    if isinstance(node, Each | Count):
        yield node.name
    for part in parts_of(node):
        yield from lists_in(part)


def numbers_in(node: Node) -> Iterator[Name]:
    """Every name that stands for a number, in order; `ini` is none."""
    if isinstance(node, Name) and node.name != THIS:
        yield node
    for part in parts_of(node):
        yield from numbers_in(part)
