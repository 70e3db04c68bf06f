"""How often something may be asked for: counted by all processes in the shared cache."""

from datetime import UTC, datetime
from typing import Any

from django.core.cache import caches
from django.db import connections, router

# Who counts at the same moment waits for the other: both databases change the row in one step.
_COUNT = """
    INSERT INTO {table} AS known (cache_key, value, expires) VALUES (%s, %s, %s)
    ON CONFLICT (cache_key) DO UPDATE
    SET value = CAST(CAST(known.value AS integer) + CAST(excluded.value AS integer) AS text)
    RETURNING CAST(value AS integer)
"""


def allows(what: str, limit: int, seconds: int, now: datetime, *, cost: int = 1) -> bool:
    """Count `cost` more of `what`; False once it is more than `limit` in this span of `seconds`.

    `what` names the thing and who asks ("feed:12"), never a person in plain. One query.
    """
    return counted(what, seconds, now, cost=cost) <= limit


def counted(what: str, seconds: int, now: datetime, *, cost: int = 1) -> int:
    """Count `cost` more of `what` and return how much that is in this span of `seconds`.

    However many ask at once, each is told another sum. One query.
    """
    cache, database = _place()
    span = int(now.timestamp()) // seconds
    ends = datetime.fromtimestamp((span + 1) * seconds, UTC)
    connection = connections[database]
    kept = [
        f"limit:{what}:{span}",
        str(cost),
        connection.ops.adapt_datetimefield_value(ends),
    ]
    with connection.cursor() as cursor:
        cursor.execute(_COUNT.format(table=connection.ops.quote_name(cache._table)), kept)
        return int(cursor.fetchone()[0])


def forget_expired(now: datetime) -> None:
    """Delete what was counted in a span that is over; Django does so only where it is asked for.

    One query.
    """
    cache, database = _place()
    with connections[database].cursor() as cursor:
        cache._cull(database, cursor, now.replace(microsecond=0), 0)


def _place() -> tuple[Any, str]:
    """The cache whose table holds the counts, and the name of its database."""
    cache: Any = caches["shared"]
    return cache, router.db_for_write(cache.cache_model_class)
