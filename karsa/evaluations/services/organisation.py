"""Setting the organisation's achievement of a unit."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from karsa.accounts.actor import Actor
from karsa.audit.services import record
from karsa.evaluations.models import OrganisationGrade
from karsa.evaluations.queries.basis import level_facts
from karsa.evaluations.queries.organisation import LevelProposal, propose_level, setters_of
from karsa.org.models import Period, Unit
from karsa.rules.grade import OrganisationLevel
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _


@transaction.atomic
def set_organisation_grade(
    *, actor: Actor, unit: Unit, period: Period, level: str, reason: str = ""
) -> OrganisationGrade:
    """Set the level of `unit` in `period`; setting it again replaces it, with the record kept.

    Raises PermissionDenied unless the agency's rules name the actor, Refused without a reason
    where it departs from what the indicators carry, or when the period is closed.
    """
    Unit.objects.select_for_update().get(pk=unit.pk)
    if not setters_of(unit, period, actor.today).lets(actor):
        raise PermissionDenied
    chosen = _level(level)
    proposal = propose_level(level_facts(actor.agency, [unit.pk], period)[unit.pk])
    _check(period, proposal, chosen, reason, actor)
    row, _made = OrganisationGrade.objects.update_or_create(
        agency=actor.agency,
        unit=unit,
        period=period,
        defaults={
            "level": chosen.value,
            "proposed": proposal.level.value if proposal.level else "",
            "achievement": proposal.achievement,
            "reason": reason.strip(),
            "set_by_id": actor.employee_id,
            "set_at": actor.now,
        },
    )
    record(actor, "evaluations.organisation_grade_set", row, note=f"{chosen.value}: {reason}")
    return row


def _level(level: str) -> OrganisationLevel:
    if level not in set(OrganisationLevel):
        raise Refused(_("Pilih dulu capaian kinerja organisasinya."))
    return OrganisationLevel(level)


def _check(
    period: Period, proposal: LevelProposal, chosen: OrganisationLevel, reason: str, actor: Actor
) -> None:
    if period.is_closed:
        raise Refused(
            _("Periode ini sudah ditutup, jadi capaian organisasinya tidak berubah lagi.")
        )
    if actor.today < period.starts:
        raise Refused(_("Periode ini belum dimulai."))
    if proposal.level is not chosen and not reason.strip():
        raise Refused(
            _(
                "Pilihan Anda berbeda dari usulan, atau indikatornya belum cukup data. "
                "Tulis alasannya supaya unit memahaminya."
            )
        )
