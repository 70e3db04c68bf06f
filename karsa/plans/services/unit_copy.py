"""Last year's plans of a whole unit as this year's drafts, each still to be spoken about."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from karsa.accounts.actor import Actor
from karsa.audit.services import record_many
from karsa.org.models import Unit
from karsa.plans import policies
from karsa.plans.models import PerformancePlan
from karsa.plans.queries.unit_copy import copies_of
from karsa.plans.services.copying import copy_years
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _


@transaction.atomic
def copy_unit(*, actor: Actor, unit: Unit, year: int) -> int:
    """Lay out a draft for everybody whose plan of last year can be copied; return how many.

    A draft is its owner's: it is changed, proposed and agreed as if they had started it. Who has
    a plan of the year keeps it. About 20 queries, however many people. Raises PermissionDenied
    to all but who divides the unit's work or types for it; Refused where nothing can be copied.
    """
    if not policies.can_copy_unit(actor, unit):
        raise PermissionDenied
    Unit.objects.select_for_update().get(pk=unit.pk)
    found = copies_of(unit, year, actor.today)
    targets = {one.source.pk: one.target for one in found if one.source and one.target}
    if not targets:
        raise Refused(_("Tidak ada rencana tahun lalu yang bisa disalin di unit ini."))
    PerformancePlan.objects.bulk_create(targets.values())
    copy_years(targets)
    record_many(actor, "plan.copied", targets.values())
    return len(targets)
