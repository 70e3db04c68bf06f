"""What was promised with a signature, for pages and data of citizens."""

from typing import Any

from django.db.models import QuerySet

from karsa.plans.models import AgreementLine, PerformanceAgreement
from karsa.tenancy.models import Agency


def promised(agency: Agency, year: int) -> QuerySet[Any, Any]:
    """Return the ids of the indicators in the signed agreements of a year, as a query of ids."""
    return _signed(agency).filter(objective__agreement__year=year).values("indicator")


def promised_years(agency: Agency) -> set[tuple[int, int]]:
    """Return (indicator, year) of every line in a signed agreement. One query."""
    rows = _signed(agency).values_list("indicator", "objective__agreement__year")
    return set(rows)


def _signed(agency: Agency) -> QuerySet[AgreementLine]:
    signed = PerformanceAgreement.State.SIGNED
    rows = AgreementLine.objects.filter(agency=agency, indicator__isnull=False)
    return rows.filter(objective__agreement__state=signed)
