"""Which database is read: the primary, or inside a block its copy. All writes go to the primary."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper

COPY = "replica"
_alias: ContextVar[str] = ContextVar("reading", default=DEFAULT_DB_ALIAS)


def asked() -> BaseDatabaseWrapper:
    """Return the connection that is read from."""
    return connections[_alias.get()]


@contextmanager
def reading_from(alias: str) -> Iterator[None]:
    """Read from this database inside the block."""
    before = _alias.set(alias)
    try:
        yield
    finally:
        _alias.reset(before)


class Router:
    """Tells Django the same; rows of both may be mixed, they are the same rows."""

    def db_for_read(self, model: Any, **hints: Any) -> str:
        return _alias.get()

    def db_for_write(self, model: Any, **hints: Any) -> str:
        return DEFAULT_DB_ALIAS

    def allow_relation(self, one: Any, other: Any, **hints: Any) -> bool:
        return True

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        return db == DEFAULT_DB_ALIAS
