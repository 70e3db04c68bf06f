"""Indicators, their figures and their feeds."""

from karsa.indicators.models import IndicatorCard, Observation, TargetRevision
from karsa.indicators.queries import library
from karsa.indicators.services import give_to_units
from karsa.indicators.tests import make as indicators
from karsa.indicators.tests import make_feed
from karsa.org.tests import make


def indicator(people: make.People) -> int:
    """An indicator of her clinic."""
    return indicators.indicator(people.clinic).pk


def feed(people: make.People) -> int:
    """A machine of her clinic."""
    return make_feed.feed(indicators.indicator(people.clinic, {"measure": "menit"})).pk


def held_event(people: make.People) -> int:
    """An event that is too odd to count unseen."""
    machine = make_feed.feed(indicators.indicator(people.clinic, {"measure": "menit"}))
    make_feed.send(machine, make_feed.row(1, 0))
    return Observation.objects.get(feed=machine).pk


def held_figure(people: make.People) -> int:
    """Such a figure of a month, as Andi typed it."""
    waits = {"state": "held", "held_because": "Nol.", "reported_by": people.andi}
    return indicators.figure(indicators.indicator(people.clinic), 2, 0, **waits).pk


def reworded(people: make.People) -> int:
    """An indicator of her clinic whose card has a second version."""
    row = indicators.indicator(people.clinic)
    more = {"measure": "orang", "reason": "Satuan diganti", "created_at": make.NOW}
    IndicatorCard.objects.create(agency=row.agency, indicator=row, version=2, **more)
    return row.pk


def revision(people: make.People) -> int:
    """A change of its target that Andi proposes."""
    row = indicators.indicator(people.clinic)
    said = {"year": 2026, "targets": {"0": {"value": "90", "was": None}}, "reason": "Data baru"}
    by = {"proposed_by": people.andi, "proposed_at": make.NOW}
    return TargetRevision.objects.create(agency=row.agency, indicator=row, **said, **by).pk


def library_code(people: make.People) -> str:
    """A card of the library."""
    return library.search("")[0].code


def andis_gift(people: make.People) -> int:
    """The report on an indicator that Andi gave to many units."""
    row, andi = indicators.indicator(people.clinic), make.actor(people.andi)
    return give_to_units(actor=andi, indicator=row, units=[people.office]).pk


def innovation(people: make.People) -> int:
    """What Rina changed in her clinic."""
    row = indicators.indicator(people.clinic)
    return indicators.innovation(people.clinic, people.rina, indicator=row).pk
