"""Each rater's habits of a period, from rows that hold no name."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from karsa.evaluations.models import Objection
from karsa.evaluations.services.rated import Rated
from karsa.rules.disclosure import LEAST, LEAST_OF_GROUP
from karsa.stats.habits import Told, drifts, halo, slopes

HABITS = (
    *("mean", "halo", "halo_error", "recency", "recency_error", "drift", "drift_error"),
    *("objections", "changed"),
)


# Of who only decided on objections.
NO_HABITS: dict[str, Any] = {
    **dict.fromkeys(HABITS),
    "objections": 0,
    "changed": 0,
}


def thousandth(value: float) -> Decimal:
    """A figure as it is kept."""
    return Decimal(str(round(value, 3)))


def habits_of(rated: Iterable[Rated], before: Iterable[Rated]) -> dict[int, dict[str, Any]]:
    """Return by rater what `HABITS` names; None for what too few people tell. No query.

    A raters' habit shows from five people on, in the order of their evidence from ten on.
    """
    by_rater: dict[int, list[Rated]] = defaultdict(list)
    for one in rated:
        by_rater[one.rater_id].append(one)
    drifted = drifts(_changes(by_rater, before))
    return {rater: _habits(own, drifted.get(rater)) for rater, own in by_rater.items()}


def _habits(own: Sequence[Rated], drifted: Told | None) -> dict[str, Any]:
    decided = [one.objection for one in own if one.objection]
    return {
        "mean": thousandth(sum(one.score for one in own) / len(own)),
        **_two("halo", halo_of(own)),
        **_two("recency", recency_of(own) if len(own) >= LEAST_OF_GROUP else None),
        **_two("drift", drifted if drifted and drifted.n >= LEAST else None),
        "objections": len(decided),
        "changed": decided.count(Objection.Decision.CHANGES),
    }


def _two(name: str, told: Told | None) -> dict[str, Decimal | None]:
    if told is None:
        return {name: None, f"{name}_error": None}
    return {name: thousandth(told.value), f"{name}_error": thousandth(told.error)}


def halo_of(rows: Iterable[Rated]) -> Told | None:
    """How far both ratings go together beyond the evidence. No query."""
    pairs = [
        (one.given[0] - one.proposed[0], one.given[1] - one.proposed[1])
        for one in rows
        if one.proposed[0] is not None and one.proposed[1] is not None
    ]
    return halo([one for one, _other in pairs], [other for _one, other in pairs])


def recency_of(rows: Iterable[Rated]) -> Told | None:
    """What it adds if all verified work lies in the last third and none there. No query."""
    known = [
        (one.score, one.late, one.expected, one.rater_id)
        for one in rows
        if one.late is not None and one.expected is not None
    ]
    if not known:
        return None
    scores, late, expected, raters = map(list, zip(*known, strict=True))
    # Where the evidence proposed the same for all it tells nothing, and would hide the rest.
    columns = [late, expected] if len(set(expected)) > 1 else [late]
    return slopes(scores, columns, raters)[0]


def _changes(now: dict[int, list[Rated]], before: Iterable[Rated]) -> dict[int, list[float]]:
    """By rater, how much each person's rating rose that the same rater gave before."""
    then = {(one.rater_id, one.person_id): one.score for one in before}
    return {
        rater: [
            one.score - then[rater, one.person_id] for one in own if (rater, one.person_id) in then
        ]
        for rater, own in now.items()
    }
