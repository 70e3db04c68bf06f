"""A way down through the small region: goal, objective, indicator, Andi's and Rina's results."""

from dataclasses import dataclass
from decimal import Decimal

from karsa.indicators.models import Indicator, StrategicPlan, StrategyItem
from karsa.indicators.tests import make as indicators
from karsa.insights.queries.team import Team, team_of
from karsa.journal.models import DailyEntry
from karsa.journal.queries import backlog, told_by_team
from karsa.journal.tests import make as journal
from karsa.org.models import Employee
from karsa.org.tests import make as org
from karsa.org.tests.make import People
from karsa.plans.models import WorkResult
from karsa.plans.tests import make as plans


@dataclass(frozen=True)
class Way:
    """The steps, from the goal to the entry with its evidence."""

    goal: StrategyItem
    objective: StrategyItem
    indicator: Indicator
    head: WorkResult
    result: WorkResult
    entry: DailyEntry


def strategy(people: People) -> tuple[StrategyItem, StrategyItem]:
    """A goal of the region's plan with one objective."""
    of = {"agency": people.clinic.agency}
    plan = StrategicPlan.objects.create(name="RPJMD", first_year=2025, last_year=2029, **of)
    above = None
    items = {}
    for kind, code in (("mission", "1"), ("goal", "1.1"), ("objective", "1.1.1")):
        text = {"goal": "Warga sehat", "objective": "Ibu dan anak sehat"}.get(kind, "Maju")
        above = StrategyItem.objects.create(
            plan=plan, kind=kind, code=code, text=text, parent=above, **of
        )
        items[kind] = above
    return items["goal"], items["objective"]


def way(people: People) -> Way:
    """Rina's accepted entry serves Andi's result, which carries an indicator of the clinic."""
    goal, objective = strategy(people)
    indicator = indicators.indicator(people.clinic, name="Ibu terlayani", objective=objective)
    indicators.target(indicator, 100)
    indicators.figure(indicator, 1, 70)
    indicators.figure(indicator, 2, 60)
    head = plans.result(plans.plan(people.andi.assignments.get()))
    plans.measure(head, indicator=indicator)
    result = plans.result(plans.plan(people.rina.assignments.get()), supports=head)
    plans.measure(result, target_value=Decimal(240), measure="orang", aspect="quantity")
    entry = journal.accepted(result, quantity=Decimal(40))
    journal.evidence(entry)
    return Way(goal, objective, indicator, head, result, entry)


def team(leader: Employee) -> Team:
    """The board of the people a leader rates."""
    actor = org.actor(leader)
    return team_of(actor, backlog(actor), told_by_team(actor))
