"""Who of a jury must not vote on whom, and how the sealed votes stand."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from karsa.consequences.models import AwardRound, Juror, JuryConflict, JuryVote, Nomination
from karsa.org.models import Assignment, RaterLine
from karsa.rules.conflict import Tie, tie_of


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


def standing(round_: AwardRound, today: date) -> tuple[int, int]:
    """Return how many votes may still come, and the votes of whom the fewest voted for.

    Six queries.
    """
    rows = list(round_.nominations.select_related("unit"))
    jurors = list(round_.jurors.all())
    ties = ties_of(rows, jurors, today)
    given = set(JuryVote.objects.filter(nomination__in=rows).values_list("nomination", "juror"))
    may = {(row.pk, juror.pk) for row in rows for juror in jurors} - ties.keys()
    counts = [sum(pair[0] == row.pk for pair in given & may) for row in rows]
    return len(may - given), min(counts, default=0)


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
