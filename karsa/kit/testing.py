"""Assertions of the house: a page's queries do not grow with its rows."""

import resource
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.core.cache import caches
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from karsa.kit.remembered import forget_all, turn


def queries_of(act: Callable[[], object]) -> list[str]:
    """Return the SQL that `act` sends, without savepoints, scope settings and turns."""
    return [sql for sql, _values in statements_of(act)]


def statements_of(act: Callable[[], object]) -> list[tuple[str, Any]]:
    """Return the same, each with its values, as Django words them: whoever logs reads them so."""
    sent: list[tuple[str, Any]] = []

    def keep(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        sent.append((sql, params))
        return execute(sql, params, many, context)

    with CaptureQueriesContext(connection), connection.execute_wrapper(keep):
        act()
    return [one for one in sent if not _is_bookkeeping(one[0])]


def _is_bookkeeping(sql: str) -> bool:
    return sql.startswith(("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN")) or "tenancy_turn" in sql


def assert_flat(act: Callable[[], object], grow: Callable[[], object], budget: int = 10) -> None:
    """Fail if `act` needs more queries once `grow` has added rows, or more than `budget`."""
    assert_all_flat([act], grow, budget)


def assert_all_flat(
    acts: Sequence[Callable[[], object]], grow: Callable[[], object], budget: int = 10
) -> None:
    """Fail if one of many acts does; the rows are added once for all of them."""
    before = [_warm_queries_of(act) for act in acts]
    grow()
    for act, sent in zip(acts, before, strict=True):
        after = _drawn_anew(act)
        if len(after) > len(sent):  # once more: configuration that was added is remembered anew
            after = _drawn_anew(act)
        assert len(after) == len(sent), "\n".join([f"{len(sent)} -> {len(after)}", *after])
        assert len(after) <= budget, "\n".join([f"{len(after)} queries, budget {budget}", *after])


def _warm_queries_of(act: Callable[[], object]) -> list[str]:
    act()  # warms template and content-type caches
    return _drawn_anew(act)


def _drawn_anew(act: Callable[[], object]) -> list[str]:
    """What `act` sends where no part of a page was kept: at its dearest."""
    caches["drawn"].clear()
    return queries_of(act)


@contextmanager
def undone() -> Iterator[None]:
    """Run the block, take back what it wrote, and forget what was remembered of it."""
    before = turn()
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    if turn() != before:
        forget_all()


@contextmanager
def no_more_than(size: int) -> Iterator[None]:
    """A disk that is full: no file of this process grows beyond `size` bytes inside the block."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
