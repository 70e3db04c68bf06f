"""The one place that opens an agency's transaction."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import connection, transaction

from karsa.kit import statements
from karsa.kit.remembered import take_turn
from karsa.tenancy.models import Agency
from karsa.tenancy.turns import MARK, TURN, hear

# Statements that are kept are planned once: planning those of the home page for each reader's own
# values took as long again as running them. Another process of the database is worth its start for
# millions of rows; for the board's question of 600 posts it took four fifths.
# What was marked before counts as heard: the next one who writes marks anew (marks.py).
ENTER = f"""
    {MARK},
    set_config('karsa.agency', %s, true),
    set_config('karsa.marked', '', true),
    set_config('plan_cache_mode', 'force_generic_plan', true),
    set_config('parallel_setup_cost', '100000', true)
"""
_agency: ContextVar[int] = ContextVar("agency", default=0)
_SETTING = f"SELECT coalesce(current_setting('karsa.agency', true), ''), {TURN}, {ENTER}"


@contextmanager
def scope(agency: Agency) -> Iterator[None]:
    """Run the block inside `agency`: on PostgreSQL one transaction that row-level security binds.

    It hears in the same statement whether configuration or marked rows have changed (turns.py).
    SQLite has no row-level security; there the querysets alone keep agencies apart, and reads need
    no transaction (an immediate one would queue every reader behind every writer).
    Scopes nest: leaving an inner one restores the outer; the outermost ends with its transaction.
    Costs a statement, an inner one on PostgreSQL two.
    """
    if connection.vendor != "postgresql":
        with _heard(agency.pk):
            yield
        return
    is_inner = connection.in_atomic_block
    with transaction.atomic():
        before = _set(str(agency.pk))
        try:
            yield
        finally:
            if is_inner and not connection.needs_rollback:
                _set(before)


@contextmanager
def _heard(agency: int) -> Iterator[None]:
    """Hear the agency's mark; whoever is still inside another one hears that one's again."""
    outer = _agency.get()
    _agency.set(agency)
    hear(agency)
    try:
        yield
    finally:
        _agency.set(outer)
        if outer and outer != agency:
            hear(outer)


def _set(value: str) -> str:
    """Set the transaction's agency and return what it was before."""
    [(before, turn, mark, *_now)] = statements.rows(_SETTING, [value, value])
    take_turn(turn, mark)
    return str(before)
