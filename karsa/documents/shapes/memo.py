"""The memo of a review session: what is talked about, made from the data of one moment."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class MemoLine:
    """An indicator: numbers are ready to print; `status` says why it is talked about."""

    name: str
    unit: str
    status: str
    value: str
    gap: str
    forecast: str
    causes: str = ""


@dataclass(frozen=True, slots=True)
class MemoItem:
    """An obstacle, of the last list or a new one."""

    text: str
    owner: str
    due: str
    state: str


@dataclass(frozen=True, slots=True)
class SessionMemo:
    """Memo and minutes of one session; `present` and `conclusions` are empty before it."""

    TEMPLATE: ClassVar[str] = "memo"

    agency: str
    team: str
    unit: str
    day: str
    taken: str
    place: str | None = None
    summary: tuple[str, ...] = ()
    last: tuple[MemoItem, ...] = ()
    last_conclusions: tuple[str, ...] = ()
    indicators: tuple[MemoLine, ...] = ()
    obstacles: tuple[MemoItem, ...] = ()
    present: tuple[str, ...] = ()
    guests: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    conclusions: tuple[str, ...] = ()
