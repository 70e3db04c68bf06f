from datetime import datetime

from karsa.jobs.registry import job
from karsa.journal.services import figures
from karsa.tenancy.models import Agency


@job("journal.figures")
def run_figures(agency: Agency, now: datetime, **kwargs: int | str) -> None:
    asked = {name: int(kwargs[name]) for name in ("year", "month", "result_id")}
    figures.add_up(agency=agency, now=now, **asked)
