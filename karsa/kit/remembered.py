"""Configuration that nearly never changes, kept in the process for a minute."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar, cast

from django.core.cache import cache
from django.db import models, transaction

T = TypeVar("T")
M = TypeVar("M", bound=models.Model, covariant=True)
SECONDS = 60


def remembered(key: str, read: Callable[[], T]) -> T:
    """Return the value under `key`, read anew when it is older than a minute.

    Only for configuration, whose models are `Remembered`: whoever changes such a row forgets
    all, and other processes follow within the minute.
    """
    return cast(T, cache.get_or_set(key, read, SECONDS))


def forget_all() -> None:
    """Read every configuration anew, in this process."""
    cache.clear()


def _changed() -> None:
    """Forget now, and again at the commit: until then another thread still reads the old row."""
    forget_all()
    transaction.on_commit(forget_all)


class RememberedQuerySet(models.QuerySet[M]):
    """Forgets what is written for many rows at once, as `Remembered` does for one."""

    def bulk_create(self, objs: Iterable[Any], *args: Any, **kwargs: Any) -> list[Any]:
        made = super().bulk_create(objs, *args, **kwargs)
        _changed()
        return made

    def update(self, **kwargs: Any) -> int:
        changed = super().update(**kwargs)
        _changed()
        return changed

    def delete(self) -> tuple[int, dict[str, int]]:
        gone = super().delete()
        _changed()
        return gone


class Remembered(models.Model):
    """A row of configuration that processes remember."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)
        _changed()

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        gone = super().delete(*args, **kwargs)
        _changed()
        return gone
