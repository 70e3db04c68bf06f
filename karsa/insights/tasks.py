from datetime import datetime
from zoneinfo import ZoneInfo

from karsa.insights.queries.briefing import month_before
from karsa.insights.services import send_briefings
from karsa.jobs.registry import job
from karsa.tenancy.models import Agency

# By then the units have reported the month before.
FROM_DAY = 10


@job("insights.briefing", own_scope=True, nightly=True)
def run_briefing(agency: Agency, now: datetime, **kwargs: int | str) -> None:
    """The month before, from the tenth on; who has it already gets it no more."""
    today = now.astimezone(ZoneInfo(agency.zone)).date()
    if today.day >= FROM_DAY:
        send_briefings(agency=agency, first=month_before(today), now=now)
