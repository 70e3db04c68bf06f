from datetime import datetime

from karsa.development.services import profiles
from karsa.development.services.calling import forget_calls
from karsa.development.services.practice import take_back
from karsa.development.services.pulse import release_pulses
from karsa.jobs.registry import job
from karsa.rules.calendar import local_day
from karsa.tenancy.models import Agency


@job("development.profiles", own_scope=True)
def run_profiles(agency: Agency, now: datetime, **kwargs: int | str) -> None:
    profiles.run_profiles(agency=agency, batch_id=int(kwargs["batch_id"]), now=now)


@job("development.release_pulses", nightly=True)
def run_pulses(agency: Agency, now: datetime, **kwargs: int | str) -> None:
    """A pulse whose last day has passed is released by the night, never by a person."""
    release_pulses(agency=agency, today=local_day(now, agency.zone))


@job("development.take_practices_back", nightly=True)
def clear_practices(agency: Agency, now: datetime, **kwargs: int | str) -> None:
    """Grounds nobody has used for two weeks."""
    take_back(agency=agency, now=now)


@job("development.forget_calls", nightly=True)
def clear_calls(agency: Agency, now: datetime, **kwargs: int | str) -> None:
    """Names on lists of who is called, after a month."""
    forget_calls(agency=agency, now=now)
