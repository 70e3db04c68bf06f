"""Who may report, change and review."""

from django.db.models import Q, QuerySet

from karsa.accounts.actor import Actor
from karsa.journal.models import DailyEntry
from karsa.org.models import Assignment, RaterLine
from karsa.org.models.dated import current
from karsa.org.queries.absent import lines_of


def can_report(actor: Actor, assignment: Assignment) -> bool:
    """One reports one's own work only. No query."""
    return actor.employee_id is not None and assignment.employee_id == actor.employee_id


def can_change(actor: Actor, entry: DailyEntry) -> bool:
    """Whoever wrote an entry may change it. No query."""
    return actor.employee_id is not None and entry.employee_id == actor.employee_id


def can_review(actor: Actor, entry: DailyEntry) -> bool:
    """Today's rater of the post, who stands in for the rater, or the rater's superior.

    Never oneself. One query.
    """
    return (
        actor.employee_id is not None
        and entry.employee_id != actor.employee_id
        and reviewed_posts(actor).filter(assignment=entry.assignment_id).exists()
    )


def reviewed_posts(actor: Actor) -> QuerySet[RaterLine]:
    """Return the rater lines of the posts whose entries the actor may review today."""
    if actor.employee_id is None:
        return RaterLine.objects.none()  # else posts without a reviewer would match
    lines = RaterLine.objects.filter(current(actor.today), agency=actor.agency)
    return lines.filter(Q(reviewer=actor.me) | Q(pk__in=lines_of(actor).values("pk")))
