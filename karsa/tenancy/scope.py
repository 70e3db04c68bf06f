"""The one place that opens an agency's transaction."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from karsa.tenancy.models import Agency


@contextmanager
def scope(agency: Agency) -> Iterator[None]:
    """Run the block inside `agency`: on PostgreSQL one transaction that row-level security binds.

    SQLite has no row-level security; there the querysets alone keep agencies apart, and reads
    need no transaction (an immediate one would queue every reader behind every writer).
    Scopes nest: leaving an inner one restores the outer. Costs two statements on PostgreSQL.
    """
    if connection.vendor != "postgresql":
        yield
        return
    with transaction.atomic():
        before = _set(str(agency.pk))
        try:
            yield
        finally:
            if not connection.needs_rollback:
                _set(before)


def _set(value: str) -> str:
    """Set the transaction's agency and return what it was before."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(current_setting('karsa.agency', true), ''),"
            " set_config('karsa.agency', %s, true)",
            [value],
        )
        row = cursor.fetchone()
    return str(row[0])
