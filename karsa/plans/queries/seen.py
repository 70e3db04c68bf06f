"""Plans as their pages show them: one row with its people, and what the reader is to it."""

from dataclasses import dataclass

from django.db.models import Count, OuterRef, Prefetch, QuerySet, Subquery

from karsa.accounts.actor import Actor
from karsa.org.models import RaterLine
from karsa.org.queries.rules import deadline_rules
from karsa.plans.models import (
    DialogueMessage,
    IndividualIndicator,
    PerformancePlan,
    WorkResult,
)
from karsa.plans.queries.gaps import gaps_of
from karsa.rules.deadlines import plan_due
from karsa.rules.refused import Refused

State = PerformancePlan.State
DIALOGUE_LENGTH = 40


def seen_plans(actor: Actor) -> QuerySet[PerformancePlan]:
    """Plans the actor may see, with the people of the page and today's rater and reviewer."""
    line = RaterLine.objects.on(actor.today).filter(assignment=OuterRef("assignment"))
    newest = line.order_by("-starts")
    return (
        PerformancePlan.objects.visible_to(actor)
        .select_related(
            "assignment__employee", "assignment__position", "assignment__unit", "rater", "set_by"
        )
        .annotate(
            rater_now=Subquery(newest.values("rater")[:1]),
            reviewer_now=Subquery(newest.values("reviewer")[:1]),
        )
    )


@dataclass(frozen=True, slots=True)
class Standing:
    """What the reader is to a plan: its writer, its leader, today's new rater, or none."""

    mine: bool
    leads: bool
    takes_over: bool

    @property
    def talks(self) -> bool:
        """Both sides of the dialogue."""
        return self.mine or self.leads


def standing(actor: Actor, plan: PerformancePlan) -> Standing:
    """Read it from a row of `seen_plans`. One query where the reader is the reviewer."""
    me = actor.employee_id
    rater, reviewer = plan.rater_now, plan.reviewer_now  # type: ignore[attr-defined]
    rates = me is not None and rater == me
    late = me is not None and reviewer == me and _late(actor, plan)
    return Standing(
        mine=me is not None and plan.assignment.employee_id == me,
        leads=rates or late,
        takes_over=rates and plan.rater_id != me and plan.state != State.SUPERSEDED,
    )


def _late(actor: Actor, plan: PerformancePlan) -> bool:
    if plan.version > 1 or plan.state not in PerformancePlan.OPEN:
        return False
    due = plan_due(plan.year, deadline_rules(actor.agency, plan.year))
    return plan.starts <= due < actor.today


@dataclass(frozen=True, slots=True)
class PlanPage:
    """A plan with its results, what it lacks (for its writer), and the newest dialogue."""

    plan: PerformancePlan
    standing: Standing
    main: tuple[WorkResult, ...]
    additional: tuple[WorkResult, ...]
    gaps: tuple[Refused, ...]
    dialogue: tuple[DialogueMessage, ...]
    unanswered: tuple[DialogueMessage, ...]

    @property
    def writes(self) -> bool:
        """The reader edits the plan now."""
        return self.standing.mine and self.plan.state == State.DRAFT

    @property
    def words_it(self) -> bool:
        """The reader proposes wordings and expectations now."""
        return self.standing.leads and self.plan.state in (State.DRAFT, State.PROPOSED)

    @property
    def agrees(self) -> bool:
        """The reader's own agreement is asked for now."""
        plan = self.plan
        if plan.state != State.PROPOSED or self.unanswered:
            return False
        asked = plan.employee_agreed_at is None if self.standing.mine else False
        return asked or (self.standing.leads and plan.rater_agreed_at is None)

    @property
    def sets(self) -> bool:
        """The reader may set the plan now."""
        ready = self.plan.state == State.AGREED or (
            self.plan.state == State.PROPOSED and self.plan.employee_agreed_at is not None
        )
        return self.standing.leads and ready and not self.unanswered


def page_of(actor: Actor, plan: PerformancePlan) -> PlanPage:
    """Return the page of a row of `seen_plans`. Three queries, four for a reviewer."""
    measures = IndividualIndicator.objects.select_related("manual").order_by("order")
    results = tuple(
        plan.results.select_related("supports")
        .annotate(action_count=Count("actions"))
        .prefetch_related(Prefetch("measures", measures))
        .order_by("order")
    )
    said = plan.dialogue.select_related("author", "result").order_by("-pk")[:DIALOGUE_LENGTH]
    dialogue = tuple(said)
    me = standing(actor, plan)
    return PlanPage(
        plan=plan,
        standing=me,
        main=tuple(row for row in results if row.kind == WorkResult.Kind.MAIN),
        additional=tuple(row for row in results if row.kind != WorkResult.Kind.MAIN),
        gaps=gaps_of(plan, results) if me.mine and plan.state == State.DRAFT else (),
        dialogue=dialogue,
        unanswered=tuple(
            one for one in dialogue if one.kind == "proposal" and one.is_taken is None
        ),
    )
