"""Lists of plans: one's own posts, the people one rates, the versions of one plan."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from karsa.accounts.actor import Actor
from karsa.org.models import Assignment, RaterLine
from karsa.org.models.dated import current
from karsa.org.queries.posts import Post, posts_of
from karsa.org.queries.rules import deadline_rules
from karsa.plans.models import PerformancePlan
from karsa.rules.deadlines import plan_due

State = PerformancePlan.State


@dataclass(frozen=True, slots=True)
class OwnPost:
    """One post of the reader with the plan in force, the one being written, and last year's."""

    post: Post
    plan: PerformancePlan | None
    revision: PerformancePlan | None
    can_copy: bool

    @property
    def plans(self) -> tuple[PerformancePlan, ...]:
        """The one being written first."""
        return tuple(plan for plan in (self.revision, self.plan) if plan)


def own_posts(actor: Actor, year: int) -> tuple[OwnPost, ...]:
    """Return the reader's posts of today with their plans of `year`. Three queries."""
    posts = posts_of(actor)
    plans = list(
        PerformancePlan.objects.filter(
            assignment__employee=actor.me, year__in=(year - 1, year)
        ).exclude(state=State.SUPERSEDED)
    )
    copyable = any(plan.year == year - 1 for plan in plans)
    return tuple(_own(post, [p for p in plans if p.year == year], copyable) for post in posts)


def _own(post: Post, plans: list[PerformancePlan], copyable: bool) -> OwnPost:
    here = [plan for plan in plans if plan.assignment_id == post.assignment_id]
    in_force, revision = _pair(here)
    return OwnPost(post, in_force, revision, copyable)


def _pair(
    plans: list[PerformancePlan],
) -> tuple[PerformancePlan | None, PerformancePlan | None]:
    """The plan that counts and, where one is discussed beside it, its next version."""
    ordered = sorted(plans, key=lambda plan: plan.version)
    if not ordered:
        return None, None
    return ordered[0], ordered[1] if len(ordered) > 1 else None


@dataclass(frozen=True, slots=True)
class TeamRow:
    """Somebody the reader rates: `plan` is the one to open, and whether it waits for the reader."""

    post: Assignment
    plan: PerformancePlan | None
    waits: bool

    @property
    def note(self) -> str:
        """Position and unit."""
        return f"{self.post.position.name} · {self.post.unit.name}"


def team_of(actor: Actor, year: int) -> tuple[TeamRow, ...]:
    """Return the people the reader rates today, those who wait first. Two queries."""
    return _rows(Assignment.objects.rated_by(actor), year)


def late_of(actor: Actor, year: int) -> tuple[TeamRow, ...]:
    """Return people whose rater let January pass, for the rater's superior. Three queries.

    Source: PermenPANRB 6/2022 annex II.C.5.
    """
    due = plan_due(year, deadline_rules(actor.agency, year))
    if actor.today <= due:
        return ()
    lines = RaterLine.objects.filter(current(actor.today), reviewer=actor.me)
    posts = Assignment.objects.filter(
        agency=actor.agency,
        pk__in=lines.values("assignment"),
        plans__year=year,
        plans__version=1,
        plans__state__in=PerformancePlan.OPEN,
        plans__starts__lte=due,
    ).on(actor.today)
    return _rows(posts, year)


def _rows(posts: QuerySet[Assignment], year: int) -> tuple[TeamRow, ...]:
    found = list(
        posts.select_related("employee", "position", "unit").order_by("employee__name", "pk")
    )
    plans: dict[int, list[PerformancePlan]] = {}
    rows = PerformancePlan.objects.filter(assignment__in=found, year=year)
    for plan in rows.exclude(state=State.SUPERSEDED):
        plans.setdefault(plan.assignment_id, []).append(plan)
    made = [_row(post, plans.get(post.pk, [])) for post in found]
    return tuple(sorted(made, key=lambda row: not row.waits))


def _row(post: Assignment, plans: list[PerformancePlan]) -> TeamRow:
    in_force, revision = _pair(plans)
    plan = revision or in_force
    return TeamRow(post, plan, plan is not None and waits_for_rater(plan))


def waits_for_rater(plan: PerformancePlan) -> bool:
    """Whether the next step is the rater's."""
    proposed = plan.state == State.PROPOSED and plan.employee_agreed_at is not None
    return proposed or plan.state == State.AGREED


def count_waiting(actor: Actor, year: int) -> int:
    """Return how many plans wait for the reader as rater, for boards and the bell. One query."""
    asked = Q(state=State.PROPOSED, employee_agreed_at__isnull=False) | Q(state=State.AGREED)
    rated = Assignment.objects.rated_by(actor).values("pk")
    return PerformancePlan.objects.filter(asked, assignment__in=rated, year=year).count()


def versions_of(plan: PerformancePlan) -> tuple[PerformancePlan, ...]:
    """Return every version of a plan, the newest first. One query."""
    rows = PerformancePlan.objects.filter(assignment=plan.assignment_id, year=plan.year)
    return tuple(rows.select_related("rater", "set_by").order_by("-version"))
