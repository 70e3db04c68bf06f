"""Setting the strategic plan: the whole tree is kept as it was, with the reason of the change."""

from django.db import transaction

from karsa.accounts.actor import Actor
from karsa.audit.services import record
from karsa.indicators.models import StrategicPlan, StrategicPlanVersion
from karsa.indicators.queries.versions import changes_between, snapshot_of
from karsa.indicators.services.tree import check_keeper
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _


@transaction.atomic
def set_strategic_plan(
    *, actor: Actor, plan: StrategicPlan, reason: str = ""
) -> StrategicPlanVersion:
    """Set the tree as it stands now: the next version. Nine queries for any size.

    Raises PermissionDenied for others; Refused while the plan is empty, where nothing changed
    since the last version, or for a later version without its reason.
    """
    check_keeper(actor)
    found = StrategicPlan.objects.select_for_update().get(pk=plan.pk)
    tree = snapshot_of(found)
    _check(found, tree, reason)
    found.version += 1
    found.save(update_fields=["version"])
    version = StrategicPlanVersion.objects.create(
        agency=actor.agency,
        plan=found,
        version=found.version,
        reason=reason.strip()[:300],
        tree=tree,
        set_by_id=actor.employee_id,
        set_at=actor.now,
    )
    record(actor, "strategic_plan.set", version, note=reason)
    return version


def _check(plan: StrategicPlan, tree: dict[str, object], reason: str) -> None:
    if not tree["items"] and not tree["nodes"]:
        raise Refused(_("Rencana ini masih kosong. Tambahkan misi, tujuan, dan sasarannya dulu."))
    last = plan.versions.order_by("-version").first()
    if last is None:
        return
    if not changes_between(last.tree, tree):
        raise Refused(_("Belum ada yang berubah sejak versi terakhir ditetapkan."))
    if not reason.strip():
        raise Refused(_("Tulis alasan perubahannya, supaya versi ini dapat dijelaskan kelak."))
