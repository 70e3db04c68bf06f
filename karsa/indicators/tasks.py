from datetime import datetime
from zoneinfo import ZoneInfo

from karsa.indicators.services import forecasting, rollup, sheets, voices
from karsa.jobs.registry import job
from karsa.tenancy.models import Agency


@job("indicators.rollup", own_scope=True, nightly=True)
def run_rollup(agency: Agency, now: datetime, **kwargs: int | str) -> None:
    rollup.roll_up(agency=agency, now=now)


@job("indicators.forecast", nightly=True)
def run_forecast(agency: Agency, now: datetime, **kwargs: int | str) -> None:
    """Of the indicators named, "3,17", else of all."""
    named = str(kwargs.get("indicator_ids", ""))
    forecasting.refresh_forecasts(
        agency=agency,
        year=now.astimezone(ZoneInfo(agency.zone)).year,
        now=now,
        indicator_ids=[int(one) for one in named.split(",")] if named else None,
    )


@job("indicators.sheet", own_scope=True)
def run_sheet(agency: Agency, now: datetime, **kwargs: int | str) -> None:
    sheets.run_sheet(agency=agency, batch_id=int(kwargs["batch_id"]), now=now)


@job("indicators.voices", nightly=True)
def run_voices(agency: Agency, now: datetime, **kwargs: int | str) -> None:
    """Of the service named, else of all."""
    named = kwargs.get("service_id")
    voices.feed_voices(agency=agency, now=now, service_id=int(named) if named else None)
