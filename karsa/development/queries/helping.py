"""Who helps whom, what was typed, and what can be typed."""

from dataclasses import dataclass

from karsa.accounts.actor import Actor
from karsa.development.models import HelpedDraft, Helping
from karsa.org.models import Assignment, Employee
from karsa.plans.models import PerformancePlan


@dataclass(frozen=True, slots=True)
class Helps:
    """Who helps the actor, whom the actor helps, and what waits for the actor to read."""

    helpers: tuple[Helping, ...]
    helped: tuple[Helping, ...]
    drafts: tuple[HelpedDraft, ...]


def helps_of(actor: Actor) -> Helps:
    """Return what stands on the actor's page of help. Two queries."""
    rows = Helping.objects.visible_to(actor).current(actor.today).order_by("ends", "pk")
    both = list(rows)
    return Helps(
        helpers=tuple(row for row in both if row.person_id == actor.me),
        helped=tuple(row for row in both if row.helper_id == actor.me),
        drafts=drafts_for(actor),
    )


def drafts_for(actor: Actor) -> tuple[HelpedDraft, ...]:
    """Return entries that a helper typed for the actor and nobody has sent yet. One query."""
    rows = HelpedDraft.objects.visible_to(actor).waiting().filter(helping__person=actor.me)
    return tuple(rows.select_related("helping__helper", "entry__result").order_by("entry__day"))


def drafts_of(actor: Actor, helping: Helping) -> tuple[HelpedDraft, ...]:
    """Return what the actor typed in one helping that waits to be sent. One query."""
    rows = HelpedDraft.objects.visible_to(actor).waiting().filter(helping=helping)
    return tuple(rows.select_related("entry__result").order_by("entry__day"))


def colleagues(actor: Actor) -> list[Employee]:
    """Return who works in the actor's units today, by name, without the actor. One query."""
    posts = Assignment.objects.on(actor.today).filter(agency=actor.agency)
    units = posts.filter(employee=actor.me).values("unit")
    there = posts.filter(unit__in=units).exclude(employee=actor.me).values("employee")
    found = Employee.objects.filter(pk__in=there, is_active=True, user__isnull=False)
    return list(found.order_by("name"))


def draft_plan_of(person: Actor) -> PerformancePlan | None:
    """Return this year's plan of the one who is helped while it is a draft. One query."""
    rows = PerformancePlan.objects.filter(
        agency=person.agency,
        assignment__employee=person.me,
        year=person.today.year,
        state=PerformancePlan.State.DRAFT,
    )
    return rows.prefetch_related("results").order_by("pk").first()
