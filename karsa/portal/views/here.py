"""What every public page begins with."""

from datetime import date

from django.http import HttpRequest

from karsa.kit import clock
from karsa.rules.calendar import local_day
from karsa.tenancy.models import Agency


def here(request: HttpRequest) -> tuple[Agency, date]:
    """Return the agency of the request and the day in its zone."""
    agency: Agency = request.agency  # type: ignore[attr-defined]
    return agency, local_day(clock.now(), agency.zone)
