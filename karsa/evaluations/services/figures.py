"""A period's figures of the agency as a whole: aggregates, small cells left out for good."""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from karsa.evaluations.services.habits import halo_of, recency_of
from karsa.evaluations.services.rated import Rated
from karsa.org.models import Period, Unit
from karsa.rules.disclosure import LEAST_OF_GROUP, keep_back
from karsa.rules.fairness import age_band
from karsa.stats.habits import Told, average, gaps

# What people are compared by: never shown for persons, and never used for a result.
GROUPS: dict[str, Callable[[Rated, date], str]] = {
    "sex": lambda row, _day: row.sex,
    "age": lambda row, day: age_band(row.born, day) if row.born else "",
    "employment": lambda row, _day: row.employment,
}


def figures_of(rated: Sequence[Rated], period: Period) -> dict[str, Any]:
    """Return plain JSON: recency, halo, gaps between groups, how units reach targets. One query.

    A group under ten people is left out with the next smallest, so that no sum gives it back.
    """
    return {
        "people": len(rated),
        "recency": _plain(recency_of(rated)),
        "halo": _plain(halo_of(rated)),
        "gaps": {name: _gaps(rated, name, period.ends) for name in GROUPS},
        "difficulty": _difficulty(rated, period),
    }


def _plain(told: Told | None) -> list[float] | None:
    """Value, low, high."""
    if told is None:
        return None
    return [round(told.value, 3), round(told.low, 3), round(told.high, 3)]


def _gaps(rated: Sequence[Rated], name: str, day: date) -> list[dict[str, Any]]:
    """One row a group, the largest first; without figures where it is kept back."""
    groups = [(GROUPS[name](row, day), row) for row in rated]
    known = [(group, row) for group, row in groups if group]
    found = Counter(group for group, _row in known)
    # By name where sizes are equal, as `gaps` chooses whom to compare with: never by chance.
    counts = sorted(found.items(), key=lambda one: (-one[1], one[0]))
    hidden = keep_back([count for _group, count in counts], LEAST_OF_GROUP)
    shown = {group for (group, _n), out in zip(counts, hidden, strict=True) if not out}
    rows = [(group, row) for group, row in known if group in shown]
    told = gaps(
        [row.score for _group, row in rows],
        [row.evidence for _group, row in rows],
        [group for group, _row in rows],
        [row.rater_id for _group, row in rows],
    )
    return [
        {
            "group": group,
            "n": count,
            "gap": _plain(told.get(group)),
            "hidden": False,
            "is_base": group not in told,
        }
        if group in shown
        else {"group": group, "hidden": True}
        for group, count in counts
    ]


def _difficulty(rated: Sequence[Rated], period: Period) -> list[dict[str, Any]]:
    """Each office's part of results that met their target, mean of its people, by name."""
    offices = dict(
        Unit.objects.filter(agency=period.agency_id, kind=Unit.Kind.OFFICE)
        .order_by("name")
        .values_list("path", "name")
    )
    reached: dict[str, list[float]] = defaultdict(list)
    for row in rated:
        path = next((path for path in offices if row.path.startswith(path)), "")
        if path and row.reached is not None:
            reached[path].append(row.reached)
    found = [(offices[path], reached[path]) for path in offices if path in reached]
    hidden = keep_back([len(values) for _name, values in found], LEAST_OF_GROUP)
    return [
        {"unit": name, "n": len(values), "share": _plain(average(values))}
        for (name, values), out in zip(found, hidden, strict=True)
        if not out
    ]
