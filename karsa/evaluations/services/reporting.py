"""The report of results upwards (annex V.A.7), and its correction after an objection."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse

from karsa.accounts.actor import Actor
from karsa.audit.services import record
from karsa.evaluations.models import Objection, ReportTaken
from karsa.evaluations.policies import can_take_report
from karsa.evaluations.queries.listing import report_state
from karsa.inbox.models import Notice
from karsa.org.models import Period
from karsa.org.services.notices import tell_people


@transaction.atomic
def take_report(*, actor: Actor, period: Period) -> ReportTaken:
    """Keep that the report was taken, so that whoever has it hears of a corrected one.

    Raises PermissionDenied to all but the performance office.
    """
    if not can_take_report(actor):
        raise PermissionDenied
    row = ReportTaken.objects.create(
        agency=actor.agency,
        period=period,
        taken_by_id=actor.employee_id,
        taken_at=actor.now,
        decided=report_state(period).decided,
    )
    record(actor, "evaluations.report_taken", period)
    return row


def send_corrected(actor: Actor, objection: Objection) -> None:
    """Tell whoever has the report that an objection in it is decided. Five queries at most."""
    period = objection.evaluation.period
    taken = ReportTaken.objects.filter(period=period, taken_by__isnull=False)
    readers = taken.values_list("taken_by", flat=True).distinct()
    tell_people(
        actor.agency,
        actor.now,
        {pk: 1 for pk in readers if pk is not None},
        kind=Notice.Kind.REPORT_CORRECTED,
        key=f"report:{period.pk}:{objection.pk}",
        path=f"{reverse('evaluations:by_grade')}?periode={period.pk}",
    )
