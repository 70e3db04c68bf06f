"""What every public page begins with."""

from datetime import date
from zoneinfo import ZoneInfo

from django.http import HttpRequest

from karsa.kit import clock
from karsa.tenancy.models import Agency


def here(request: HttpRequest) -> tuple[Agency, date]:
    """Return the agency of the request and the day in its zone."""
    agency: Agency = request.agency  # type: ignore[attr-defined]
    return agency, clock.now().astimezone(ZoneInfo(agency.zone)).date()
