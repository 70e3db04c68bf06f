"""How much of a month somebody held which post: who comes, goes or moves is paid for the days.

An agency's regulation says which days count; the choice stands in its dated rule.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal, localcontext
from enum import StrEnum
from itertools import groupby

_EXACT = Context(prec=34, rounding=ROUND_HALF_UP)


class Proration(StrEnum):
    """Which days of a month in a post count; `last_day`: whoever holds it then has all."""

    CALENDAR = "calendar"
    WORKING = "working"
    LAST_DAY = "last_day"


@dataclass(frozen=True, slots=True)
class Post:
    """A post as it is dated, both days inclusive."""

    key: int
    starts: date
    ends: date | None


@dataclass(frozen=True, slots=True)
class Span:
    """Days in a row in one post, how many of them count, and its full amount (rupiah)."""

    post: int
    name: str
    first: date
    last: date
    days: int
    amount: Decimal | None


def days_between(first: date, last: date) -> list[date]:
    """Every day from `first` to `last`."""
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def held(posts: Sequence[Post], month: Iterable[date]) -> list[tuple[int, list[date]]]:
    """Return the posts held in a month with their days, in order; on a day the first of `posts`."""
    by_day = [(_on(posts, day), day) for day in month]
    runs = ((key, [day for _key, day in same]) for key, same in groupby(by_day, lambda one: one[0]))
    return [(key, days) for key, days in runs if key is not None]


def prorated(spans: Collection[Span], of: int) -> Decimal | None:
    """Return Σ amount × days ÷ `of`, not rounded; None where an amount is not known.

    `of`: the days of the month that count; without any there is nothing to share out.
    """
    if any(span.amount is None for span in spans):
        return None
    with localcontext(_EXACT):
        earned = sum((span.amount or 0) * span.days for span in spans)
        return Decimal(earned) / of if of else Decimal(0)


def _on(posts: Iterable[Post], day: date) -> int | None:
    return next(
        (p.key for p in posts if p.starts <= day and (p.ends is None or day <= p.ends)), None
    )
