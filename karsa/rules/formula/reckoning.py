"""Works a formula out, keeping every step: what was put together and what came of it."""

from collections.abc import Callable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from karsa.rules.formula import problem
from karsa.rules.formula.nodes import (
    THIS,
    Binary,
    Call,
    Count,
    Each,
    Name,
    Node,
    Number,
    Tiers,
    Unary,
)
from karsa.rules.formula.printing import text_of
from karsa.rules.formula.problem import FormulaProblem

Value = Decimal | tuple[Decimal, ...]
Values = Mapping[str, Value | None]
LARGEST = Decimal(10) ** 15
ZERO, ONE = Decimal(0), Decimal(1)


class Unknown(LookupError):  # noqa: N818 - an answer, not a fault
    """A name that has no value for this person."""


class Step(NamedTuple):
    """One part of a formula, what it came to, and the parts that were really used.

    A truth is 1 or 0. The unused side of a `jika` is not worked out.
    """

    node: Node
    value: Decimal
    parts: tuple["Step", ...] = ()


def reckon(node: Node, values: Values) -> Step:
    """Work out `node`. The caller's Decimal context says how exact.

    Raises: FormulaProblem where it cannot be worked out, Unknown for a name without a value.
    """
    step: Step = _WAYS[type(node)](node, values)
    if abs(step.value) > LARGEST:
        raise FormulaProblem(problem.TOO_LARGE, node.place)
    return step


def _number(node: Number, values: Values) -> Step:
    return Step(node, node.value)


def _name(node: Name, values: Values) -> Step:
    value = values.get(node.name)
    if not isinstance(value, Decimal):
        raise Unknown(node.name)
    return Step(node, value)


def _unary(node: Unary, values: Values) -> Step:
    of = reckon(node.of, values)
    value = ONE - of.value if node.sign == "bukan" else -of.value
    return Step(node, value, (of,))


def _binary(node: Binary, values: Values) -> Step:
    left = reckon(node.left, values)
    if node.sign in _DECIDED and left.value == _DECIDED[node.sign]:
        return Step(node, left.value, (left,))
    right = reckon(node.right, values)
    if node.sign == "÷" and not right.value:
        raise FormulaProblem(problem.BY_ZERO, node.place, what=text_of(node.right))
    return Step(node, Decimal(_SIGNS[node.sign](left.value, right.value)), (left, right))


# Where the left side says it already.
_DECIDED = {"dan": ZERO, "atau": ONE}
_SIGNS: dict[str, Callable[[Decimal, Decimal], Decimal | bool]] = {
    "+": lambda a, b: a + b,
    "−": lambda a, b: a - b,
    "×": lambda a, b: a * b,
    "÷": lambda a, b: a / b,
    "=": lambda a, b: a == b,
    "≠": lambda a, b: a != b,
    "<": lambda a, b: a < b,
    "≤": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    "≥": lambda a, b: a >= b,
    "dan": lambda a, b: b,
    "atau": lambda a, b: b,
}


def _call(node: Call, values: Values) -> Step:
    if node.name == "jika":
        asked = reckon(node.parts[0], values)
        used = reckon(node.parts[1 if asked.value else 2], values)
        return Step(node, used.value, (asked, used))
    parts = tuple(reckon(part, values) for part in node.parts)
    if node.name == "batas" and parts[1].value > parts[2].value:
        facts = {"low": text_of(node.parts[1]), "high": text_of(node.parts[2])}
        raise FormulaProblem(problem.CROSSED_BOUNDS, node.place, **facts)
    return Step(node, _FUNCTIONS[node.name](*(part.value for part in parts)), parts)


def _rounded(value: Decimal, places: Decimal) -> Decimal:
    step = Decimal(1).scaleb(-int(places))
    return (value / step).quantize(ONE, ROUND_HALF_UP) * step


_FUNCTIONS: dict[str, Callable[..., Decimal]] = {
    "min": min,
    "max": max,
    "bulat": _rounded,
    "batas": lambda value, low, high: min(max(value, low), high),
}


def _tiers(node: Tiers, values: Values) -> Step:
    of = reckon(node.of, values)
    fits = (value for bound, value in node.steps if of.value <= bound.value)
    used = reckon(next(fits, node.rest), values)
    return Step(node, used.value, (of, used))


def _each(node: Each, values: Values) -> Step:
    items = _items(node.name, values)
    # Equal items are worked out, and told, once.
    known = {item: reckon(node.body, {**values, THIS: item}) for item in dict.fromkeys(items)}
    parts = tuple(known[item] for item in items)
    return Step(node, sum((part.value for part in parts), ZERO), parts)


def _count(node: Count, values: Values) -> Step:
    return Step(node, Decimal(len(_items(node.name, values))))


def _items(name: Name, values: Values) -> tuple[Decimal, ...]:
    items = values.get(name.name)
    if not isinstance(items, tuple):
        raise Unknown(name.name)
    return items


_WAYS: dict[type, Callable[..., Step]] = {
    Number: _number,
    Name: _name,
    Unary: _unary,
    Binary: _binary,
    Call: _call,
    Tiers: _tiers,
    Each: _each,
    Count: _count,
}
