"""How a piece of work stands in a transaction."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def joined() -> Iterator[None]:
    """The transaction at hand, or one of its own.

    For work that refuses before it writes: it leaves nothing that a savepoint had to take back,
    and spares the two statements of one.
    """
    if connection.in_atomic_block:
        yield
    else:
        with transaction.atomic():
            yield
