"""A leader's board: the people they rate, those who need attention first."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from karsa.accounts.actor import Actor
from karsa.insights.queries.heads import Carried, carried_by
from karsa.journal.queries import EntryRow, Progress, progress_in, queue
from karsa.org.models import RaterLine
from karsa.org.models.dated import current
from karsa.plans.models import PerformancePlan
from karsa.rules.lights import Light

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
    positions: tuple[Decimal | None, ...]
    behind: str  # the result that gives the light
    last: date | None
    silent_days: int | None
    waiting: tuple[EntryRow, ...]

    @property
    def needs_attention(self) -> bool:
        """Whether something waits or lags."""
        return bool(self.waiting) or self.light in (Light.BAD, Light.WARN, Light.STALE)


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


def team_of(actor: Actor) -> Team:
    """Build the actor's board. Seven queries, whatever the number of people and entries.

    A head's result that carries an indicator stands where the indicator does.
    """
    plans = list(_plans(actor))
    progress = progress_in(plans, actor.today)
    carried = carried_by(plans, actor.today)
    entries = queue(actor, limit=200)
    members = [
        _member(plan, _seen(progress[plan.pk], carried), entries, actor.today) for plan in plans
    ]
    return Team(tuple(sorted(members, key=_rank)), len(entries))


def _plans(actor: Actor) -> list[PerformancePlan]:
    rated = RaterLine.objects.filter(current(actor.today), rater=actor.me)
    return list(
        PerformancePlan.objects.filter(
            agency=actor.agency,
            year=actor.today.year,
            state=PerformancePlan.State.SET,
            assignment__in=rated.values("assignment"),
        )
        .filter(current(actor.today, "assignment__"))
        .select_related("assignment__position", "assignment__employee", "agency")
    )


def _seen(results: Iterable[Progress], carried: Mapping[int, Carried]) -> tuple[Progress, ...]:
    return tuple(
        replace(one, light=found.light, positions=found.series)
        if (found := carried.get(one.result_id))
        else one
        for one in results
    )


def _member(
    plan: PerformancePlan,
    results: tuple[Progress, ...],
    entries: tuple[EntryRow, ...],
    today: date,
) -> Member:
    post = plan.assignment
    worst = min(results, key=lambda one: _URGENCY.index(one.light), default=None)
    last = max((one.last for one in results if one.last), default=None)
    return Member(
        plan_id=plan.pk,
        post_id=post.pk,
        employee_id=post.employee_id,
        name=post.employee.full_name,
        position=post.position.name,
        light=worst.light if worst else Light.NONE,
        positions=worst.positions if worst else (),
        behind=worst.text if worst else "",
        last=last,
        silent_days=(today - last).days if last else None,
        waiting=tuple(row for row in entries if row.assignment_id == post.pk),
    )


def _rank(member: Member) -> tuple[bool, int, bool, str]:
    return (
        not member.needs_attention,
        _URGENCY.index(member.light),
        not member.waiting,
        member.name,
    )
