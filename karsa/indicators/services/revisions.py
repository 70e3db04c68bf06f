"""A target that stands is changed in the open: proposed with its reason, decided by another.

The moment is the setting of the target, not the signing of the agreement: people, boards and
forecasts are held against a target from that day on, and agreements are known higher up only.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db import transaction

from karsa.accounts.actor import Actor
from karsa.audit.services import record
from karsa.indicators import policies
from karsa.indicators.models import Indicator, TargetRevision
from karsa.indicators.services.forecasting import forecast_later
from karsa.indicators.services.keeping import check_keeper, lock
from karsa.indicators.services.targets import (
    FIELDS,
    TargetWords,
    check_targets,
    differing,
    set_targets,
    standing_targets,
    write_targets,
)
from karsa.rules import flow
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _

State = TargetRevision.State


@transaction.atomic
def change_targets(
    *,
    actor: Actor,
    indicator: Indicator,
    year: int,
    targets: Sequence[TargetWords],
    reason: str = "",
) -> TargetRevision | None:
    """Set targets where none stand, else propose the change; return the proposal, if one was made.

    Raises as `set_targets` and `propose_revision`.
    """
    found = lock(indicator)
    if not differing(standing_targets(found, year), targets):
        set_targets(actor=actor, indicator=found, year=year, targets=targets)
        return None
    return propose_revision(actor=actor, indicator=found, year=year, targets=targets, reason=reason)


@transaction.atomic
def propose_revision(
    *, actor: Actor, indicator: Indicator, year: int, targets: Sequence[TargetWords], reason: str
) -> TargetRevision:
    """Propose other targets; what stands stays in force until somebody else approves.

    Raises PermissionDenied for whoever does not keep the unit's indicators; Refused without a
    reason, without a change, or while another proposal for the year waits.
    """
    found = lock(indicator)
    check_keeper(actor, found.unit)
    if actor.employee_id is None:
        raise PermissionDenied
    check_targets(targets)
    if not reason.strip():
        raise Refused(_("Tulis alasan perubahan target, supaya yang menyetujui dapat menimbang."))
    standing = standing_targets(found, year)
    new = [target for target in targets if standing.get(target.month) != target]
    if not new:
        raise Refused(_("Belum ada target yang berubah. Ubah dulu angkanya, lalu usulkan."))
    if found.revisions.filter(year=year, state=State.PROPOSED).exists():
        raise Refused(_("Masih ada usulan target tahun ini yang menunggu. Tunggu jawabannya dulu."))
    revision = TargetRevision.objects.create(
        agency=actor.agency,
        indicator=found,
        year=year,
        targets=_stored(standing, new),
        reason=reason.strip(),
        proposed_by_id=actor.employee_id,
        proposed_at=actor.now,
    )
    record(actor, "target_revision.proposed", revision, note=reason)
    return revision


@transaction.atomic
def decide_revision(
    *, actor: Actor, revision: TargetRevision, approve: bool, answer: str = ""
) -> TargetRevision:
    """Approve a proposal, which puts its targets in force, or refuse it with a reason.

    Raises PermissionDenied for its author and whoever does not decide; Refused without an answer
    to a refusal, or if it was decided already.
    """
    indicator = lock(revision.indicator)
    found = TargetRevision.objects.select_for_update().get(pk=revision.pk)
    found.indicator = indicator
    if not policies.can_decide_revision(actor, found):
        raise PermissionDenied
    then = State.APPROVED if approve else State.REFUSED
    found.state = flow.step(flow.REVISION, found.state, then)
    found.answer = answer.strip()
    if not approve and not found.answer:
        raise Refused(_("Tulis alasan penolakannya, supaya pengusul tahu apa yang perlu diubah."))
    if approve:
        found.targets = _put_in_force(found)
        forecast_later(actor.agency, [indicator.pk])
    found.decided_by_id, found.decided_at = actor.employee_id, actor.now
    found.save(update_fields=["state", "answer", "targets", "decided_by", "decided_at"])
    record(actor, f"target_revision.{then}", found, note=answer)
    return found


@transaction.atomic
def withdraw_revision(*, actor: Actor, revision: TargetRevision) -> TargetRevision:
    """Take one's own proposal back; what stands stays, and another may be proposed.

    Raises PermissionDenied for anybody but its author; Refused if it was decided already.
    """
    lock(revision.indicator)
    found = TargetRevision.objects.select_for_update().get(pk=revision.pk)
    if not policies.can_withdraw_revision(actor, found):
        raise PermissionDenied
    found.state = flow.step(flow.REVISION, found.state, State.WITHDRAWN)
    found.decided_by_id, found.decided_at = actor.employee_id, actor.now
    found.save(update_fields=["state", "decided_by", "decided_at"])
    record(actor, "target_revision.withdrawn", found)
    return found


def _put_in_force(revision: TargetRevision) -> dict[str, object]:
    """Write the proposed targets; return them with what they replace at this moment."""
    standing = standing_targets(revision.indicator, revision.year)
    new = [words_of(month, said) for month, said in revision.targets.items()]
    write_targets(revision.indicator, revision.year, new)
    return _stored(standing, new)


def _stored(standing: Mapping[int, TargetWords], new: Sequence[TargetWords]) -> dict[str, object]:
    return {
        str(target.month): _texts(target)
        | {"was": _texts(standing[target.month]) if target.month in standing else None}
        for target in new
    }


def _texts(target: TargetWords) -> dict[str, object]:
    values = asdict(target)
    return {field: f"{values[field]:f}" if values[field] is not None else None for field in FIELDS}


def words_of(month: str, said: Mapping[str, str | None]) -> TargetWords:
    """Read a target as a revision stores it."""
    values = {field: said.get(field) for field in FIELDS}
    return TargetWords(
        int(month), **{name: Decimal(text) if text else None for name, text in values.items()}
    )
