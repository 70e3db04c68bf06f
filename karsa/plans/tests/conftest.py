"""A plan of Rina's under way, and the people of its dialogue as actors."""

import pytest

from karsa.org.models import Assignment
from karsa.org.tests import make as org
from karsa.plans import services
from karsa.plans.models import PerformancePlan


@pytest.fixture
def post(people) -> Assignment:
    """Rina's post."""
    return Assignment.objects.get(employee=people.rina)


@pytest.fixture
def rina(people):
    return org.actor(people.rina)


@pytest.fixture
def andi(people):
    return org.actor(people.andi)


@pytest.fixture
def sinta(people):
    return org.actor(people.sinta)


@pytest.fixture
def budi(people):
    return org.actor(people.budi)


@pytest.fixture
def hana(people):
    return org.actor(people.hana)


@pytest.fixture
def draft(rina, post) -> PerformancePlan:
    """Rina's draft with one whole result: ready to be proposed."""
    plan = services.start_plan(
        actor=rina, assignment=post, year=2026, approach=PerformancePlan.Approach.QUANTITATIVE
    )
    result = services.add_result(
        actor=rina, plan=plan, words=services.ResultWords("Ibu hamil mendapat layanan")
    )
    services.set_measure(
        actor=rina,
        result=result,
        words=services.MeasureWords("Ibu hamil terlayani", "120 orang", "quantity"),
    )
    return plan


@pytest.fixture
def proposed(rina, draft) -> PerformancePlan:
    return services.propose(actor=rina, plan=draft)


@pytest.fixture
def settled(andi, proposed) -> PerformancePlan:
    """Rina's plan, set by Andi."""
    return services.set_plan(actor=andi, plan=proposed)
