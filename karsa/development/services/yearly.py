"""The agency's year: its budget lines, and the approval that keeps what stood there."""

from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db import transaction

from karsa.accounts.actor import Actor
from karsa.audit.services import record
from karsa.development import policies
from karsa.development.models import DevelopmentPlan, TrainingBudget
from karsa.development.queries.yearly import snapshot_of, year_page
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _


@transaction.atomic
def set_budget(*, actor: Actor, year: int, line: str, amount: Decimal) -> TrainingBudget:
    """Say what a budget line may spend on learning in `year`, in rupiah.

    Raises PermissionDenied for others than the manager.
    """
    if not policies.can_keep(actor):
        raise PermissionDenied
    row, _new = TrainingBudget.objects.update_or_create(
        agency=actor.agency, year=year, line=line.strip(), defaults={"amount": amount}
    )
    record(actor, "development.budget_set", row, note=f"{amount}")
    return row


@transaction.atomic
def approve_year(*, actor: Actor, year: int) -> DevelopmentPlan:
    """Approve the plan of `year` as it stands, once; later changes stand beside what was kept.

    Raises PermissionDenied for others than the head of region; Refused for an empty plan, or one
    that was approved.
    """
    if not policies.can_approve_year(actor) or actor.employee_id is None:
        raise PermissionDenied
    page = year_page(actor, year)
    if page.approved:
        raise Refused(_("Rencana tahun ini sudah disetujui."))
    if not page.sessions and not page.needs:
        raise Refused(_("Belum ada kebutuhan atau sesi yang bisa disetujui."))
    row = DevelopmentPlan.objects.create(
        agency=actor.agency,
        year=year,
        content=snapshot_of(page),
        approved_by_id=actor.employee_id,
        approved_on=actor.today,
    )
    record(actor, "development.year_approved", row)
    return row
