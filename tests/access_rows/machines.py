"""Machines that are connected to her agency."""

from karsa.machines.models import Delivery, Event
from karsa.machines.services.announcing import put
from karsa.machines.tests import make as machines
from karsa.org.tests import make


def machine_token(people: make.People) -> int:
    """What the office's system shows to be let in."""
    return machines.token(people.rina.agency)[0].pk


def hook(people: make.People) -> int:
    """An address that is told."""
    return machines.hook(people.rina.agency, Event.PLAN_SET).pk


def stopped_hook(people: make.People) -> int:
    """One that is told no more."""
    return machines.hook(people.rina.agency, Event.PLAN_SET, stopped_at=make.NOW).pk


def delivery(people: make.People) -> int:
    """A message to it."""
    agency = people.rina.agency
    told = machines.hook(agency, Event.PLAN_SET)
    put(machines.administrator(agency), [told], Event.PLAN_SET, {"id": 1})
    return Delivery.objects.latest("pk").pk
