"""One person's day: what to report, how the year's results stand, what was said last.

Somebody with several posts sees them merged: the results of every plan, each under its post.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from karsa.accounts.actor import Actor
from karsa.feedback.queries import Remark, received
from karsa.insights.queries.aside import Aside, aside_of
from karsa.journal.queries import Lately, Progress, lately, progress_in, told_by_me
from karsa.kit.prepared import prepared
from karsa.kit.unread import Unread
from karsa.org.models import Assignment
from karsa.plans.models import PerformancePlan
from karsa.rules.lights import Light
from karsa.tenancy.models import Agency


@dataclass(frozen=True, slots=True)
class PostYear:
    """One plan of the person: its post, its state and its results."""

    plan_id: int
    assignment_id: int
    post: str
    unit: str
    kind_label: str
    state: str
    state_label: str
    results: tuple[Progress, ...]


@dataclass(frozen=True, slots=True)
class Today:
    """What the home page of a person shows."""

    year: Unread[tuple[PostYear, ...]]
    lately: Lately
    remarks: tuple[Remark, ...]
    aside: Aside

    @property
    def posts(self) -> tuple[PostYear, ...]:
        """The plans of the year, read once they are looked at."""
        return self.year.value

    @property
    def on_track(self) -> int:
        """How many measured results keep up with what is expected."""
        return sum(result.light == Light.GOOD for result in self._measured)

    @property
    def measured(self) -> int:
        """How many results can be held against an expected line."""
        return len(self._measured)

    @property
    def _measured(self) -> list[Progress]:
        return [result for post in self.posts for result in post.results if result.target]


def today_of(actor: Actor) -> Today:
    """Read the actor's day. Four queries, and four for the year if it is looked at."""
    return Today(
        year=Unread(lambda: posts_in(actor), actor.sight, told_by_me(actor)),
        lately=lately(actor),
        remarks=received(actor, limit=1),
        aside=aside_of(actor),
    )


def posts_in(actor: Actor) -> tuple[PostYear, ...]:
    """Return the actor's plans of the year with their results. Five queries at most."""
    plans = _plans(actor)
    results = progress_in(plans, actor.today)
    return tuple(_post_year(plan, results[plan.pk]) for plan in plans)


def _plans(actor: Actor) -> list[PerformancePlan]:
    found = _current(actor.agency, actor.me, actor.today, actor.today.year)
    in_force: dict[int, PerformancePlan] = {}
    for plan in found:
        # A set plan stays in force while its revision is being agreed.
        if plan.assignment_id not in in_force or plan.state == PerformancePlan.State.SET:
            in_force[plan.assignment_id] = plan
    return sorted(in_force.values(), key=lambda plan: plan.assignment.kind != "definitive")


@prepared
def _current(agency: Agency, me: int, today: date, year: int) -> QuerySet[PerformancePlan]:
    held = Assignment.objects.on(today).filter(employee=me)
    plans = PerformancePlan.objects.current().filter(agency=agency, year=year)
    return (
        plans.filter(assignment__in=held.values("pk"))
        .select_related("assignment__position", "assignment__unit", "agency")
        .order_by("assignment__kind", "pk")
    )


def _post_year(plan: PerformancePlan, results: tuple[Progress, ...]) -> PostYear:
    post = plan.assignment
    return PostYear(
        plan_id=plan.pk,
        assignment_id=post.pk,
        post=post.position.name,
        unit=post.unit.name,
        kind_label=str(post.get_kind_display()),
        state=plan.state,
        state_label=str(plan.get_state_display()),
        results=results,
    )
