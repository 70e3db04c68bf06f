"""Lock a plan, ask who may, ask whether now: the opening of every act on a plan."""

from django.core.exceptions import PermissionDenied

from karsa.accounts.actor import Actor
from karsa.plans import policies
from karsa.plans.models import PerformancePlan
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _

State = PerformancePlan.State
_CLOSED = {
    State.PROPOSED: _(
        "Rencana ini sedang diajukan. Tarik kembali dulu bila ada yang ingin Anda ubah."
    ),
    State.AGREED: _(
        "Rencana ini sudah disepakati. Tarik kembali dulu bila ada yang ingin Anda ubah."
    ),
    State.SET: _(
        "Rencana ini sudah ditetapkan. Buka versi baru dengan alasannya bila ada yang berubah."
    ),
    State.SUPERSEDED: _("Versi ini sudah diganti. Buka versi yang berlaku untuk melanjutkan."),
}
_NOT_NOW = _(
    "Langkah ini belum bisa dilakukan: rencananya sekarang “%(state)s”. "
    "Muat ulang halaman untuk melihat langkah yang tersedia."
)


def lock(plan: PerformancePlan) -> PerformancePlan:
    """Return the plan as it is now, locked until the transaction ends. One query."""
    return (
        PerformancePlan.objects.select_for_update(of=("self",))
        .select_related("assignment__employee", "assignment__position", "assignment__unit")
        .get(pk=plan.pk)
    )


def writable(actor: Actor, plan: PerformancePlan) -> PerformancePlan:
    """Return the actor's own draft; 403 for another's, Refused for one that is out of hand."""
    found = owned(actor, plan)
    if found.state != State.DRAFT:
        raise Refused(_CLOSED[State(found.state)])
    return found


def living(actor: Actor, plan: PerformancePlan) -> PerformancePlan:
    """Return the actor's own plan in any version that still counts."""
    found = owned(actor, plan)
    if found.state == State.SUPERSEDED:
        raise Refused(_CLOSED[State.SUPERSEDED])
    return found


def owned(actor: Actor, plan: PerformancePlan) -> PerformancePlan:
    """Return the actor's own plan, locked; 403 for another's."""
    found = lock(plan)
    if not policies.can_write(actor, found):
        raise PermissionDenied
    return found


def led(actor: Actor, plan: PerformancePlan, *states: PerformancePlan.State) -> PerformancePlan:
    """Return a plan whose dialogue the actor leads; Refused outside `states` (any if none)."""
    found = lock(plan)
    if not policies.can_lead(actor, found):
        raise PermissionDenied
    if states and found.state not in states:
        raise Refused(_NOT_NOW, state=str(State(found.state).label).lower())
    return found


def ask_employee_again(plan: PerformancePlan) -> None:
    """What the leader changes after the employee agreed has to be agreed again."""
    if plan.employee_agreed_at is not None:
        plan.employee_agreed_at = None
        plan.save(update_fields=["employee_agreed_at"])


def need(text: str, sentence: str) -> str:
    """Return `text` without blanks around it; Refused with `sentence` when nothing is left."""
    if not text.strip():
        raise Refused(sentence)
    return text.strip()
