"""Text into words, numbers and signs, each with its place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from karsa.rules.formula import problem
from karsa.rules.formula.problem import FormulaProblem, Place

LONGEST = 8000
_TOKEN = re.compile(
    r"(?P<space>[ \t\r]+|\#[^\n]*)|(?P<newline>\n)|(?P<number>[0-9][0-9.,]*)"
    r"|(?P<name>[A-Za-z_][A-Za-z0-9_]*)|(?P<label>[\"“][^\"“”\n]*[\"”])"
    r"|(?P<sign><=|>=|<>|!=|[≤≥≠<>=+\-−–×*÷/();:%])"
)
# Signs of a plain keyboard and the ones we print.
_SAME = {"<=": "≤", ">=": "≥", "<>": "≠", "!=": "≠", "-": "−", "–": "−", "*": "×", "/": "÷"}


@dataclass(frozen=True, slots=True)
class Token:
    """`kind` is number, name, label, sign, newline or end."""

    kind: str
    text: str
    place: Place


def tokens(text: str) -> Iterator[Token]:
    """Yield the tokens and an end. A new line within brackets is a blank.

    Raises: FormulaProblem for a sign that is not of the language, or a text beyond LONGEST.
    """
    if len(text) > LONGEST:
        raise FormulaProblem(problem.LONG_TEXT, Place(), most=LONGEST)
    at, line, begins, depth = 0, 1, 0, 0
    while at < len(text):
        place = Place(line, at - begins + 1)
        found = _TOKEN.match(text, at)
        if found is None:
            raise FormulaProblem(problem.UNKNOWN_SIGN, place, found=text[at])
        at, kind = found.end(), str(found.lastgroup)
        if kind == "newline":
            line, begins = line + 1, at
        depth += {"(": 1, ")": -1}.get(found[0], 0)
        if kind != "space" and not (kind == "newline" and depth > 0):
            yield Token(kind, _plain(kind, found[0]), place)
    yield Token("end", "", Place(line, at - begins + 1))


def _plain(kind: str, text: str) -> str:
    if kind == "sign":
        return _SAME.get(text, text)
    if kind == "label":
        return text[1:-1].strip()
    return text.lower()
