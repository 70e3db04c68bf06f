"""Every night: odd answers are flagged, surveys close, and what has served is forgotten."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models.functions import TruncMonth

from karsa.audit.services import record_many
from karsa.org.queries.actor import system_actor
from karsa.org.queries.rules import retention_rules
from karsa.surveys.models import Comment, OneTimeLink, Response, Survey, Trace
from karsa.surveys.services.answering import forget_keys
from karsa.surveys.services.keeping import close, lock
from karsa.surveys.services.signs import raise_flags
from karsa.tenancy.models import Agency

# What tells who answered.
_PROFILE = ("age", "sex", "education", "occupation", "disability", "language")
_NOBODY = dict.fromkeys(_PROFILE, "")


@transaction.atomic
def look_over(*, agency: Agency, now: datetime) -> int:
    """Go over an agency's open surveys and return how many. A few queries for each.

    What was on its way while a survey was closed has left traces since: they go, too.
    """
    actor = system_actor(agency, now)
    found = Survey.objects.filter(agency=agency, state=Survey.State.OPEN)
    rows = list(found.order_by("pk"))
    for row in rows:
        if row.ends < actor.today:
            close(actor, lock(row))
        else:
            raise_flags(row)
    _forget_late(agency)
    return len(rows)


def _forget_late(agency: Agency) -> None:
    traces = Trace.objects.filter(agency=agency, survey__state=Survey.State.CLOSED)
    for row in Survey.objects.filter(pk__in=traces.values("survey")):
        forget_keys(row)
    traces.delete()


@transaction.atomic
def forget(*, agency: Agency, now: datetime) -> int:
    """Take from old answers who gave them and on which day, and delete old comments and links.

    The figures stay as they were published. Return from how many surveys something went.
    """
    actor = system_actor(agency, now)
    rules = retention_rules(agency, actor.today.year)
    closed = Survey.objects.filter(agency=agency, state=Survey.State.CLOSED)
    faceless = closed.filter(ends__lt=actor.today - timedelta(days=rules.answers_days))
    silent = closed.filter(ends__lt=actor.today - timedelta(days=rules.comments_days))
    answers = Response.objects.filter(survey__in=faceless).exclude(day__day=1, **_NOBODY)
    comments = Comment.objects.filter(survey__in=silent)
    touched = {
        *answers.values_list("survey", flat=True),
        *comments.values_list("survey", flat=True),
    }
    answers.update(day=TruncMonth("day"), **_NOBODY)
    comments.delete()
    OneTimeLink.objects.filter(agency=agency, expires_on__lt=actor.today).delete()
    record_many(actor, "survey.forgotten", closed.filter(pk__in=touched))
    return len(touched)
