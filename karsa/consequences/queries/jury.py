"""Who of a jury must not vote on whom, and how the sealed votes stand."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q

from karsa.consequences.models import AwardRound, Juror, JuryConflict, JuryVote, Nomination
from karsa.org.models import Assignment, RaterLine
from karsa.rules import reward
from karsa.rules.conflict import Tie, tie_of
from karsa.rules.reward import Votes


@dataclass(frozen=True, slots=True)
class _Place:
    works: tuple[str, ...]
    heads: tuple[str, ...]


Ties = dict[tuple[int, int], Tie]


def ties_of(rows: Sequence[Nomination], jurors: Sequence[Juror], today: date) -> Ties:
    """Return what ties each juror to each nomination: (nomination, juror) → tie. Three queries."""
    people = [juror.employee_id for juror in jurors]
    candidates = [row.employee_id for row in rows if row.employee_id]
    places = _places({*people, *candidates}, today)
    lines = _lines(candidates, today)
    said = JuryConflict.objects.filter(nomination__in=[row.pk for row in rows])
    declared = set(said.values_list("nomination", "juror"))
    found = (
        (row.pk, juror.pk, _tie(row, juror, places, lines, (row.pk, juror.pk) in declared))
        for row in rows
        for juror in jurors
    )
    return {(row, juror): tie for row, juror, tie in found if tie}


def pending(round_: AwardRound) -> list[Nomination]:
    """Return nominations that nobody has decided on, with their units. One query."""
    return list(round_.nominations.filter(refused_because="", reward=None).select_related("unit"))


def votes_on(rows: Sequence[Nomination], jurors: Sequence[Juror], today: date) -> Votes:
    """Return how the votes stand; those of jurors who are tied today do not count. Four queries.

    Who has read opened votes gives no other.
    """
    ties = ties_of(rows, jurors, today)
    given = set(JuryVote.objects.filter(nomination__in=rows).values_list("nomination", "juror"))
    asked = {(row.pk, juror.pk) for row in rows for juror in jurors if not juror.has_read}
    may = (asked | given) - ties.keys()
    return Votes(
        missing=len(may - given), fewest=_fewest(rows, given & may), possible=_fewest(rows, may)
    )


def is_short(round_: AwardRound, today: date) -> bool:
    """Whether the jury cannot come to its quorum any more. Six queries, none before it votes."""
    if round_.state not in (AwardRound.State.VOTING, AwardRound.State.DECIDING):
        return False
    votes = votes_on(pending(round_), list(round_.jurors.all()), today)
    return reward.is_short(votes, round_.rule.quorum, waits=round_.waits_on(today))


def replaceable(round_: AwardRound, today: date) -> list[Juror]:
    """Return who is tied to a candidate, holds no post, or was silent until the last day.

    But for those for whom somebody sits already. By name; five queries.
    """
    rows = pending(round_)
    posts = Assignment.objects.on(today).filter(employee=OuterRef("employee"))
    voted = Count("votes", filter=Q(votes__nomination__in=[row.pk for row in rows]))
    found = round_.jurors.annotate(works=Exists(posts), voted=voted).select_related("employee")
    replaced = round_.jurors.exclude(before=None).values("before")
    jurors = list(found.exclude(employee__in=replaced).order_by("employee__name", "pk"))
    tied = {juror for _row, juror in ties_of(rows, jurors, today)}
    over = not round_.waits_on(today)
    return [
        juror
        for juror in jurors
        if juror.pk in tied or not juror.works or (over and juror.voted < len(rows))
    ]


def _fewest(rows: Sequence[Nomination], votes: Collection[tuple[int, int]]) -> int:
    return min((sum(key == row.pk for key, _juror in votes) for row in rows), default=0)


def _tie(
    row: Nomination,
    juror: Juror,
    places: dict[int, _Place],
    lines: set[tuple[int, int]],
    declared: bool,
) -> Tie | None:
    nobody = _Place((), ())
    mine, theirs = places.get(juror.employee_id, nobody), places.get(row.employee_id or 0, nobody)
    return tie_of(
        heads=mine.heads,
        works_in=mine.works,
        units=(row.unit.path,) if row.unit else theirs.works,
        is_self=row.employee_id == juror.employee_id,
        nominated=row.by_id == juror.employee_id,
        rates=(row.employee_id or 0, juror.employee_id) in lines,
        declared=declared,
    )


def _places(people: Iterable[int], today: date) -> dict[int, _Place]:
    posts = Assignment.objects.on(today).filter(employee__in=people)
    found: dict[int, list[tuple[str, bool]]] = defaultdict(list)
    for key, path, is_head in posts.values_list("employee", "unit__path", "is_head"):
        found[key].append((path, is_head))
    return {
        key: _Place(tuple(path for path, _head in held), tuple(path for path, head in held if head))
        for key, held in found.items()
    }


def _lines(candidates: Iterable[int], today: date) -> set[tuple[int, int]]:
    """(candidate, who rates them or reviews the rating)."""
    rows = RaterLine.objects.on(today).filter(assignment__employee__in=candidates)
    found = rows.values_list("assignment__employee", "rater", "reviewer")
    return {(key, one) for key, *both in found for one in both if one}
