"""About whom one may speak, and whom one has not spoken to yet."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Subquery, Value, When

from karsa.accounts.actor import Actor
from karsa.feedback.models import Feedback
from karsa.org.models import Assignment, Period, RaterLine, TeamMember
from karsa.org.models.dated import current
from karsa.plans.models import PerformancePlan

Source = Feedback.Source


@dataclass(frozen=True, slots=True)
class Subject:
    """Somebody one may give feedback to; `last` is the day one last did."""

    plan_id: int
    name: str
    position: str
    unit: str
    source: str
    last: date | None

    @property
    def source_label(self) -> str:
        """In what capacity one would speak."""
        return str(Source(self.source).label)


def plans_open_to(actor: Actor) -> QuerySet[PerformancePlan]:
    """Plans of this year in force on whose holders the actor may give feedback today."""
    if actor.employee_id is None:
        return PerformancePlan.objects.none()
    now = current(actor.today, "assignment__")
    return (
        PerformancePlan.objects.current()
        .filter(now, agency=actor.agency, year=actor.today.year, assignment__in=_near(actor))
        .exclude(assignment__employee=actor.me)
        .exclude(state=PerformancePlan.State.DRAFT)
    )


def _near(actor: Actor) -> QuerySet[Any, Any]:
    """Posts of those one rates or reviews, of one's leaders, and of one's units and teams.

    Each part is read from its index; of an "or" of them every post would be read.
    """
    lines = RaterLine.objects.filter(current(actor.today), agency=actor.agency)
    leaders = lines.filter(assignment__employee=actor.me).values("rater")
    posts = Assignment.objects.on(actor.today).filter(agency=actor.agency)
    units = Assignment.objects.on(actor.today).filter(employee=actor.me).values("unit")
    parts: list[QuerySet[Any, Any]] = [
        lines.filter(reviewer=actor.me).values("assignment"),
        posts.filter(employee__in=leaders).values("pk"),
        posts.filter(unit__in=units).values("pk"),
        _of_teams(actor),
    ]
    return lines.filter(rater=actor.me).values("assignment").union(*parts)


def plans_recorded_for(actor: Actor) -> QuerySet[PerformancePlan]:
    """Plans whose record the actor may read: one's own, and of those one rates or reviews."""
    lines = RaterLine.objects.filter(current(actor.today), agency=actor.agency)
    led = lines.filter(Q(rater=actor.me) | Q(reviewer=actor.me))
    if actor.employee_id is None:
        return PerformancePlan.objects.none()
    return PerformancePlan.objects.filter(
        Q(assignment__employee=actor.me)
        | Q(assignment__in=led.values("assignment"))
        | Q(rater=actor.me),
        agency=actor.agency,
    )


def subjects(actor: Actor) -> tuple[Subject, ...]:
    """Return the people the actor may give feedback to, those one leads first. One query."""
    rows = (
        plans_open_to(actor)
        .select_related("assignment__employee", "assignment__position", "assignment__unit")
        .annotate(last=_last(actor), source=_source(actor))
        .order_by("assignment__employee__name", "pk")
    )
    order = (Source.LEADER, Source.SUBORDINATE, Source.PEER)
    return tuple(sorted(_subjects(rows), key=lambda one: order.index(Source(one.source))))


def unfed(actor: Actor, period: Period) -> tuple[Subject, ...]:
    """Return the people the actor rates who have no written feedback of the actor in `period`.

    A tap of praise does not count: the leader's scheduled feedback is a duty (Pasal 15).
    One query.
    """
    written = Feedback.objects.filter(
        agency=actor.agency,
        giver=actor.me,
        plan__assignment=OuterRef("assignment"),
        day__range=(period.starts, period.ends),
    ).exclude(text="")
    rated = Assignment.objects.rated_by(actor).values("pk")
    rows = (
        plans_open_to(actor)
        .filter(assignment__in=rated)
        .exclude(Exists(written))
        .select_related("assignment__employee", "assignment__position", "assignment__unit")
        .annotate(last=_last(actor), source=Value(Source.LEADER.value))
        .order_by("assignment__employee__name", "pk")
    )
    return tuple(_subjects(rows))


def _of_teams(actor: Actor, **over: bool) -> QuerySet[TeamMember, Any]:
    """Posts in work teams that the actor belongs to today."""
    members = TeamMember.objects.filter(agency=actor.agency)
    mine = members.together(actor.today, assignment__employee=actor.me, **over)
    return mine.values("assignment")


def _last(actor: Actor) -> Subquery:
    """The day on which the actor last spoke to the holder of a plan's post, in any year."""
    given = Feedback.objects.filter(giver=actor.me, plan__assignment=OuterRef("assignment"))
    return Subquery(given.order_by("-day").values("day")[:1])


def _source(actor: Actor) -> Case:
    """The same answer as `policies.source_of`, for many plans in one query."""
    lines = RaterLine.objects.filter(current(actor.today))
    mine = Q(rater=actor.me) | Q(reviewer=actor.me)
    leads = lines.filter(mine, assignment=OuterRef("assignment"))
    is_led = lines.filter(rater=OuterRef("assignment__employee"), assignment__employee=actor.me)
    return Case(
        When(Exists(leads), then=Value(Source.LEADER.value)),
        When(assignment__in=_of_teams(actor, is_leader=True), then=Value(Source.LEADER.value)),
        When(Exists(is_led), then=Value(Source.SUBORDINATE.value)),
        default=Value(Source.PEER.value),
    )


def _subjects(rows: Iterable[PerformancePlan]) -> Iterable[Subject]:
    for row in rows:
        post = row.assignment
        yield Subject(
            plan_id=row.pk,
            name=post.employee.full_name,
            position=post.position.name,
            unit=post.unit.name,
            source=row.source,  # type: ignore[attr-defined]
            last=row.last,  # type: ignore[attr-defined]
        )
