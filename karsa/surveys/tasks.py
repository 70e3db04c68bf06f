from datetime import datetime

from karsa.jobs.registry import job
from karsa.surveys.services import nightly, paper
from karsa.tenancy.models import Agency


@job("surveys.night", nightly=True)
def run_night(agency: Agency, now: datetime, **kwargs: int | str) -> None:
    nightly.look_over(agency=agency, now=now)
    nightly.forget(agency=agency, now=now)


@job("surveys.paper", own_scope=True)
def run_paper(agency: Agency, now: datetime, **kwargs: int | str) -> None:
    batch, survey = int(kwargs["batch_id"]), int(kwargs["survey_id"])
    paper.run_paper(agency=agency, batch_id=batch, survey_id=survey, now=now)
