"""Who got stuck is called by a helper: names stand on that list alone, and for a while."""

from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction

from karsa.accounts.actor import Actor
from karsa.audit.services import record
from karsa.development.models import HelpCall
from karsa.development.policies import can_keep
from karsa.development.queries.readiness import stuck_in
from karsa.org.models import Employee, Unit
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _
from karsa.tenancy.models import Agency

KEPT = timedelta(days=30)
AT_ONCE = 15


@transaction.atomic
def have_called(*, actor: Actor, unit: Unit, caller: Employee) -> int:
    """Put up to fifteen of an office who never reported on a helper's list; return how many.

    Nobody the helper rates. The keeper learns the number alone. Raises PermissionDenied for
    anybody but the performance manager, Refused where nobody is left to call.
    """
    if not can_keep(actor) or unit.agency_id != actor.agency.pk:
        raise PermissionDenied
    stuck = list(stuck_in(actor, unit, caller.pk)[:AT_ONCE])
    if not stuck:
        raise Refused(_("Tidak ada yang perlu dihubungi di unit ini oleh orang itu."))
    HelpCall.objects.bulk_create(
        HelpCall(
            agency=actor.agency,
            employee=post.employee,
            unit=unit,
            caller=caller,
            stage=_stage(post.employee),
            expires=actor.today + KEPT,
        )
        for post in stuck
    )
    record(actor, "development.calls_given", unit)
    return len(stuck)


@transaction.atomic
def tell_outcome(*, actor: Actor, call: HelpCall, outcome: HelpCall.Outcome) -> None:
    """Say how a call went. Raises PermissionDenied for anybody but whose list it stands on."""
    row = HelpCall.objects.select_for_update().get(pk=call.pk)
    if not HelpCall.objects.visible_to(actor).filter(pk=row.pk).exists():
        raise PermissionDenied
    row.outcome = outcome
    row.save(update_fields=["outcome"])
    record(actor, "development.called", row)


def forget_calls(*, agency: Agency, now: datetime) -> int:
    """Delete what is past its time; return how many. One query."""
    return HelpCall.objects.filter(agency=agency, expires__lt=now.date()).delete()[0]


def _stage(person: Employee) -> HelpCall.Stage:
    has_entered = person.user is not None and person.user.last_login is not None
    return HelpCall.Stage.ENTRY if has_entered else HelpCall.Stage.SIGN_IN
