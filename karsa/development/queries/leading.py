"""A leader as a teacher: sessions opened, directives open, whom to sit down with."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, F, Max, Q

from karsa.accounts.actor import Actor
from karsa.development.models import Registration, TrainingSession
from karsa.feedback.models import GuidanceStep
from karsa.monitoring.models import Directive
from karsa.org.models import Assignment

# A talk a month; longer ago is due (our advice, not the law's).
COACHED_WITHIN = timedelta(days=30)
_SOON = timedelta(days=7)
SHOWN = 10


@dataclass(frozen=True, slots=True)
class Leading:
    """What a leader's page shows; `to_coach` posts carry `talked`, the day of the last talk."""

    sessions: tuple[TrainingSession, ...]
    directives: tuple[Directive, ...]
    to_coach: tuple[Assignment, ...]
    steps: tuple[GuidanceStep, ...]
    since: date


def leading_of(actor: Actor) -> Leading:
    """Return what the actor leads and owes as a teacher. Four queries."""
    since = actor.today - COACHED_WITHIN
    steps = GuidanceStep.objects.filter(
        agency=actor.agency, guidance__guide=actor.me, done_on=None, due__lte=actor.today + _SOON
    )
    given = Directive.objects.filter(agency=actor.agency, giver=actor.me).open().with_names()
    return Leading(
        sessions=_sessions(actor),
        directives=tuple(given.order_by("due_on", "pk")[:SHOWN]),
        to_coach=_to_coach(actor, since),
        steps=tuple(steps.select_related("guidance__employee").order_by("due", "pk")[:SHOWN]),
        since=since,
    )


def _sessions(actor: Actor) -> tuple[TrainingSession, ...]:
    """Sponsored by the actor, the newest first, with how many came. One query."""
    rows = TrainingSession.objects.visible_to(actor).filter(sponsor=actor.me)
    came = Count("registrations", Q(registrations__state=Registration.State.ATTENDED))
    return tuple(
        rows.annotate(came=came).select_related("course").order_by("-starts", "-pk")[:SHOWN]
    )


def _to_coach(actor: Actor, since: date) -> tuple[Assignment, ...]:
    """Whom the actor rates and has not talked with lately, the longest ago first. One query."""
    mine = Q(employee__guidance__guide=actor.me)
    rows = Assignment.objects.rated_by(actor).annotate(
        talked=Max("employee__guidance__day", filter=mine)
    )
    due = rows.filter(Q(talked=None) | Q(talked__lt=since)).select_related("employee", "position")
    return tuple(due.order_by(F("talked").asc(nulls_first=True), "employee__name"))
