"""Surveys as the staff's lists show them."""

from django.db.models import Q, QuerySet

from karsa.accounts.actor import Actor
from karsa.accounts.roles import Role
from karsa.org.models import Service
from karsa.org.models.units import below
from karsa.surveys.models import Comment, Flag, Survey
from karsa.surveys.policies import kept_paths


def _kept(actor: Actor, path: str) -> Q:
    if actor.has(Role.PERFORMANCE_MANAGER):
        return Q()
    return below(kept_paths(actor), path)


def kept_services(actor: Actor) -> QuerySet[Service]:
    """Return the open services whose surveys the actor keeps, by unit."""
    rows = Service.objects.filter(agency=actor.agency, is_open=True).select_related("unit")
    return rows.filter(_kept(actor, "unit__path")).order_by("unit__path", "name")


def waiting_comments(actor: Actor) -> QuerySet[Comment]:
    """Return what citizens wrote that nobody has read yet, in the surveys the actor keeps."""
    rows = Comment.objects.filter(agency=actor.agency, state=Comment.State.WAITING)
    return rows.filter(_kept(actor, "survey__service__unit__path")).select_related(
        "survey__service"
    )


def waiting_flags(actor: Actor) -> QuerySet[Flag]:
    """Return flags nobody has decided, of surveys the actor may see, the oldest first."""
    seen = Survey.objects.visible_to(actor).values("pk")
    rows = Flag.objects.filter(survey__in=seen, state=Flag.State.WAITING)
    return rows.select_related("survey__service__unit", "place__point").order_by("day", "pk")
