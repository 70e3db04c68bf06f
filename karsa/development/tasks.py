from datetime import datetime

from karsa.development.services import take_practices_back
from karsa.jobs.registry import job
from karsa.tenancy.models import Agency


@job("development.take_practices_back", nightly=True)
def clear_practices(agency: Agency, now: datetime, **kwargs: int | str) -> None:
    """Grounds nobody has used for two weeks."""
    take_practices_back(agency=agency, now=now)
