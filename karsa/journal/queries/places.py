"""What an entry can be about, by the value of a form and by the words of a file."""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from django.db.models import QuerySet

from karsa.accounts.actor import Actor
from karsa.journal.queries.mine import open_plans, plans_open_to
from karsa.kit import statements
from karsa.kit.prepared import prepared
from karsa.org.models import Assignment
from karsa.plans.models import ActionItem, PerformancePlan, WorkResult
from karsa.tenancy.models import Agency

# Phones ask this with each sending.
_NAMED = """
    SELECT r.id, r.plan_id, a.id, a.measure
    FROM org_assignment s
    JOIN plans_performanceplan p ON p.assignment_id = s.id
    JOIN plans_workresult r ON r.plan_id = p.id
    LEFT JOIN plans_actionitem a ON a.result_id = r.id AND a.id = ANY(%(actions)s)
    WHERE s.employee_id = %(me)s AND s.agency_id = %(agency)s
      AND (a.id IS NOT NULL OR r.id = ANY(%(results)s))
"""


class Place(NamedTuple):
    """A result of one's plan, perhaps by one of its actions."""

    result: WorkResult
    action: ActionItem | None

    @property
    def words(self) -> str:
        """How people and files call it: the action, else the result."""
        return self.action.text if self.action else self.result.text


def places(actor: Actor) -> dict[str, Place]:
    """Return the places of the actor's open plans by the value a form sends. Two queries."""
    plans = open_plans(actor).values("pk")
    actions = ActionItem.objects.filter(plan__in=plans)
    results = WorkResult.objects.filter(plan__in=plans).select_related("plan__assignment")
    named = {row.pk: row for row in results}
    return {f"a{row.pk}": Place(named[row.result_id], row) for row in actions} | {
        f"r{pk}": Place(row, None) for pk, row in named.items()
    }


def place_of(actor: Actor, value: str) -> Place | None:
    """Return one of these by its value, with its plan and post; None if it is none. One query.

    They know what an entry keeps of them, as in `places_named`.
    """
    asked = (actor.agency, actor.me, actor.today)
    for pk in _numbers([value], "a"):
        for measure, *result in _open_action(*asked, pk):
            by = {"id": pk, "result_id": result[0], "measure": measure}
            return Place(_result(actor, *result), statements.instance(ActionItem, by))
    for pk in _numbers([value], "r"):
        for result in _open_result(*asked, pk):
            return Place(_result(actor, *result), None)
    return None


@prepared
def _open_action(agency: Agency, me: int, today: date, pk: int) -> QuerySet[ActionItem, Any]:
    within = plans_open_to(agency, me, today).values("pk")
    rows = ActionItem.objects.filter(pk=pk, plan__in=within)
    return rows.values_list("measure", "result", "plan", "plan__assignment")


@prepared
def _open_result(agency: Agency, me: int, today: date, pk: int) -> QuerySet[WorkResult, Any]:
    within = plans_open_to(agency, me, today).values("pk")
    rows = WorkResult.objects.filter(pk=pk, plan__in=within)
    return rows.values_list("pk", "plan", "plan__assignment")


def _result(actor: Actor, pk: int, plan: int, post: int) -> WorkResult:
    """A result of the actor's own plan, with its plan and post."""
    own = {"agency_id": actor.agency.pk}
    result = statements.instance(WorkResult, own | {"id": pk, "plan_id": plan})
    result.plan = statements.instance(PerformancePlan, {"id": plan, "assignment_id": post})
    holder = own | {"id": post, "employee_id": actor.me}
    result.plan.assignment = statements.instance(Assignment, holder)
    return result


def places_named(actor: Actor, values: Iterable[str]) -> dict[str, Place]:
    """Return the actor's own places by the value a form gives them, of any plan and year.

    Results and actions hold what an entry keeps of them; the rest is read if asked. Whether the
    plan is still in force is asked when something is stored. One query.
    """
    keys = {"actions": _numbers(values, "a"), "results": _numbers(values, "r")}
    asked = {"me": actor.me, "agency": actor.agency.pk, **keys}
    found: dict[str, Place] = {}
    for result, plan, action, measure in statements.rows(_NAMED, asked):
        own = {"agency_id": actor.agency.pk, "plan_id": plan}
        of = statements.instance(WorkResult, {"id": result, **own})
        found[f"r{result}"] = Place(of, None)
        if action is not None:
            by = {"id": action, "result_id": result, "measure": measure, **own}
            found[f"a{action}"] = Place(of, statements.instance(ActionItem, by))
    return found


def by_words(actor: Actor) -> dict[str, Place]:
    """Return the same by their words as `plain` writes them; an action before a result."""
    found = sorted(places(actor).values(), key=lambda place: place.action is None, reverse=True)
    return {plain(place.words): place for place in found}


def plain(words: str) -> str:
    """Words as they are compared: blanks, case and a full stop at the end make no difference."""
    return " ".join(words.split()).casefold().rstrip(".")


def _numbers(values: Iterable[str], kind: str) -> list[int]:
    return sorted({int(one[1:]) for one in values if one[:1] == kind and _is_number(one[1:])})


def _is_number(digits: str) -> bool:
    return digits.isascii() and digits.isdecimal() and len(digits) <= 18
