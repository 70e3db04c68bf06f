"""Tokens into nodes, by descent: each level of strength is one function."""

import re
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from itertools import pairwise

from karsa.rules.formula import problem
from karsa.rules.formula.nodes import (
    FUNCTIONS,
    ORDER,
    OWN_SHAPE,
    THIS,
    WORDS,
    Binary,
    Call,
    Count,
    Each,
    Name,
    Node,
    Number,
    Tiers,
    Unary,
    is_truth,
    parts_of,
)
from karsa.rules.formula.problem import FormulaProblem
from karsa.rules.formula.reading import Token, tokens
from karsa.rules.refused import gettext_noop as _

DEEPEST = 40
DIGITS = 18
_NUMBER = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]+)?|[0-9]+(?:,[0-9]+)?")


def read_formula(text: str) -> Node:
    """Read one formula. Raises: FormulaProblem with the line, the column and what to do."""
    reader = Reader(token for token in tokens(text) if token.kind != "newline")
    node = reader.formula()
    reader.take("end")
    return node


class Reader:
    """Reads formulas off a row of tokens."""

    def __init__(self, found: Iterable[Token]) -> None:
        self._tokens: Sequence[Token] = tuple(found)
        self._at = 0
        self._depth = 0
        self._in_each = False

    @property
    def now(self) -> Token:
        """The token that is read next."""
        return self._tokens[self._at]

    def take(self, kind: str, *texts: str) -> Token:
        """Read a token of this kind and one of these texts. Raises: FormulaProblem."""
        token = self.now
        if token.kind != kind or (texts and token.text not in texts):
            wanted = " ".join(texts) or _KINDS[kind]
            found = token.text or _KINDS[token.kind]
            raise FormulaProblem(problem.EXPECTED, token.place, wanted=wanted, found=found)
        self._at += token.kind != "end"
        return token

    def sees(self, *texts: str) -> bool:
        """Whether one of these comes next."""
        return self.now.kind in ("sign", "name") and self.now.text in texts

    def formula(self) -> Node:
        """A whole formula that gives a number, no deeper than DEEPEST. Raises: FormulaProblem."""
        node = self._number()
        below = [(node, 1)]
        while below:
            one, depth = below.pop()
            if depth > DEEPEST:
                raise FormulaProblem(problem.TOO_DEEP, one.place)
            below += [(part, depth + 1) for part in parts_of(one)]
        return node

    def _number(self) -> Node:
        return _as_number(self._any())

    def literal(self) -> Number:
        """A number, perhaps with % behind it. Raises: FormulaProblem."""
        token = self.take("number")
        if not _NUMBER.fullmatch(token.text):
            raise FormulaProblem(problem.BAD_NUMBER, token.place, found=token.text)
        plain = token.text.replace(".", "").replace(",", ".")
        if len(plain) > DIGITS:
            raise FormulaProblem(problem.LONG_NUMBER, token.place, most=DIGITS)
        is_percent = self.sees("%") and bool(self.take("sign"))
        return Number(Decimal(plain), is_percent, token.place)

    def percent(self) -> Decimal:
        """A number that must have % behind it, as it is written. Raises: FormulaProblem."""
        found = self.literal()
        if not found.is_percent:
            self.take("sign", "%")
        return found.written

    def _any(self) -> Node:
        self._depth += 1
        if self._depth > DEEPEST:
            raise FormulaProblem(problem.TOO_DEEP, self.now.place)
        node = self._logic("atau", lambda: self._logic("dan", self._not))
        self._depth -= 1
        return node

    def _logic(self, word: str, part: Callable[[], Node]) -> Node:
        node = part()
        while self.sees(word):
            place = self.take("name").place
            node = Binary(word, _as_truth(node), _as_truth(part()), place)
        return node

    def _not(self) -> Node:
        if not self.sees("bukan"):
            return self._comparison()
        place = self.take("name").place
        return Unary("bukan", _as_truth(self._deeper(self._not)), place)

    def _comparison(self) -> Node:
        node = self._sum()
        if not self.sees(*ORDER):
            return node
        sign = self.take("sign")
        return Binary(sign.text, _as_number(node), _as_number(self._sum()), sign.place)

    def _sum(self) -> Node:
        return self._chain(("+", "−"), self._product)

    def _product(self) -> Node:
        return self._chain(("×", "÷"), self._signed)

    def _chain(self, signs: tuple[str, str], part: Callable[[], Node]) -> Node:
        node = part()
        while self.sees(*signs):
            sign = self.take("sign")
            node = Binary(sign.text, _as_number(node), _as_number(part()), sign.place)
        return node

    def _signed(self) -> Node:
        if not self.sees("−"):
            return self._atom()
        place = self.take("sign").place
        return Unary("−", _as_number(self._deeper(self._signed)), place)

    def _deeper(self, part: Callable[[], Node]) -> Node:
        """A row of signs goes as deep as a row of brackets."""
        self._depth += 1
        if self._depth > DEEPEST:
            raise FormulaProblem(problem.TOO_DEEP, self.now.place)
        node = part()
        self._depth -= 1
        return node

    def _atom(self) -> Node:
        if self.now.kind == "number":
            return self.literal()
        if self.sees("("):
            self.take("sign")
            node = self._any()
            self.take("sign", ")")
            return node
        if self.now.kind != "name":
            found = self.now.text or _KINDS[self.now.kind]
            wanted = _("angka, nama, atau kurung")
            raise FormulaProblem(problem.EXPECTED, self.now.place, wanted=wanted, found=found)
        token = self.take("name")
        if self.sees("("):
            return self._function(token)
        return self._name(token)

    def _name(self, token: Token) -> Name:
        if token.text == THIS and not self._in_each:
            raise FormulaProblem(problem.THIS_OUTSIDE, token.place)
        if token.text in WORDS - {THIS}:
            wanted, found = _KINDS["number"], token.text
            raise FormulaProblem(problem.EXPECTED, token.place, wanted=wanted, found=found)
        return Name(token.text, token.place)

    def _function(self, token: Token) -> Node:
        if token.text not in (*FUNCTIONS, *OWN_SHAPE):
            known = ", ".join((*FUNCTIONS, *OWN_SHAPE))
            raise FormulaProblem(problem.NO_FUNCTION, token.place, found=token.text, known=known)
        self.take("sign", "(")
        shapes: dict[str, Callable[[Token], Node]] = {
            "jenjang": self._tiers,
            "tiap": self._each,
            "banyak": self._count,
        }
        node = shapes.get(token.text, self._call)(token)
        self.take("sign", ")")
        return node

    def _call(self, token: Token) -> Node:
        parts = [self._any()]
        while self.sees(";"):
            self.take("sign")
            parts.append(self._any())
        least, most = FUNCTIONS[token.text]
        if not least <= len(parts) <= (most or len(parts)):
            facts = {"name": token.text, "wanted": least, "found": len(parts)}
            raise FormulaProblem(problem.ARGUMENTS, token.place, **facts)
        node = Call(token.text, tuple(parts), token.place)
        _check_kinds(node)
        return node

    def _tiers(self, token: Token) -> Tiers:
        subject = self._number()
        steps: list[tuple[Number, Node]] = []
        while True:
            self.take("sign", ";")
            value = self._number()
            if not self.sees(":"):
                return _tiers(Tiers(subject, tuple(steps), value, token.place))
            self.take("sign")
            if not isinstance(value, Number):
                raise FormulaProblem(problem.TIER_ORDER, value.place)
            steps.append((value, self._number()))

    def _each(self, token: Token) -> Each:
        if self._in_each:
            raise FormulaProblem(problem.EACH_WITHIN, token.place)
        name = self._name(self.take("name"))
        self.take("sign", ";")
        self._in_each = True
        body = self._number()
        self._in_each = False
        return Each(name, body, token.place)

    def _count(self, token: Token) -> Count:
        return Count(self._name(self.take("name")), token.place)


_KINDS = {
    "number": _("angka"),
    "name": _("nama"),
    "label": _("keterangan dalam tanda kutip"),
    "sign": _("tanda"),
    "newline": _("akhir baris"),
    "end": _("akhir rumus"),
}


def _as_number(node: Node) -> Node:
    if is_truth(node):
        raise FormulaProblem(problem.NEEDS_NUMBER, node.place)
    return node


def _as_truth(node: Node) -> Node:
    if not is_truth(node):
        raise FormulaProblem(problem.NEEDS_TRUTH, node.place)
    return node


def _check_kinds(node: Call) -> None:
    if node.name == "jika":
        _as_truth(node.parts[0])
        (_as_truth if is_truth(node.parts[1]) else _as_number)(node.parts[2])
        return
    for part in node.parts:
        _as_number(part)
    if node.name == "bulat" and not _is_places(node.parts[1]):
        raise FormulaProblem(problem.PLACES, node.parts[1].place)


def _is_places(node: Node) -> bool:
    inner = node.of if isinstance(node, Unary) else node
    return isinstance(inner, Number) and inner.value in range(10)


def _tiers(node: Tiers) -> Tiers:
    bounds = [bound.value for bound, _value in node.steps]
    if not bounds or any(low >= high for low, high in pairwise(bounds)):
        raise FormulaProblem(problem.TIER_ORDER, node.place)
    return node
