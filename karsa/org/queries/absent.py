"""Who is away today, and who stands in for them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet

from karsa.accounts.actor import Actor
from karsa.kit import statements
from karsa.kit.remembered import remembered_rows
from karsa.org.models import Assignment, Employee, EmployeeStatus, Leave, RaterLine
from karsa.org.models.dated import current
from karsa.tenancy.models import Agency

_STANDING_IN = (Assignment.Kind.ACTING, Assignment.Kind.DAILY_ACTING, Assignment.Kind.DELEGATED)
_THERE = ExpressionWrapper(OuterRef("assignment__unit__path"), CharField())
_ABSENT = (
    EmployeeStatus.Kind.SUSPENDED,
    EmployeeStatus.Kind.UNPAID_LEAVE,
    EmployeeStatus.Kind.RETIRING,
    EmployeeStatus.Kind.STUDY_LEAVE,
    EmployeeStatus.Kind.LONG_LEAVE,
)


def away(agency: Agency, day: date) -> QuerySet[Employee]:
    """Return those who do not work on `day`: on leave, or by their status."""
    idle = EmployeeStatus.objects.on(day).filter(agency=agency, kind__in=_ABSENT)
    on_leave = Leave.objects.on(day).filter(agency=agency)
    gone = Q(pk__in=idle.values("employee")) | Q(pk__in=on_leave.values("employee"))
    return Employee.objects.filter(gone, agency=agency)


@dataclass(frozen=True, slots=True)
class Reviewers:
    """Who reviews what the holder of a post reports: employee ids."""

    rater: int
    now: frozenset[int]  # the rater, or in the rater's place; never empty unless nobody is there
    later: int | None  # the rater's superior

    @property
    def all(self) -> set[int]:
        """Everybody who may review it."""
        return {self.rater, *self.now} | ({self.later} if self.later else set())


_LINES = """
    SELECT assignment_id, rater_id, reviewer_id FROM org_raterline
    WHERE agency_id = %(agency)s AND assignment_id = ANY(%(posts)s)
      AND starts <= %(day)s AND (ends IS NULL OR ends >= %(day)s)
"""


def reviewers_of(agency: Agency, posts: Iterable[int], day: date) -> dict[int, Reviewers]:
    """Return who reviews today by post. One query, three where it was long not asked for."""
    asked = {"agency": agency.pk, "posts": sorted(set(posts)), "day": day}
    instead = remembered_rows(f"stand_ins:{agency.pk}:{day}", lambda: _stand_ins(agency, day))
    absent = remembered_rows(f"away:{agency.pk}:{day}", lambda: _away_ids(agency, day))
    found = {}
    for post, rater, later in statements.rows(_LINES, asked):
        first = set(instead.get(rater, ())) | ({rater} - absent)
        found[post] = Reviewers(rater, frozenset(first or ({later} if later else ())), later)
    return found


def _away_ids(agency: Agency, day: date) -> frozenset[int]:
    return frozenset(away(agency, day).values_list("pk", flat=True))


def _stand_ins(agency: Agency, day: date) -> dict[int, set[int]]:
    """Head of a unit → those who lead it as Plt or Plh."""
    heads = Assignment.objects.on(day).filter(agency=agency, is_head=True)
    acting = heads.filter(kind__in=_STANDING_IN).values_list("unit", "employee")
    by_unit: dict[int, set[int]] = {}
    for unit, employee in acting:
        by_unit.setdefault(unit, set()).add(employee)
    found: dict[int, set[int]] = {}
    for unit, employee in heads.filter(unit__in=by_unit).values_list("unit", "employee"):
        found.setdefault(employee, set()).update(by_unit[unit] - {employee})
    return found


def lines_of(actor: Actor) -> QuerySet[RaterLine]:
    """Rater lines of the people the actor speaks for today: as rater, or in a rater's place."""
    return lines_spoken_for(actor.agency, actor.me, actor.today)


def lines_spoken_for(agency: Agency, me: int, today: date) -> QuerySet[RaterLine]:
    """The same for an employee by key, as prepared queries take it; none for the key 0.

    In the place of a rater: whoever leads the rater's unit as Plt, Plh or by delegation, for the
    people of the units one leads, and the rater's superior while the rater is away.
    """
    heads = Assignment.objects.on(today).filter(agency=agency, is_head=True)
    led = heads.filter(employee=me)
    instead = led.filter(kind__in=_STANDING_IN).values("unit")
    stood_in_for = heads.filter(unit__in=instead).exclude(employee=me).values("employee")
    within = led.alias(there=_THERE).filter(there__startswith=F("unit__path"))
    in_place = Q(rater__in=stood_in_for) & Q(Exists(within))
    absent = Q(reviewer=me, rater__in=away(agency, today).values("pk"))
    mine = Q(rater=me) | in_place | absent
    return RaterLine.objects.filter(current(today), mine, agency=agency)
