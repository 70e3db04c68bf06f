"""Configuration that nearly never changes, kept in the process for a minute."""

from collections.abc import Callable
from typing import TypeVar, cast

from django.core.cache import cache

T = TypeVar("T")
SECONDS = 60


def remembered(key: str, read: Callable[[], T]) -> T:
    """Return the value under `key`, read anew when it is older than a minute.

    Only for configuration (the agency, its rule sets): whoever changes such a row calls
    `forget_all`, and other processes follow within the minute.
    """
    return cast(T, cache.get_or_set(key, read, SECONDS))


def forget_all() -> None:
    """Read every configuration anew, in this process."""
    cache.clear()
