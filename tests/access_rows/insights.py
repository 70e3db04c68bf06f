"""The way from a goal to an entry."""

from karsa.audit.services import record
from karsa.audit.services import seal as seal_record
from karsa.documents.pades import certificate_of, make_certificate
from karsa.indicators.models import Indicator, StrategyItem
from karsa.insights.tests import make as insights
from karsa.journal.models import DailyEntry
from karsa.org.tests import make
from karsa.plans.models import WorkResult


def goal(people: make.People) -> int:
    """What her work serves in the end."""
    return _objective_of_way(people).parent_id or 0


def seal(people: make.People) -> int:
    """A seal over what was recorded so far."""
    record(make.actor(people.andi), "org.changed", people.clinic)
    made = seal_record(people.clinic.agency, make.NOW)
    assert made
    return made.number


def signed_seal(people: make.People) -> int:
    """The same, of an agency that has a certificate."""
    if not certificate_of(people.clinic.agency).exists():
        make_certificate(people.clinic.agency, make.NOW)
    return seal(people)


def drilled(people: make.People) -> int:
    """The indicator her work serves."""
    return Indicator.objects.get(objective=_objective_of_way(people)).pk


def drilled_result(people: make.People) -> int:
    """Her result that serves it."""
    _objective_of_way(people)
    return WorkResult.objects.get(plan__assignment__employee=people.rina).pk


def drilled_entry(people: make.People) -> int:
    """What was accepted for it."""
    _objective_of_way(people)
    return DailyEntry.objects.get(employee=people.rina).pk


def _objective_of_way(people: make.People) -> StrategyItem:
    found = StrategyItem.objects.filter(indicators__name="Ibu terlayani").first()
    return found or insights.way(people).objective
