"""What several forms share. None is a place the form leaves free: it prints blank."""

from dataclasses import dataclass
from typing import Literal

Symbol = Literal["thumbs_up", "smiley"]


@dataclass(frozen=True, slots=True)
class Party:
    """One column of a form's head: who is rated, who rates, or the rater's superior."""

    name: str | None = None
    nip: str | None = None
    rank: str | None = None
    position: str | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Signature:
    """A place to sign. `stamp` is a line in the free space, e.g. how and when it was signed."""

    role: str
    name: str | None = None
    nip: str | None = None
    place_date: str | None = None
    stamp: str | None = None


@dataclass(frozen=True, slots=True)
class Remark:
    """One piece of feedback; `giver` says in what capacity it was given."""

    giver: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure of success or an individual indicator; `realisation` on quantitative forms."""

    text: str
    target: str | None = None
    aspect: str | None = None
    perspective: str | None = None
    realisation: str | None = None


@dataclass(frozen=True, slots=True)
class ResultLine:
    """A work result with its measures; the last three are for feedback and evaluation forms."""

    number: int
    text: str
    assigned_by: str | None = None
    supports: str | None = None
    measures: tuple[Measure, ...] = ()
    realisation: tuple[str, ...] = ()
    feedback: tuple[Remark, ...] = ()
    symbol: Symbol | None = None


@dataclass(frozen=True, slots=True)
class Behaviour:
    """One of the seven values with its guides; expectations None prints the heading alone."""

    number: int
    value: str
    guides: tuple[str, ...]
    expectations: tuple[str, ...] | None = None
    feedback: tuple[Remark, ...] = ()
