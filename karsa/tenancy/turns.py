"""Configuration is changed in one process and heard in all: each change begins another turn.

The turn is changed in the transaction of the change, so that no other process hears of the one
before it can read the other. It costs no query: the statement that opens a scope brings it along.

Beside it stand the words of what pages are drawn of: the database itself puts one down whenever
such rows of an agency are written (tenancy/marks.py). All of an agency's together are its mark.
"""

from collections.abc import Iterable
from typing import Any, TypeVar
from uuid import uuid4

from django.db import models, transaction

from karsa.kit import statements
from karsa.kit.remembered import take_turn

M = TypeVar("M", bound=models.Model, covariant=True)
# Several words while several changes were under way at once: nobody waits for another's.
_WORDS = """
    (SELECT coalesce(string_agg(word, ''), '') FROM
        (SELECT word FROM tenancy_turn WHERE {about} ORDER BY word) AS words)
"""
OF_ALL = "all"  # agencies
MARK = _WORDS.format(about=f"about IN ('{OF_ALL}', %s)")  # given the agency's key as a word
TURN = _WORDS.format(about="about = ''")


class Turn(models.Model):
    """A word that was never used before; all there are together name the turn."""

    word = models.CharField(max_length=32, primary_key=True)
    # Empty: configuration. Else the key of the agency whose rows were written, or OF_ALL.
    about = models.CharField(max_length=20, default="", db_default="")

    def __str__(self) -> str:
        return self.word


def hear(agency: int = 0) -> None:
    """Work in the present turn, and with the agency's present mark, from now on. One query."""
    [heard] = statements.rows(f"SELECT {TURN}, {MARK}", [str(agency)])
    take_turn(*heard)


def begin_turn() -> None:
    """Begin another turn with this transaction's commit; what it reads itself is in it at once.

    A word that another transaction is taking away is left to it. Two queries.
    """
    free = Turn.objects.filter(about="").select_for_update(skip_locked=True)
    Turn.objects.filter(pk__in=free.values("pk")).delete()
    take_turn(Turn.objects.create(word=uuid4().hex).word)


class RememberedQuerySet(models.QuerySet[M]):
    """Begins a turn with what is written for many rows at once, as `Remembered` does for one."""

    @transaction.atomic(savepoint=False)
    def bulk_create(self, objs: Iterable[Any], *args: Any, **kwargs: Any) -> list[Any]:
        made = super().bulk_create(objs, *args, **kwargs)
        begin_turn()
        return made

    @transaction.atomic(savepoint=False)
    def update(self, **kwargs: Any) -> int:
        changed = super().update(**kwargs)
        begin_turn()
        return changed

    @transaction.atomic(savepoint=False)
    def delete(self) -> tuple[int, dict[str, int]]:
        gone = super().delete()
        begin_turn()
        return gone


class Remembered(models.Model):
    """A row of configuration that processes remember."""

    class Meta:
        abstract = True

    @transaction.atomic(savepoint=False)
    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)
        begin_turn()

    @transaction.atomic(savepoint=False)
    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        gone = super().delete(*args, **kwargs)
        begin_turn()
        return gone
