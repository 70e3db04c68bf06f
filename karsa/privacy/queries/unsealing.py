"""Unsealings as their pages show them, with how often each was used."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from karsa.accounts.actor import Actor
from karsa.accounts.models import Grant
from karsa.accounts.roles import Role
from karsa.audit.models import AuditEntry
from karsa.org.models import Assignment, Employee
from karsa.org.models.dated import current
from karsa.privacy.models import Unsealing
from karsa.privacy.policies import SECONDS


@dataclass(frozen=True, slots=True)
class Shown:
    """One unsealing with the moments it was read at (UTC), the newest first."""

    row: Unsealing
    readings: Sequence[datetime]


def unsealings_of(actor: Actor) -> QuerySet[Unsealing]:
    """Return those the actor may see, with their people."""
    rows = Unsealing.objects.visible_to(actor)
    return rows.select_related("employee", "asked_by", "second")


def told_about(actor: Actor) -> QuerySet[Unsealing]:
    """Return those about the actor that are over, with their people, the newest first."""
    rows = Unsealing.objects.told_to(actor).select_related("asked_by", "second")
    return rows.order_by("-asked_at")


def with_readings(rows: Sequence[Unsealing]) -> list[Shown]:
    """Return unsealings with their readings, from the record of acts. One query."""
    found: Mapping[str, list[datetime]] = {str(row.pk): [] for row in rows}
    if rows:
        entries = AuditEntry.objects.filter(
            agency=rows[0].agency_id,
            kind=Unsealing._meta.label_lower,
            object_id__in=found,
            verb="unsealing.read",
        ).order_by("-at")
        for key, at in entries.values_list("object_id", "at"):
            found[key].append(at)
    return [Shown(row, found[str(row.pk)]) for row in rows]


def seconds(actor: Actor) -> QuerySet[Employee]:
    """Return who may be named as second person today: another unit's, with such a role.

    Never an inspector, whatever else they are.
    """
    grants = Grant.objects.filter(current(actor.today), agency=actor.agency)
    held, inspecting = grants.filter(role__in=SECONDS), grants.filter(role=Role.INSPECTOR)
    mine = Assignment.objects.on(actor.today).filter(employee=actor.me).values("unit")
    beside = Assignment.objects.on(actor.today).filter(unit__in=mine).values("employee")
    people = Employee.objects.filter(agency=actor.agency, is_active=True)
    people = people.filter(user__in=held.values("user"))
    people = people.exclude(user__in=inspecting.values("user"))
    return people.exclude(Q(pk__in=beside) | Q(pk=actor.me)).order_by("name")
