"""What was accepted for the results of many plans: one row each, its months folded together."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from karsa.journal.queries.targets import Target, adds_to
from karsa.kit import statements
from karsa.plans.models import PerformancePlan
from karsa.rules.reporting import CENT

Key = tuple[int, int, UUID]  # assignment, year, the result's key through all versions

# An entry on an older version of a plan counts for the same result. SQLite and PostgreSQL both
# read it as it stands; the months stay a text until somebody draws them.
_ENTRIES = """
  FROM plans_performanceplan plan
  JOIN plans_workresult result ON result.plan_id = plan.id
  JOIN journal_dailyentry entry ON entry.result_id = result.id
   AND entry.state = 'accepted' AND entry.day <= %(on)s
"""
_OF_POSTS = "WHERE plan.assignment_id = ANY(%(posts)s) AND plan.year = ANY(%(years)s)"
_RESULT = "plan.assignment_id, plan.year, result.key, entry.measure"
_COUNTED = "count(*) AS entries, max(entry.day) AS newest, sum(entry.quantity) AS total"
_MONTH = "substr(CAST(entry.day AS text), 1, 7)"
_FOLDED = "CAST(json_object_agg(month, total) AS text)"

_WHOLE = f"SELECT {_RESULT}, {_COUNTED}, NULL {_ENTRIES} {_OF_POSTS} GROUP BY {_RESULT}"
_MONTHLY = f"""
SELECT assignment_id, year, key, measure, sum(entries), max(newest), sum(total), {_FOLDED}
FROM (
  SELECT {_RESULT}, {_MONTH} AS month, {_COUNTED} {_ENTRIES} {_OF_POSTS} GROUP BY {_RESULT}, month
) AS monthly
GROUP BY assignment_id, year, key, measure
"""  # noqa: S608 - our own words
_MONTHS_OF = f"""
SELECT id, measure, {_FOLDED}
FROM (
  SELECT wanted.id, entry.measure, {_MONTH} AS month, sum(entry.quantity) AS total {_ENTRIES}
  JOIN plans_workresult wanted ON wanted.key = result.key
  JOIN plans_performanceplan own ON own.id = wanted.plan_id
   AND own.assignment_id = plan.assignment_id AND own.year = plan.year
  WHERE wanted.id = ANY(%(results)s)
  GROUP BY wanted.id, entry.measure, month
) AS monthly
GROUP BY id, measure
"""  # noqa: S608 - our own words


@dataclass(slots=True)
class Told:
    """What was accepted for one result of one post: how many, when last, and what adds up."""

    entries: int = 0
    last: date | None = None
    total: Decimal | None = None  # None before the first quantity in the target's unit
    monthly: list[str] = field(default_factory=list)

    def add(self, row: tuple[Any, ...], target: Target | None) -> None:
        """Take one unit's row in; what is in another unit than the target's only counts."""
        measure, entries, newest, total, months = row
        day = date.fromisoformat(newest) if isinstance(newest, str) else newest
        self.entries += int(entries)
        self.last = max(self.last or day, day)
        if target is not None and adds_to(target.measure, measure) and total is not None:
            self.total = (self.total or Decimal(0)) + _exact(total)
            if months:
                self.monthly.append(months)


def accepted(
    plans: Collection[PerformancePlan],
    targets: Mapping[UUID, Target],
    on: date,
    *,
    with_months: bool,
) -> dict[Key, Told]:
    """Return what was accepted until `on` for each result; `targets` by the result's key.

    Adding months up takes three times as long as the whole. One query.
    """
    posts = sorted({plan.assignment_id for plan in plans})
    years = sorted({plan.year for plan in plans})
    found: dict[Key, Told] = {}
    asked = {"on": on, "posts": posts, "years": years}
    for post, year, key, *row in statements.rows(_MONTHLY if with_months else _WHOLE, asked):
        key = key if isinstance(key, UUID) else UUID(key)
        found.setdefault((post, year, key), Told()).add(tuple(row), targets.get(key))
    return found


def months_of(results: Collection[int], on: date) -> list[tuple[int, str, str]]:
    """Return a result's key, a unit, and the months of what was accepted in it. One query."""
    return statements.rows(_MONTHS_OF, {"on": on, "results": sorted(results)})


def by_month(monthly: Collection[str]) -> dict[str, Decimal]:
    """Return the quantities of each month, written as 2026-03."""
    found: dict[str, Decimal] = {}
    for text in monthly:
        for month, total in json.loads(text, parse_float=Decimal, parse_int=Decimal).items():
            if total is not None:
                found[month] = found.get(month, Decimal(0)) + _exact(total)
    return found


def _exact(total: Any) -> Decimal:
    # SQLite adds in floating point; two decimals are what was stored.
    return Decimal(total).quantize(CENT)
