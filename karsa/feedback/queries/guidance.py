"""Guidance as lists and pages show it, and what an inspector may know of it."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import TruncMonth

from karsa.accounts.actor import Actor
from karsa.accounts.roles import Role
from karsa.feedback.models import BehaviourReport, Guidance, GuidanceStep
from karsa.feedback.queries.record import topic_name
from karsa.feedback.queries.subjects import plans_open_to
from karsa.plans.models import PerformancePlan
from karsa.rules.disclosure import public_count

_PEOPLE = ("agency", "rater", "assignment__employee", "assignment__position", "assignment__unit")
_SEALED = Guidance.Kind.COUNSELLING
_OF_PLAN = tuple(f"plan__{one}" for one in _PEOPLE)


@dataclass(frozen=True, slots=True)
class Told:
    """A question of the form and what was answered."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class GuidancePage:
    """One record with its answers and steps."""

    row: Guidance
    topic: str
    told: tuple[Told, ...]
    steps: tuple[GuidanceStep, ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """That records exist: how many of a kind, in a unit and month. Nothing of what they say."""

    month: date
    unit: str
    kind: str
    count: int | None  # of counselling, so few that it would tell who


def guidance_of(actor: Actor) -> QuerySet[Guidance]:
    """Return the records the actor may read, with their people and plan."""
    rows = Guidance.objects.visible_to(actor).select_related("employee", "guide", "result")
    return rows.select_related(*_OF_PLAN)


def plans_guided_by(actor: Actor) -> QuerySet[PerformancePlan]:
    """Plans, with people, whose holders the actor may guide: of those one may speak to, and
    reported ones.

    The policy decides; the office of personnel reaches whom a rater has reported.
    """
    near = plans_open_to(actor).select_related(*_PEOPLE)
    if not actor.has(Role.PERFORMANCE_MANAGER):
        return near
    reported = BehaviourReport.objects.filter(agency=actor.agency).values("plan")
    return PerformancePlan.objects.filter(
        Q(pk__in=near.values("pk")) | Q(pk__in=reported), agency=actor.agency
    ).select_related(*_PEOPLE)


def guidance_page(row: Guidance) -> GuidancePage:
    """Return a record of `guidance_of` as its page shows it. One query."""
    asked = Guidance.QUESTIONS[Guidance.Kind(row.kind)]
    return GuidancePage(
        row=row,
        topic=topic_name(row.result, row.value),
        told=tuple(
            Told(str(label), row.answers[key])
            for key, label in asked.items()
            if row.answers.get(key)
        ),
        steps=tuple(row.steps.order_by("due", "pk")),
    )


def behaviour_reports_of(actor: Actor) -> QuerySet[BehaviourReport]:
    """Return the reports of problems of behaviour that the actor may read, with their people."""
    rows = BehaviourReport.objects.visible_to(actor).select_related("employee", "by")
    return rows.select_related(*_OF_PLAN)


def kept_in(actor: Actor) -> tuple[Kept, ...]:
    """Return that records exist, per month, unit and kind, for an inspector. One query."""
    rows = (
        Guidance.objects.filter(agency=actor.agency)
        .values("plan__assignment__unit__name", "kind", month=TruncMonth("day"))
        .annotate(n=Count("pk"))
        .order_by("-month", "plan__assignment__unit__name", "kind")[:200]
    )
    return tuple(
        Kept(
            month=row["month"],
            unit=row["plan__assignment__unit__name"],
            kind=str(Guidance.Kind(row["kind"]).label),
            count=public_count(row["n"]) if row["kind"] == _SEALED else row["n"],
        )
        for row in rows
    )
