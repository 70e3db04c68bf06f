"""The moments that reporting and reviewing share: whose row it is, and whether it is still open."""

from datetime import date

from django.core.exceptions import PermissionDenied

from karsa.accounts.actor import Actor
from karsa.journal.models import DailyEntry
from karsa.journal.policies import can_change
from karsa.org.models import Period
from karsa.plans.models import PerformancePlan
from karsa.rules.refused import Overtaken, Refused
from karsa.rules.refused import gettext_noop as _
from karsa.rules.reporting import check_day
from karsa.tenancy.models import Agency


def locked(entry: DailyEntry) -> DailyEntry:
    """Return the stored row, held until the transaction ends. One query."""
    return DailyEntry.objects.select_for_update().get(pk=entry.pk)


def own(actor: Actor, entry: DailyEntry) -> DailyEntry:
    """Return the stored row of one's own, held likewise. Raises PermissionDenied. One query."""
    row = locked(entry)
    if not can_change(actor, row):
        raise PermissionDenied
    return row


def is_closed(agency: Agency, day: date) -> bool:
    """Tell whether a period that holds `day` is closed. One query."""
    return Period.objects.filter(
        agency=agency, is_closed=True, starts__lte=day, ends__gte=day
    ).exists()


def check_open(agency: Agency, plan: PerformancePlan, day: date, today: date) -> None:
    """Accept a day of a plan that is in force. One query.

    Raises: Refused for a draft or replaced plan, a day outside it or to come, a closed period.
    """
    check_within(plan, day, today, is_closed(agency, day))


def check_within(plan: PerformancePlan, day: date, today: date, is_closed: bool) -> None:
    """Accept a day of a plan in force whose period is open. No query. Raises like `check_open`."""
    _check_plan(plan)
    check_day(day, today=today, starts=plan.starts, ends=plan.ends, is_closed=is_closed)


def _check_plan(plan: PerformancePlan) -> None:
    if plan.state == PerformancePlan.State.SUPERSEDED:
        raise Overtaken(_("SKP ini sudah diganti. Pilih hasil kerja dari SKP yang berlaku."))
    if plan.state == PerformancePlan.State.DRAFT:
        raise Refused(_("SKP ini masih draf. Ajukan dulu, lalu catat kemajuannya."))
