"""Count what Karsa costs, per unit and month: a number grows, and nobody stands behind it."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import F

from karsa.accounts.actor import Actor
from karsa.journal.models import BurdenCount
from karsa.org.models import Assignment
from karsa.rules.burden import INTERACTIONS, SECONDS, slot

Kind = BurdenCount.Kind


@dataclass(frozen=True, slots=True)
class Cost:
    """What `count` entries or reviews cost each, in seconds and interactions."""

    step: str
    seconds: int
    interactions: int
    count: int = 1


@transaction.atomic
def count_done(*, actor: Actor, cost: Cost) -> None:
    """Add what was done to the counts of the actor's unit. Five queries."""
    unit = _unit_of(actor)
    if unit is not None:
        by = cost.count
        _add(actor, unit, cost.step, Kind.SECONDS, slot(cost.seconds, SECONDS), by)
        _add(actor, unit, cost.step, Kind.INTERACTIONS, slot(cost.interactions, INTERACTIONS), by)


@transaction.atomic
def count_left(*, actor: Actor, step: str) -> None:
    """Count that somebody of the actor's unit began a step and left it. Three queries."""
    unit = _unit_of(actor)
    if unit is not None:
        _add(actor, unit, step, Kind.LEFT, 0, 1)


def _unit_of(actor: Actor) -> int | None:
    held = Assignment.objects.on(actor.today).filter(
        agency=actor.agency, employee=actor.me, kind=Assignment.Kind.DEFINITIVE
    )
    return held.order_by("pk").values_list("unit", flat=True).first()


def _add(actor: Actor, unit: int, step: str, kind: Kind, at: int, by: int) -> None:
    month = actor.today.replace(day=1)
    key = {"month": month, "unit_id": unit, "step": step, "kind": kind, "slot": at}
    row = BurdenCount(agency=actor.agency, **key)
    BurdenCount.objects.bulk_create([row], ignore_conflicts=True)
    same = BurdenCount.objects.filter(agency=actor.agency, **key)
    same.update(count=F("count") + by)
