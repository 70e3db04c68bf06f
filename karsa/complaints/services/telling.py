"""Who is told that a report waits: whoever has it to work on, never whom it is about."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet
from django.urls import reverse

from karsa.accounts.models import Grant
from karsa.accounts.roles import Role
from karsa.audit.services import Doer
from karsa.complaints.models import READERS, Case, Step
from karsa.inbox.models import Notice
from karsa.org.models import Assignment, Employee
from karsa.org.queries.heads import heads_of
from karsa.org.services.notices import tell_people
from karsa.rules.calendar import local_day


def tell(doer: Doer, case: Case, step: Step) -> None:
    """Let whoever has a report to work on know that a step of it waits. Six queries at most."""
    counts = dict.fromkeys(whom(case, local_day(doer.now, doer.agency.zone)), 1)
    kind, key = Notice.Kind.COMPLAINT_WAITING, f"complaint:{case.pk}:{step.pk}"
    tell_people(doer.agency, doer.now, counts, kind=kind, key=key, path=reverse("complaints:home"))


def whom(case: Case, day: date) -> list[int]:
    """Return the employees who have a report to work on. Two queries at most.

    Its handler; else the heads of its unit; the intake office where there are none.
    """
    if case.handler_id is not None:
        return [case.handler_id]
    if case.is_protected or case.unit is None:
        return officers(case, day)
    heads = [post.employee_id for post in heads_of([case.unit], day)]
    return heads or officers(case, day)


def officers(case: Case, day: date) -> list[int]:
    """Return the intake office, with the inspectors where a report is protected. One query.

    Never whom a protected report names, nor who works in or below the unit it is about.
    """
    roles = READERS if case.is_protected else (Role.COMPLAINTS_OFFICER,)
    rows = Employee.objects.filter(agency=case.agency_id, user__in=_holders(case, roles, day))
    if case.is_protected:
        rows = rows.exclude(_named(case, day))
    return list(rows.order_by("pk").values_list("pk", flat=True))


def _holders(case: Case, roles: Iterable[Role], day: date) -> QuerySet[Grant, int]:
    held = Grant.objects.filter(agency=case.agency_id, role__in=roles, starts__lte=day)
    return held.filter(Q(ends=None) | Q(ends__gte=day)).values_list("user", flat=True)


def _named(case: Case, day: date) -> Q:
    named = Q(pk__in=case.hearings.values("employee")) | Q(pk=case.about_employee_id or 0)
    if case.about_unit is None:
        return named
    posts = Assignment.objects.on(day).filter(unit__path__startswith=case.about_unit.path)
    return named | Q(pk__in=posts.values("employee"))
