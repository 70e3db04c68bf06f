"""A course's effect, and the pulse: open, and released."""

from datetime import timedelta

from karsa.development import services
from karsa.development.models import Pulse
from karsa.development.tests.trained import desks
from karsa.org.tests import make


def moved_indicator(people) -> int:
    pk: int = desks(people.office).pk
    return pk


def open_pulse(people) -> int:
    closes = make.TODAY + timedelta(days=7)
    return services.open_pulse(actor=make.actor(people.hana), name="Kini", closes=closes).pk


def released_pulse(people) -> int:
    row = Pulse.objects.get(pk=open_pulse(people))
    services.release_pulses(agency=row.agency, today=row.closes + timedelta(days=1))
    return row.pk
