from dataclasses import dataclass

import pytest

from karsa.accounts.actor import Actor
from karsa.org.tests import make as org
from karsa.plans.models import ActionItem, PerformancePlan, WorkResult
from karsa.plans.tests import make as plans


@dataclass(frozen=True)
class Work:
    """Rina's set plan with one result and one action, and the people as actors."""

    plan: PerformancePlan
    result: WorkResult
    action: ActionItem
    rina: Actor
    andi: Actor
    sinta: Actor
    dedi: Actor
    budi: Actor


@pytest.fixture
def work(people) -> Work:
    plan = plans.plan(people.rina.assignments.get())
    result = plans.result(plan)
    actors = {
        name: org.actor(getattr(people, name)) for name in ("rina", "andi", "sinta", "dedi", "budi")
    }
    return Work(plan=plan, result=result, action=plans.action(result), **actors)
