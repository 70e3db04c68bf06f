"""Who is not rated yet in a period, and whose turn that is."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, F, FilteredRelation, OuterRef, Q, QuerySet

from karsa.accounts.actor import Actor
from karsa.evaluations.models import Takeover
from karsa.evaluations.queries.closing import unfinished
from karsa.org.models import Period, RaterLine
from karsa.plans.models import PerformancePlan
from karsa.rules.deadlines import Window

_TAKEN = ("pk", "reason", "heard_until", "statement", "evidence_id", "said_on")


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


def with_takeover(
    rows: QuerySet[PerformancePlan], me: int, period: Period, lines: QuerySet[RaterLine]
) -> QuerySet[PerformancePlan]:
    """Let plans know who took their rating over and whether `me` reviews it. No query."""
    reviewed = lines.filter(assignment=OuterRef("assignment"), reviewer=me)
    of_period = Q(assignment__takeovers__period=period)
    return rows.annotate(
        taken=FilteredRelation("assignment__takeovers", condition=of_period),
        is_reviewed=Exists(reviewed),
        **{f"taken_{name}": F(f"taken__{name}") for name in _TAKEN},
    )


def late_step(plan: PerformancePlan, today: date, window: Window) -> LateStep | None:
    """Return what the window's end means for the reader; None while it is open. No query.

    `plan`: with what `with_takeover` adds.
    """
    if today <= window.closes:
        return None
    known = {name: getattr(plan, f"taken_{name}") for name in _TAKEN}
    taken = Takeover(**known) if known["pk"] else None
    heard = taken is not None and taken.hearing.holds(today)
    return LateStep(getattr(plan, "is_reviewed", False), taken, heard)


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
