"""Who may be asked about somebody, who is asked, and what became of it."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from karsa.accounts.actor import Actor
from karsa.feedback.models import FeedbackRequest
from karsa.feedback.queries.record import topic_name
from karsa.org.models import Assignment, RaterLine, TeamMember
from karsa.org.models.dated import current
from karsa.plans.models import PerformancePlan


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody who works with a plan's holder."""

    employee_id: int
    name: str
    position: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as the person asked, or the one who asked, reads it."""

    pk: int
    plan_id: int
    name: str  # of whom it is about, or of who is asked
    note: str
    topic: str  # as the form of feedback takes it
    state: str
    is_open: bool
    day: date
    expires: date


def colleagues(actor: Actor, plan: PerformancePlan) -> tuple[Colleague, ...]:
    """Return who works with the plan's holder, without the actor, by name. One query.

    Rater and reviewer, whom the holder rates, and whoever shares a unit or a work team.
    """
    holder, post = plan.assignment.employee_id, plan.assignment_id
    lines = RaterLine.objects.filter(current(actor.today), agency=actor.agency)
    of_post = lines.filter(assignment=post)
    members = TeamMember.objects.filter(agency=actor.agency).together(actor.today, assignment=post)
    near = (
        Q(unit=plan.assignment.unit_id)
        | Q(employee__in=of_post.values("rater"))
        | Q(employee__in=of_post.values("reviewer"))
        | Q(pk__in=lines.filter(rater=holder).values("assignment"))
        | Q(pk__in=members.values("assignment"))
    )
    posts = (
        Assignment.objects.on(actor.today)
        .filter(near, agency=actor.agency, employee__is_active=True)
        .exclude(employee__in=(holder, actor.me))
        .select_related("employee", "position")
        .order_by("employee__name", "pk")
    )
    found = {
        row.employee_id: Colleague(row.employee_id, row.employee.full_name, row.position.name)
        for row in posts
    }
    return tuple(found.values())


def asked_of(actor: Actor) -> tuple[Asked, ...]:
    """Return what the actor is asked and has not answered, the oldest first. One query."""
    rows = FeedbackRequest.objects.open_on(actor.today).filter(agency=actor.agency, asked=actor.me)
    people = ("plan__assignment__employee", "result")
    return tuple(
        _asked(row, row.plan.assignment.employee.full_name, actor.today)
        for row in rows.select_related(*people).order_by("day", "pk")
    )


def asked_by(actor: Actor, plan: PerformancePlan) -> tuple[Asked, ...]:
    """Return what the actor asked about a plan's holder this year, the newest first. One query."""
    rows = FeedbackRequest.objects.filter(
        agency=actor.agency,
        asked_by=actor.me,
        plan__assignment=plan.assignment_id,
        plan__year=plan.year,
    )
    return tuple(
        _asked(row, row.asked.full_name if row.asked else row.party, actor.today)
        for row in rows.select_related("asked", "result").order_by("-day", "-pk")[:50]
    )


def _asked(row: FeedbackRequest, name: str, today: date) -> Asked:
    # Whether a colleague has answered is not told: what they said stays unnamed.
    over = _("sudah dijawab") if row.answer_id and not row.asked_id else _over(row, today)
    return Asked(
        pk=row.pk,
        plan_id=row.plan_id,
        name=name,
        note=topic_name(row.result, row.value),
        topic=str(row.result_id) if row.result_id else row.value,
        state=over or _("terkirim"),
        is_open=not over,
        day=row.day,
        expires=row.expires,
    )


def _over(row: FeedbackRequest, today: date) -> str:
    """Why nobody can answer any more; "" while somebody can."""
    if row.withdrawn_on:
        return _("ditarik")
    return _("lewat waktu") if row.expires < today else ""
