"""Who is not rated yet in a period, and whose turn that is."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from karsa.accounts.actor import Actor
from karsa.evaluations.models import Takeover
from karsa.evaluations.queries.closing import unfinished
from karsa.evaluations.queries.turn import turn_of
from karsa.org.models import Period, RaterLine
from karsa.plans.models import PerformancePlan
from karsa.rules.deadlines import Window


@dataclass(frozen=True, slots=True)
class LateStep:
    """Where a rating stands whose window has closed, for the screen of a decision."""

    superior: bool
    takeover: Takeover | None
    heard: bool  # the person may still explain

    @property
    def takes_over(self) -> bool:
        """Whether the reader may take the rating over."""
        return self.superior and self.takeover is None


def late_step(
    actor: Actor, plan: PerformancePlan, period: Period, window: Window
) -> LateStep | None:
    """Return what the window's end means for the reader; None while it is open. Three queries."""
    turn = turn_of(plan, period, actor.today) if actor.today > window.closes else None
    if turn is None:
        return None
    taken = turn.takeover
    heard = taken is not None and taken.hearing.holds(actor.today)
    return LateStep(actor.employee_id == turn.reviewer_id, taken, heard)


def hearings_of(actor: Actor) -> tuple[Takeover, ...]:
    """Return the actor's own ratings that were taken over and wait for their words. One query."""
    rows = Takeover.objects.visible_to(actor).filter(
        assignment__employee=actor.me, said_on=None, heard_until__gte=actor.today
    )
    return tuple(rows.select_related("period").order_by("heard_until"))


@dataclass(frozen=True, slots=True)
class Undone:
    """One post with a plan whose holder waits for a rating."""

    employee_id: int
    rater_id: int
    reviewer_id: int | None


def undone_in(period: Period) -> tuple[Undone, ...]:
    """Return the posts whose plan is set and whose rater has signed nothing, nor been relieved.

    By the rater of the period's last day. One query.
    """
    plans = PerformancePlan.objects.filter(
        assignment=OuterRef("pk"), year=period.year, state=PerformancePlan.State.SET
    )
    taken = Takeover.objects.filter(assignment=OuterRef("pk"), period=period)
    posts = unfinished(period.agency, period).filter(Exists(plans)).exclude(Exists(taken))
    lines = RaterLine.objects.on(period.ends).filter(assignment__in=posts.values("pk"))
    rows = lines.values_list("assignment__employee_id", "rater_id", "reviewer_id")
    return tuple(Undone(*row) for row in rows)
