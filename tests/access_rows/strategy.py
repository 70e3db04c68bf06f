"""The strategic plan and the performance tree."""

from karsa.indicators.models import (
    NodeLink,
    PerformanceNode,
    StrategicPlan,
    StrategicPlanVersion,
    StrategyItem,
)
from karsa.org.tests import make


def strategic_plan(people: make.People) -> int:
    """The region's plan."""
    named = {"name": "RPJMD", "first_year": 2025, "last_year": 2029}
    return StrategicPlan.objects.create(agency=people.clinic.agency, **named).pk


def tree_node(people: make.People) -> int:
    """A node that hangs below another."""
    return _tree_link(people).child_id


def tree_link(people: make.People) -> int:
    """What it hangs by."""
    return _tree_link(people).pk


def _tree_link(people: make.People) -> NodeLink:
    agency, plan = people.clinic.agency, strategic_plan(people)
    top, node = (
        PerformanceNode.objects.create(agency=agency, plan_id=plan, code=code, level="S", text="x")
        for code in ("S0", "S1")
    )
    return NodeLink.objects.create(agency=agency, child=node, parent=top)


def plans_mission(people: make.People) -> int:
    """A mission of the region's plan."""
    return _chapters(people)[0].pk


def clinics_objective(people: make.People) -> int:
    """An objective that the clinic answers for."""
    return _chapters(people)[2].pk


def clinics_program(people: make.People) -> int:
    """A programme that the clinic carries out."""
    return _chapters(people)[3].pk


def _chapters(people: make.People) -> list[StrategyItem]:
    plan, found = strategic_plan(people), [None]
    for kind in StrategyItem.Kind:
        words = {"kind": kind, "code": kind.value[:3], "text": "x", "owner": people.clinic}
        found.append(
            StrategyItem.objects.create(
                agency=people.clinic.agency, plan_id=plan, parent=found[-1], **words
            )
        )
    return found[1:]


def set_plan(people: make.People) -> int:
    """The region's plan, set once."""
    plan = strategic_plan(people)
    facts = {"version": 1, "tree": {}, "set_at": make.NOW}
    StrategicPlanVersion.objects.create(agency=people.clinic.agency, plan_id=plan, **facts)
    return plan
