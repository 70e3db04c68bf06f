"""The same indicator in many units, and which units' people learned what should move it."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Q

from karsa.accounts.actor import Actor
from karsa.development.models import CourseIndicator, Registration
from karsa.indicators.models import Indicator, Measurement
from karsa.indicators.queries.spreading import plain
from karsa.indicators.queries.year import with_card
from karsa.rules.achievement import Polarity

# A name that begins or ends with the unit's reads on without it.
_LINKS = (" di", " pada", " oleh")


@dataclass(frozen=True, slots=True)
class Member:
    """The indicator in one unit: when the first of its people completed, its monthly figures.

    Months are counted from the year 0 (12 × year + month - 1).
    """

    indicator_id: int
    unit_id: int
    path: str
    first: date | None
    figures: Mapping[int, Decimal]


@dataclass(frozen=True, slots=True)
class Family:
    """An indicator wherever it is measured, and the courses that should move it.

    `code` is the id of the linked indicator that was made first; `people` completed a course.
    """

    code: int
    name: str
    measure: str
    polarity: str
    courses: tuple[str, ...]
    people: int
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class Kind:
    """What an indicator's name says before and after its unit's; `name` without it."""

    before: str
    after: str

    @classmethod
    def of(cls, name: str, unit: str) -> "Kind":
        """Return the kind of an indicator that a unit of that name measures. No query."""
        before, found, after = name.partition(unit)
        return cls(before, after) if found else cls(name, "")

    @property
    def name(self) -> str:
        """The indicator's name wherever it is measured."""
        bare = f"{self.before.rstrip()} {self.after.lstrip()}".strip()
        return next((bare.removesuffix(link) for link in _LINKS if bare.endswith(link)), bare)


@dataclass(frozen=True, slots=True)
class _Done:
    course: int
    path: str
    on: date
    employee: int


def families(actor: Actor) -> list[Family]:
    """Return the indicators that courses should move, with completions. Four queries in all."""
    kinds, courses = _linked(actor)
    if not kinds:
        return []
    rows = _rows(actor, kinds)
    done = _done(actor, courses)
    figures = _figures(row.pk for kin in rows.values() for row in kin)
    made = (_family(kind, kin, kinds[kind], courses, done, figures) for kind, kin in rows.items())
    return [family for family in made if family.people]


def _linked(actor: Actor) -> tuple[dict[Kind, list[int]], dict[int, tuple[str, set[Kind]]]]:
    """Each kind's linked indicators, the oldest first; each course's title and kinds."""
    links = CourseIndicator.objects.filter(agency=actor.agency).order_by("indicator")
    told = links.values_list(
        "indicator", "indicator__name", "indicator__unit__name", "course", "course__title"
    )
    kinds: dict[Kind, list[int]] = defaultdict(list)
    courses: dict[int, tuple[str, set[Kind]]] = {}
    for indicator, name, unit, course, title in told:
        kind = Kind.of(name, unit)
        kinds[kind].append(indicator)
        courses.setdefault(course, (title, set()))[1].add(kind)
    return kinds, courses


def _rows(actor: Actor, kinds: Iterable[Kind]) -> dict[Kind, list[Indicator]]:
    wanted = Q(pk__in=[])
    for kind in kinds:
        wanted |= Q(name__startswith=kind.before, name__endswith=kind.after)
    known = {(plain(kind.before), plain(kind.after)): kind for kind in kinds}
    found: dict[Kind, list[Indicator]] = defaultdict(list)
    rows = Indicator.objects.visible_to(actor).filter(wanted, is_active=True)
    for row in with_card(rows.select_related("unit")).order_by("pk"):
        own = Kind.of(row.name, row.unit.name)
        named = (plain(own.before), plain(own.after))
        if named in known:
            found[known[named]].append(row)
    return found


def _done(actor: Actor, courses: Iterable[int]) -> list[_Done]:
    rows = Registration.objects.filter(
        agency=actor.agency,
        state=Registration.State.ATTENDED,
        session__course__in=list(courses),
        completed_on__lte=actor.today,
    )
    fields = ("session__course", "assignment__unit__path", "completed_on", "employee")
    return [_Done(*row) for row in rows.values_list(*fields)]


def _figures(indicators: Iterable[int]) -> dict[int, dict[int, Decimal]]:
    rows = Measurement.objects.filter(
        indicator__in=list(indicators), state__in=Measurement.COUNTS
    ).values_list("indicator", "year", "month", "value")
    found: dict[int, dict[int, Decimal]] = defaultdict(dict)
    for indicator, year, month, value in rows:
        found[indicator][year * 12 + month - 1] = value
    return found


def _family(
    kind: Kind,
    rows: list[Indicator],
    linked: list[int],
    courses: Mapping[int, tuple[str, set[Kind]]],
    done: Iterable[_Done],
    figures: Mapping[int, Mapping[int, Decimal]],
) -> Family:
    moving = {pk: title for pk, (title, kinds) in courses.items() if kind in kinds}
    own = [one for one in done if one.course in moving]
    members = [
        Member(row.pk, row.unit_id, row.unit.path, _first(row, own), figures.get(row.pk, {}))
        for row in rows
    ]
    members = _apart(members)
    inside = {one.employee for one in own for held in members if one.path.startswith(held.path)}
    card: Any = rows[0]  # with its newest card
    return Family(
        code=linked[0],
        name=kind.name,
        measure=card.card_measure or "",
        polarity=card.card_polarity or Polarity.MAXIMIZE,
        courses=tuple(sorted(moving.values())),
        people=len(inside),
        members=tuple(members),
    )


def _apart(members: list[Member]) -> list[Member]:
    """Without units above other measured ones: whoever sums both sides is no unit beside them."""
    paths = sorted(one.path for one in members if one.figures)
    after = [*paths, ""]  # in order, what lies below a unit comes next
    return [one for one in members if not after[bisect_right(paths, one.path)].startswith(one.path)]


def _first(row: Indicator, done: Iterable[_Done]) -> date | None:
    return min((one.on for one in done if one.path.startswith(row.unit.path)), default=None)
