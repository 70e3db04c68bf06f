"""How often something may be asked for: counted by all processes in the database's cache."""

from datetime import datetime
from typing import Any

from django.core.cache import caches
from django.db import connections, router


def allows(what: str, limit: int, seconds: int, now: datetime, *, cost: int = 1) -> bool:
    """Count `cost` more of `what`; False once it is more than `limit` in this span of `seconds`.

    `what` names the thing and who asks ("feed:12"), never a person in plain. Two who ask at the
    very same moment may count once. Four small queries.
    """
    return counted(what, seconds, now, cost=cost) <= limit


def counted(what: str, seconds: int, now: datetime, *, cost: int = 1) -> int:
    """Count `cost` more of `what` and return how much that is in this span of `seconds`.

    As `allows`. Four small queries.
    """
    span = int(now.timestamp()) // seconds
    key = f"limit:{what}:{span}"
    count: int = caches["shared"].get(key, 0) + cost
    caches["shared"].set(key, count, seconds)
    return count


def forget_expired(now: datetime) -> None:
    """Delete what was counted in a span that is over; Django does so only where it is asked for.

    One query.
    """
    cache: Any = caches["shared"]
    database = router.db_for_write(cache.cache_model_class)
    with connections[database].cursor() as cursor:
        cache._cull(database, cursor, now.replace(microsecond=0), 0)
