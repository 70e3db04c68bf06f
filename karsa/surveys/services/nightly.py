"""Every night: odd answers are flagged, and surveys whose last day is over are closed."""

from datetime import datetime

from django.db import transaction

from karsa.org.queries.actor import system_actor
from karsa.surveys.models import Survey
from karsa.surveys.services.keeping import close, lock
from karsa.surveys.services.signs import raise_flags
from karsa.tenancy.models import Agency


@transaction.atomic
def look_over(*, agency: Agency, now: datetime) -> int:
    """Go over an agency's open surveys and return how many. A few queries for each."""
    actor = system_actor(agency, now)
    found = Survey.objects.filter(agency=agency, state=Survey.State.OPEN)
    rows = list(found.order_by("pk"))
    for row in rows:
        if row.ends < actor.today:
            close(actor, lock(row))
        else:
            raise_flags(row)
    return len(rows)
