"""The moments that reporting and reviewing share: whose row it is, and whether it is still open."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet

from karsa.accounts.actor import Actor
from karsa.journal.models import DailyEntry
from karsa.journal.policies import can_change
from karsa.kit import statements
from karsa.kit.prepared import prepared
from karsa.kit.remembered import remembered
from karsa.org.models import Assignment, Period
from karsa.org.queries.absence import grace_days
from karsa.org.queries.calendar import calendar_of
from karsa.org.queries.periods import all_periods
from karsa.org.queries.rules import deadline_rules
from karsa.plans.models import PerformancePlan
from karsa.rules.deadlines import evaluation_window
from karsa.rules.refused import Overtaken, Refused
from karsa.rules.refused import gettext_noop as _
from karsa.rules.reporting import check_day, reopened_until
from karsa.tenancy.models import Agency


def locked(entry: DailyEntry) -> DailyEntry:
    """Return the stored row, held until the transaction ends. One query."""
    return DailyEntry.objects.select_for_update().get(pk=entry.pk)


# Locked in one order, so that two sendings of one person wait for each other in turn.
_PLANS = """
    SELECT p.id, p.state, p.starts, p.ends, s.id, s.agency_id, s.employee_id
    FROM plans_performanceplan p JOIN org_assignment s ON s.id = p.assignment_id
    WHERE p.id = ANY(%s) ORDER BY p.id FOR UPDATE OF p
"""


def locked_plans(keys: Iterable[int]) -> dict[int, PerformancePlan]:
    """Return the plans by key with their posts, held until the transaction ends. One query.

    They know what an entry asks of them; the rest is read if asked.
    """
    return {row[0]: _plan(*row) for row in statements.write(_PLANS, [sorted(keys)])}


def _plan(
    pk: int, state: str, starts: date, ends: date, post: int, agency: int, employee: int
) -> PerformancePlan:
    known = {"id": pk, "state": state, "starts": starts, "ends": ends, "assignment_id": post}
    plan = statements.instance(PerformancePlan, known)
    holder = {"id": post, "agency_id": agency, "employee_id": employee}
    plan.assignment = statements.instance(Assignment, holder)
    return plan


@prepared
def stored(agency: Agency, keys: list[UUID]) -> QuerySet[DailyEntry]:
    """Return the rows that came under these keys. One query."""
    return DailyEntry.objects.filter(agency=agency, key__in=keys)


def own(actor: Actor, entry: DailyEntry) -> DailyEntry:
    """Return the stored row of one's own, held likewise. Raises PermissionDenied. One query."""
    row = locked(entry)
    if not can_change(actor, row):
        raise PermissionDenied
    return row


def is_closed(agency: Agency, employee_id: int, day: date, today: date) -> bool:
    """Tell whether a period that holds `day` is closed for that person. No query, or four.

    Days of outage or field duty in it keep it open for them a while longer.
    """
    held = closed_on(closed_periods(agency), day)
    return any(not _is_reopened(agency, employee_id, period, today) for period in held)


def closed_periods(agency: Agency) -> list[Period]:
    """Return the periods that are closed, as they were when the work began. No query.

    To be asked once for many entries: they are unpacked for it.
    """
    return remembered(
        f"closed_periods:{agency.pk}",
        lambda: [period for period in all_periods(agency) if period.is_closed],
    )


def closed_on(closed: Iterable[Period], day: date) -> list[Period]:
    """Return those of the closed periods that hold `day`. No query."""
    return [period for period in closed if period.starts <= day <= period.ends]


def _is_reopened(agency: Agency, employee_id: int, period: Period, today: date) -> bool:
    graces = grace_days(agency, employee_id, period.starts, period.ends)
    window = evaluation_window(period.ends, deadline_rules(agency, period.year))
    until = reopened_until(calendar_of(agency), window.closes, len(graces))
    return until is not None and today <= until


def check_open(actor: Actor, plan: PerformancePlan, day: date) -> None:
    """Accept a day of one's own plan that is in force. No query, or four.

    Raises: Refused for a draft or replaced plan, a day outside it or to come, a closed period.
    """
    closed = is_closed(actor.agency, actor.me, day, actor.today)
    check_within(plan, day, actor.today, closed)


def check_within(plan: PerformancePlan, day: date, today: date, is_closed: bool) -> None:
    """Accept a day of a plan in force whose period is open. No query. Raises like `check_open`."""
    _check_plan(plan)
    check_day(day, today=today, starts=plan.starts, ends=plan.ends, is_closed=is_closed)


def _check_plan(plan: PerformancePlan) -> None:
    if plan.state == PerformancePlan.State.SUPERSEDED:
        raise Overtaken(_("SKP ini sudah diganti. Pilih hasil kerja dari SKP yang berlaku."))
    if plan.state == PerformancePlan.State.DRAFT:
        raise Refused(_("SKP ini masih draf. Ajukan dulu, lalu catat kemajuannya."))
