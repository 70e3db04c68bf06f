"""Nodes into text, with no more brackets than needed; reading it gives the same nodes."""

from decimal import Decimal

from karsa.rules.formula.nodes import (
    ORDER,
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

# The weakest first. A part that is weaker than its place wants stands in brackets.
_STRENGTH = {"atau": 1, "dan": 2, **dict.fromkeys(ORDER, 4), "+": 5, "−": 5, "×": 6, "÷": 6}
_NOT, _SIGNED, _ATOM = 3, 7, 8


def text_of(node: Node) -> str:
    """Write a formula in its one usual form."""
    match node:
        case Number(written=written, is_percent=is_percent):
            return figure(written) + ("%" if is_percent else "")
        case Name(name=name):
            return name
        case Unary(sign=sign, of=of):
            return f"bukan {_within(of, _NOT)}" if sign == "bukan" else f"−{_within(of, _SIGNED)}"
        case Binary():
            return _binary(node)
        case _:
            return _call(node)


def _call(node: Call | Tiers | Each | Count) -> str:
    match node:
        case Call(name=name, parts=parts):
            return f"{name}({'; '.join(map(text_of, parts))})"
        case Tiers(of=of, steps=steps, rest=rest):
            tiers = (f"{text_of(bound)}: {text_of(value)}" for bound, value in steps)
            return f"jenjang({'; '.join([text_of(of), *tiers, text_of(rest)])})"
        case Each(name=of_list, body=body):
            return f"tiap({of_list.name}; {text_of(body)})"
        case Count(name=of_list):
            return f"banyak({of_list.name})"


def figure(value: Decimal) -> str:
    """1250.5 → "1.250,5": every digit, as people here write it."""
    text = f"{value:,f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return text.translate(str.maketrans(",.-", ".,−"))


def _binary(node: Binary) -> str:
    own = _STRENGTH[node.sign]
    left = own + (node.sign in ORDER)
    return f"{_within(node.left, left)} {node.sign} {_within(node.right, own + 1)}"


def _within(node: Node, least: int) -> str:
    text = text_of(node)
    return f"({text})" if _strength(node) < least else text


def _strength(node: Node) -> int:
    if isinstance(node, Binary):
        return _STRENGTH[node.sign]
    if isinstance(node, Unary):
        return _NOT if node.sign == "bukan" else _SIGNED
    return _ATOM
