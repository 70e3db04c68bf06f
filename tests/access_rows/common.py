"""What several rooms' rows begin with."""

from karsa.org.tests import make
from karsa.plans.models import PerformancePlan
from karsa.plans.tests import make as plans


def reported(people: make.People) -> PerformancePlan:
    """Rina's plan of the year, in force."""
    return plans.plan(people.rina.assignments.get())
