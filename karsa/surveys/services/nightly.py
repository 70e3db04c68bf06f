"""Every night: odd answers are flagged, and surveys whose last day is over are closed."""

from datetime import datetime

from django.db import transaction

from karsa.org.queries.actor import system_actor
from karsa.surveys.models import Survey, Trace
from karsa.surveys.services.answering import forget_keys
from karsa.surveys.services.keeping import close, lock
from karsa.surveys.services.signs import raise_flags
from karsa.tenancy.models import Agency


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
