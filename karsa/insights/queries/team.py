"""A leader's board: the people they rate, those who need attention first."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet

from karsa.accounts.actor import Actor
from karsa.insights.queries.heads import Carried, carried_by
from karsa.journal.queries import Backlog, EntryRow, Progress, months_added, progress_in
from karsa.kit.prepared import prepared
from karsa.kit.remembered import remembered_rows
from karsa.org.models import RaterLine
from karsa.org.models.dated import current
from karsa.org.models.people import names_of
from karsa.plans.models import PerformancePlan
from karsa.rules.lights import Light
from karsa.tenancy.models import Agency

# Of each plan, its post and its person no more than a board shows.
_READ = (
    *("assignment_id", "year", "starts", "ends", "assignment__employee_id", "assignment__is_head"),
    *("assignment__position__kind", "assignment__position__name"),
    *names_of("assignment__employee"),
)
_URGENCY = (Light.BAD, Light.WARN, Light.STALE, Light.NONE, Light.GOOD)


@dataclass(frozen=True, slots=True)
class Member:
    """One person of the team in one post: the worst light, what waits, and since when silent."""

    plan_id: int
    post_id: int
    employee_id: int
    name: str
    position: str
    light: Light
    worst: Progress | None  # the result that gives the light
    series: tuple[Decimal | None, ...] | None  # where it carries an indicator: the indicator's
    last: date | None
    silent_days: int | None
    waiting: tuple[EntryRow, ...] = ()  # the oldest
    waits: int = 0  # how many in all

    @property
    def behind(self) -> str:
        """What the result that gives the light is called."""
        return self.worst.text if self.worst else ""

    @property
    def positions(self) -> tuple[Decimal | None, ...]:
        """Percent of what was expected at each month's end, for members with their months."""
        if self.series is not None:
            return self.series
        return self.worst.positions if self.worst else ()

    @property
    def pace(self) -> Decimal | None:
        """Percent of what was expected by now, None where nothing was measured."""
        if self.series is not None:
            return next((value for value in reversed(self.series) if value is not None), None)
        return self.worst.position if self.worst else None

    @property
    def needs_attention(self) -> bool:
        """Whether something waits or lags."""
        return self.waits > 0 or self.light in (Light.BAD, Light.WARN, Light.STALE)


@dataclass(frozen=True, slots=True)
class Team:
    """The board: everybody rated, most urgent first, and how many show each light."""

    members: tuple[Member, ...]
    waiting: int

    def count(self, *lights: Light) -> int:
        """How many people show one of `lights`."""
        return sum(member.light in lights for member in self.members)

    @property
    def quiet(self) -> int:
        """How many people have had nothing accepted for a week."""
        days = (member.silent_days for member in self.members)
        return sum(one is None or one >= 7 for one in days)

    @property
    def on_track(self) -> int:
        """How many people are where they are expected to be."""
        return self.count(Light.GOOD)


def team_of(actor: Actor, backlog: Backlog, told: str) -> Team:
    """Build the actor's board with what waits, by the word of what was told (`told_by_team`).

    Five queries, whatever the number of people; none while nothing else was accepted.
    """
    asked = f"team:{actor.me}:{actor.today}:{told}"
    known = remembered_rows(asked, lambda: _members(actor))
    rows, counts = backlog.rows, backlog.counts
    members = [
        replace(one, waiting=rows.get(one.post_id, ()), waits=counts.get(one.post_id, 0))
        for one in known
    ]
    return Team(tuple(sorted(members, key=_rank)), backlog.total)


def _members(actor: Actor) -> list[Member]:
    """A head's result that carries an indicator stands where the indicator does."""
    plans = _plans(actor)
    progress = progress_in(plans, actor.today, with_months=False)
    carried = carried_by(plans, actor.today)
    return [_member(plan, progress[plan.pk], carried, actor.today) for plan in plans]


def with_months(members: Iterable[Member], today: date) -> list[Member]:
    """Return members with the months their `positions` are drawn from. One query, none for none."""
    rows = list(members)
    found = months_added((one.worst for one in rows if one.worst and one.series is None), today)
    return [
        replace(one, worst=found.get(one.worst.result_id, one.worst)) if one.worst else one
        for one in rows
    ]


def _plans(actor: Actor) -> list[PerformancePlan]:
    plans = _rated(actor.agency, actor.me, actor.today, actor.today.year)
    for plan in plans:
        plan.agency = actor.agency
    return plans


@prepared
def _rated(agency: Agency, me: int, today: date, year: int) -> QuerySet[PerformancePlan]:
    lines = RaterLine.objects.filter(current(today), rater=me)
    plans = PerformancePlan.objects.filter(
        agency=agency, year=year, state=PerformancePlan.State.SET
    )
    rated = plans.filter(current(today, "assignment__"), assignment__in=lines.values("assignment"))
    related = rated.select_related("assignment__position", "assignment__employee")
    return related.only(*_READ)


def _member(
    plan: PerformancePlan,
    results: tuple[Progress, ...],
    carried: Mapping[int, Carried],
    today: date,
) -> Member:
    post = plan.assignment

    def seen(one: Progress) -> Light:
        found = carried.get(one.result_id)
        return found.light if found else one.light

    worst = min(results, key=lambda one: _URGENCY.index(seen(one)), default=None)
    series = carried[worst.result_id].series if worst and worst.result_id in carried else None
    last = max((one.last for one in results if one.last), default=None)
    return Member(
        plan_id=plan.pk,
        post_id=post.pk,
        employee_id=post.employee_id,
        name=post.employee.full_name,
        position=post.position.name,
        light=seen(worst) if worst else Light.NONE,
        worst=worst,
        series=series,
        last=last,
        silent_days=(today - last).days if last else None,
    )


def _rank(member: Member) -> tuple[bool, int, bool, str]:
    return (
        not member.needs_attention,
        _URGENCY.index(member.light),
        not member.waits,
        member.name,
    )
