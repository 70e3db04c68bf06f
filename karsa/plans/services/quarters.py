"""The agreement's action plan by quarters: written, set, carried out, confirmed by another."""

from dataclasses import asdict, dataclass
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db import transaction

from karsa.accounts.actor import Actor
from karsa.audit.services import record
from karsa.plans import policies
from karsa.plans.models import AgreementLine, PerformanceAgreement, QuarterAction
from karsa.plans.services.guards import need
from karsa.plans.services.results import next_order
from karsa.rules.quarters import QUARTERS, quarter_begins
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _

State = PerformanceAgreement.State
_SET = _("Rencana aksi ini sudah ditetapkan. Buka kembali dengan alasannya bila ada yang berubah.")
_REPLACED = _("Versi perjanjian ini sudah diganti. Buka versi yang berlaku untuk melanjutkan.")


@dataclass(frozen=True, slots=True)
class QuarterWords:
    """A step of a quarter: `target` as printed, `target_value` where it is a number."""

    text: str
    target: str = ""
    target_value: Decimal | None = None
    budget: int | None = None


@dataclass(frozen=True, slots=True)
class Brought:
    """What came of a step: `realised` as printed, its number, the money spent, a note."""

    realised: str = ""
    realised_value: Decimal | None = None
    spent: int | None = None
    note: str = ""


@transaction.atomic
def add_quarter_action(
    *, actor: Actor, line: AgreementLine, quarter: int, words: QuarterWords
) -> QuarterAction:
    """Add a step to a quarter of an agreement's indicator, until the action plan is set.

    Raises PermissionDenied for others than the unit's people in charge; Refused without words,
    once the plan is set, or for an old version.
    """
    _writable(actor, line.objective.agreement)
    if quarter not in QUARTERS:
        raise Refused(_("Pilih triwulan satu sampai empat."))
    row = QuarterAction(agency=actor.agency, line=line, quarter=quarter)
    row.order = next_order(line.actions.filter(quarter=quarter))
    _write(row, words)
    row.save(force_insert=True)
    record(actor, "quarter_action.added", row)
    return row


@transaction.atomic
def change_quarter_action(
    *, actor: Actor, action: QuarterAction, words: QuarterWords
) -> QuarterAction:
    """Change a step that is not set yet. Raises as `add_quarter_action`."""
    _writable(actor, action.line.objective.agreement)
    before = action.text
    _write(action, words)
    action.save(update_fields=list(QuarterWords.__dataclass_fields__))
    record(actor, "quarter_action.changed", action, note=before)
    return action


@transaction.atomic
def remove_quarter_action(*, actor: Actor, action: QuarterAction) -> None:
    """Take out a step that is not set yet."""
    _writable(actor, action.line.objective.agreement)
    record(actor, "quarter_action.removed", action, note=action.text)
    action.delete()


def _write(row: QuarterAction, words: QuarterWords) -> None:
    row.text = need(words.text, _("Tulis dulu apa yang akan dihasilkan pada triwulan ini."))
    _check_money(words.budget)
    row.target, row.target_value = words.target.strip(), words.target_value
    row.budget = words.budget


@transaction.atomic
def set_quarter_actions(*, actor: Actor, agreement: PerformanceAgreement) -> PerformanceAgreement:
    """Set the action plan: from now on it is carried out and reported on.

    Raises PermissionDenied unless the agency's rules name the actor; Refused while it is empty,
    or where it is set already.
    """
    found = _lock(agreement)
    if not policies.can_set_actions(actor, found):
        raise PermissionDenied
    _check_open(found)
    if not QuarterAction.objects.filter(line__objective__agreement=found).exists():
        raise Refused(_("Rencana aksi ini masih kosong. Tambahkan paling sedikit satu."))
    found.actions_set_at, found.actions_set_by_id = actor.now, actor.employee_id
    found.save(update_fields=["actions_set_at", "actions_set_by"])
    record(actor, "quarter_actions.set", found)
    return found


@transaction.atomic
def reopen_quarter_actions(*, actor: Actor, agreement: PerformanceAgreement, reason: str) -> None:
    """Open a set action plan again, with the reason; what was reported on it stays."""
    found = _lock(agreement)
    if not policies.can_set_actions(actor, found):
        raise PermissionDenied
    if found.state == State.SUPERSEDED:
        raise Refused(_REPLACED)
    if found.actions_set_at is None:
        raise Refused(_("Rencana aksi ini belum ditetapkan, jadi masih dapat diubah."))
    why = need(reason, _("Tulis alasannya, supaya perubahan rencana aksi dapat dijelaskan."))
    found.actions_set_at, found.actions_set_by = None, None
    found.save(update_fields=["actions_set_at", "actions_set_by"])
    record(actor, "quarter_actions.reopened", found, note=why)


@transaction.atomic
def report_quarter_action(
    *, actor: Actor, action: QuarterAction, brought: Brought
) -> QuarterAction:
    """Say what came of a step; saying it anew asks for another confirmation.

    Raises PermissionDenied for others than the unit's people in charge; Refused before the plan
    is set and signed, before the quarter has begun, or with nothing said.
    """
    agreement = _lock(action.line.objective.agreement)
    if not policies.can_draft_agreement(actor, agreement.unit):
        raise PermissionDenied
    _check_running(actor, agreement, action)
    if not (brought.realised.strip() or brought.realised_value is not None):
        raise Refused(_("Isi dulu realisasinya, dengan kata atau angka."))
    _check_money(brought.spent)
    for name, value in asdict(brought).items():
        setattr(action, name, value.strip() if isinstance(value, str) else value)
    action.reported_by_id, action.reported_at = actor.employee_id, actor.now
    action.confirmed_by, action.confirmed_at = None, None
    action.save(
        update_fields=[*Brought.__dataclass_fields__, *_STAMPS],
    )
    record(actor, "quarter_action.reported", action, note=brought.realised)
    return action


_STAMPS = ("reported_by", "reported_at", "confirmed_by", "confirmed_at")


@transaction.atomic
def confirm_quarter_action(*, actor: Actor, action: QuarterAction) -> QuarterAction:
    """Confirm a realisation: another person than the reporter. Refused with nothing to confirm."""
    agreement = _lock(action.line.objective.agreement)
    found = QuarterAction.objects.select_for_update().get(pk=action.pk)
    if not policies.can_confirm_action(actor, agreement.unit, found):
        raise PermissionDenied
    if not found.is_reported:
        raise Refused(_("Realisasinya belum dilaporkan."))
    if found.is_confirmed:
        raise Refused(_("Realisasi ini sudah dibenarkan."))
    found.confirmed_by_id, found.confirmed_at = actor.employee_id, actor.now
    found.save(update_fields=["confirmed_by", "confirmed_at"])
    record(actor, "quarter_action.confirmed", found)
    return found


def _check_running(actor: Actor, agreement: PerformanceAgreement, action: QuarterAction) -> None:
    if agreement.state == State.SUPERSEDED:
        raise Refused(_REPLACED)
    if agreement.state != State.SIGNED or agreement.actions_set_at is None:
        raise Refused(
            _("Realisasi diisi setelah perjanjian ditandatangani dan rencana aksinya ditetapkan.")
        )
    if actor.today < quarter_begins(agreement.year, action.quarter):
        raise Refused(_("Triwulan ini belum tiba. Laporkan realisasinya setelah berjalan."))


def _check_money(amount: int | None) -> None:
    if amount is not None and amount < 0:
        raise Refused(_("Anggaran tidak boleh kurang dari nol. Periksa kembali angkanya."))


def _writable(actor: Actor, agreement: PerformanceAgreement) -> None:
    found = _lock(agreement)
    if not policies.can_draft_agreement(actor, found.unit):
        raise PermissionDenied
    _check_open(found)


def _check_open(agreement: PerformanceAgreement) -> None:
    if agreement.state == State.SUPERSEDED:
        raise Refused(_REPLACED)
    if agreement.actions_set_at is not None:
        raise Refused(_SET)


def _lock(agreement: PerformanceAgreement) -> PerformanceAgreement:
    return (
        PerformanceAgreement.objects.select_for_update(of=("self",))
        .select_related("unit", "agency")
        .get(pk=agreement.pk)
    )
