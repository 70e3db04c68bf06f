"""Who is drawn to speak about whom in a round."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from random import Random

from karsa.org.models import Assignment, RaterLine, Unit
from karsa.rules import voices

# Enough voices for a picture, few enough that nobody spends a day answering.
MOST_PEERS, MOST_SUBORDINATES = 8, 12


@dataclass(frozen=True, slots=True)
class Drawn:
    """One voice about one person."""

    subject_id: int
    rater_id: int
    group: str


def drawn_for(unit: Unit, day: date, chance: Random) -> list[Drawn]:
    """Return who speaks about each person of a unit who is rated: oneself, the rater, people one
    rates, and colleagues of the unit, the last two drawn by `chance`. Two queries."""
    posts = Assignment.objects.on(day).filter(
        agency=unit.agency_id,
        unit=unit,
        kind=Assignment.Kind.DEFINITIVE,
        employee__is_active=True,
    )
    people = dict(posts.order_by("pk").values_list("employee", "pk"))
    lines = RaterLine.objects.on(day).filter(
        agency=unit.agency_id,
        assignment__kind=Assignment.Kind.DEFINITIVE,
        assignment__employee__is_active=True,
    )
    raters: dict[int, int] = {}
    led: dict[int, list[int]] = defaultdict(list)
    of_unit = lines.filter(assignment__in=people.values()) | lines.filter(rater__in=people)
    for employee, rater in of_unit.order_by("pk").values_list("assignment__employee", "rater"):
        raters[employee] = rater
        led[rater].append(employee)
    return [
        one
        for subject in people
        if subject in raters
        for one in _voices(subject, raters[subject], led[subject], people, chance)
    ]


def _voices(
    subject: int, rater: int, led: list[int], people: Iterable[int], chance: Random
) -> Iterator[Drawn]:
    peers = [one for one in people if one not in {subject, rater, *led}]
    yield Drawn(subject, subject, voices.SELF)
    yield Drawn(subject, rater, voices.SUPERIOR)
    for one in _some(peers, MOST_PEERS, chance):
        yield Drawn(subject, one, voices.PEER)
    for one in _some(led, MOST_SUBORDINATES, chance):
        yield Drawn(subject, one, voices.SUBORDINATE)


def _some(people: list[int], most: int, chance: Random) -> list[int]:
    return chance.sample(people, min(most, len(people)))
