"""Surveys as the staff's lists show them."""

from django.db.models import Q, QuerySet

from karsa.accounts.actor import Actor
from karsa.accounts.roles import Role
from karsa.org.models import Service
from karsa.org.models.units import below
from karsa.surveys.models import Flag, Survey
from karsa.surveys.policies import kept_paths


def kept(actor: Actor, path: str) -> Q:
    """Rows whose unit's path (at `path`) is where the actor keeps surveys. No query."""
    if actor.has(Role.PERFORMANCE_MANAGER):
        return Q()
    return below(kept_paths(actor), path)


def kept_services(actor: Actor) -> QuerySet[Service]:
    """Return the open services whose surveys the actor keeps, by unit."""
    rows = Service.objects.filter(agency=actor.agency, is_open=True).select_related("unit")
    return rows.filter(kept(actor, "unit__path")).order_by("unit__path", "name")


def waiting_flags(actor: Actor) -> QuerySet[Flag]:
    """Return flags nobody has decided, of surveys the actor may see, the oldest first."""
    seen = Survey.objects.visible_to(actor).values("pk")
    rows = Flag.objects.filter(survey__in=seen, state=Flag.State.WAITING)
    return rows.select_related("survey__service__unit", "place__point").order_by("day", "pk")
