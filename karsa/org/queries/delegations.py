"""Who may rate by delegation, and which heads of units still need one."""

from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from karsa.org.models import Assignment, Delegation
from karsa.org.queries.raters import STRUCTURAL
from karsa.tenancy.models import Agency


def running_delegations(agency: Agency, day: date) -> QuerySet[Delegation]:
    """Delegations that count on `day` or later, with person and unit."""
    rows = Delegation.objects.filter(agency=agency).exclude(ends__lt=day)
    return rows.select_related("employee", "unit")


def heads_without_delegation(agency: Agency, day: date) -> QuerySet[Assignment]:
    """Posts that lead a unit without being structural, and without a delegation for it."""
    held = Delegation.objects.filter(employee=OuterRef("employee"), unit=OuterRef("unit")).exclude(
        ends__lt=day
    )
    heads = Assignment.objects.on(day).filter(agency=agency, is_head=True)
    heads = heads.exclude(position__kind__in=STRUCTURAL).filter(employee__is_active=True)
    return heads.filter(~Exists(held))
