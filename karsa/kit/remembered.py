"""Configuration that nearly never changes, kept in the process until it does.

What is kept is kept under a turn: a word that stands in the database and is another one as soon
as configuration was changed (tenancy/turns.py). Whoever begins some work hears the turn first.
Rows that pages are drawn of have such a word too, the mark.
"""

import hashlib
from collections.abc import Callable
from contextvars import ContextVar
from functools import partial
from typing import TypeVar, cast
from uuid import uuid4

from django.core.cache import cache
from django.db import DEFAULT_DB_ALIAS

from karsa.kit.reading import reading_from

T = TypeVar("T")
# Should somebody change a row behind our back: nothing is believed for longer.
SECONDS = 60
_turn: ContextVar[str] = ContextVar("turn", default="")
_mark: ContextVar[str] = ContextVar("mark", default="")


def remembered(key: str, read: Callable[[], T]) -> T:
    """Return the value under `key`, read anew in another turn or when it is older than a minute.

    Only for configuration, whose models are `Remembered`; what follows from other rows too counts
    after that minute. Who still works in an earlier turn reads and keeps for that turn alone, so
    nothing old is ever found in a new one.
    """
    said = f"{_turn.get()}:{key}".encode()  # longer than a cache's key may be, with many words
    place = hashlib.blake2b(said, digest_size=20).hexdigest()
    return cast(T, cache.get_or_set(place, partial(_from_primary, read), SECONDS))


def remembered_rows(key: str, read: Callable[[], T]) -> T:
    """Return the same of what follows from marked rows: it counts as soon as they change."""
    return remembered(f"{_mark.get()}:{key}", read)


def _from_primary(read: Callable[[], T]) -> T:
    """A copy may not have heard of the turn."""
    with reading_from(DEFAULT_DB_ALIAS):
        return read()


def turn() -> str:
    """Return the turn that this thread works in."""
    return _turn.get()


def mark() -> str:
    """Return the mark of the rows that this thread reads."""
    return _mark.get()


def take_turn(heard: str, mark: str | None = None) -> None:
    """Work in this turn from now on, and with this mark where one was heard."""
    _turn.set(heard)
    if mark is not None:
        _mark.set(mark)


def forget_all() -> None:
    """Read everything anew in this thread, until it hears a turn."""
    take_turn(uuid4().hex, uuid4().hex)
