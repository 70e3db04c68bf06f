"""Each step of a formula in a sentence: "Mengapa angka saya begini"."""

from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import NamedTuple

from karsa.rules.formula.nodes import LOGIC, Binary, Call, Count, Each, Name, Number, Tiers, Unary
from karsa.rules.formula.printing import figure
from karsa.rules.formula.reckoning import Step
from karsa.rules.refused import gettext_noop as _

_SHOWN = Decimal("0.000001")
_WORDS = {
    "min": _("Yang terkecil dari %(parts)s adalah %(value)s"),
    "max": _("Yang terbesar dari %(parts)s adalah %(value)s"),
    "bulat": _("%(first)s dibulatkan menjadi %(value)s"),
    "batas": _("%(first)s dijaga antara %(low)s dan %(high)s, menjadi %(value)s"),
}
_YES = _("%(text)s: benar, jadi dipakai %(value)s")
_NO = _("%(text)s: tidak, jadi dipakai %(value)s")
_WITHIN = _("%(first)s masuk jenjang sampai %(bound)s, nilainya %(value)s")
_BEYOND = _("%(first)s melewati %(bound)s, nilainya %(value)s")
_EACH = _("Jumlah dari %(count)s hal: %(value)s")
_NONE = _("Tidak ada yang dihitung dalam %(name)s: 0")
_COUNT = _("Banyaknya %(name)s: %(value)s")


class Told(NamedTuple):
    """A sentence with places for `facts`; without places it is figures alone."""

    sentence: str
    facts: dict[str, str]


def explain(step: Step) -> list[Told]:
    """Tell what a step is made of, the first first; numbers and names alone need no word.

    A part that comes again is told by the very same sentences.
    """
    if isinstance(step.node, Number | Name):
        return []
    known: dict[int, list[Told]] = {}
    for part in step.parts:
        if id(part) not in known:
            known[id(part)] = explain(part)
    said = [told for part in step.parts for told in known[id(part)]]
    told = _told(step)
    return [*said, told] if told else said


@lru_cache(maxsize=4096)
def shown(value: Decimal) -> str:
    """A figure with at most six decimals."""
    return figure(value.quantize(_SHOWN, ROUND_HALF_UP))


def _told(step: Step) -> Told | None:
    node = step.node
    match node:
        case Binary(sign=sign):
            return _sum(step, sign)
        case Call(name=name):
            return _choice(step) if name == "jika" else _function(step, name)
        case Tiers():
            return _tier(node, step)
        case Each(name=name) | Count(name=name):
            return _list(step, name.name)
    return None


def _sum(step: Step, sign: str) -> Told | None:
    """A comparison is told by the choice that asks for it."""
    if sign not in _FIGURED:
        return None
    left, right = step.parts
    is_exact = step.value == step.value.quantize(_SHOWN, ROUND_HALF_UP)
    equals = "=" if is_exact else "≈"
    said = f"{shown(left.value)} {sign} {shown(right.value)} {equals} {shown(step.value)}"
    return Told(said, {})


_FIGURED = frozenset("+−×÷")


def _choice(step: Step) -> Told:
    asked = step.parts[0]
    return Told(_YES if asked.value else _NO, {"text": _asked(asked), "value": shown(step.value)})


def _asked(step: Step) -> str:
    """A comparison with its figures in place of its names."""
    match step.node, [*map(_asked, step.parts)]:
        case Binary(sign=sign), [left, right] if sign not in _FIGURED:
            return f"{left} {sign} {right}"
        case Binary(sign=sign), [left] if sign in LOGIC:
            return left
        case Unary(sign="bukan"), [of]:
            return f"bukan ({of})"
    return shown(step.value)


def _function(step: Step, name: str) -> Told:
    parts = [shown(part.value) for part in step.parts]
    facts = {"first": parts[0], "value": shown(step.value), "parts": "; ".join(parts)}
    if name == "batas":
        facts |= {"low": parts[1], "high": parts[2]}
    return Told(_WORDS[name], facts)


def _tier(node: Tiers, step: Step) -> Told:
    of = step.parts[0].value
    bounds = [bound.value for bound, _value in node.steps]
    fits = [bound for bound in bounds if of <= bound]
    facts = {"first": shown(of), "value": share(step.parts[1])}
    return Told(_WITHIN if fits else _BEYOND, facts | {"bound": shown((fits or bounds[-1:])[0])})


def share(step: Step) -> str:
    """A value as it is written: 0,5% where the rule says so."""
    node = step.node
    if isinstance(node, Number) and node.is_percent:
        return f"{figure(node.written)}%"
    return shown(step.value)


def _list(step: Step, name: str) -> Told:
    if isinstance(step.node, Count):
        return Told(_COUNT, {"name": name, "value": shown(step.value)})
    if not step.parts:
        return Told(_NONE, {"name": name})
    return Told(_EACH, {"count": str(len(step.parts)), "value": shown(step.value)})
