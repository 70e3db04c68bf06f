"""The organisation's achievement of a unit: who sets it, and who speaks beside the indicators."""

from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db import transaction

from karsa.accounts.actor import Actor
from karsa.audit.services import record
from karsa.evaluations.models import (
    LeaderExpectation,
    LevelAdvice,
    OrganisationGrade,
    ReformIndex,
)
from karsa.evaluations.policies import can_advise_level, can_enter_index
from karsa.evaluations.queries.annual import year_grounds
from karsa.evaluations.queries.basis import level_facts
from karsa.evaluations.queries.organisation import (
    LevelProposal,
    head_of,
    propose_level,
    setters_of,
    superiors_of,
)
from karsa.evaluations.services.held import held
from karsa.org.models import Period, Unit
from karsa.rules.grade import OrganisationLevel
from karsa.rules.organisation import check_index
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
    proposal = propose_level(
        level_facts(actor.agency, [unit.pk], period)[unit.pk],
        year_grounds(actor.agency, [unit.pk], period)[unit.pk],
    )
    _check_period(actor, period)
    _check_reason(proposal, chosen, reason)
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


@transaction.atomic
def say_expectation(
    *, actor: Actor, unit: Unit, period: Period, verdict: str, words: str
) -> LeaderExpectation:
    """Record how the year of `unit` came out against what its head's superior expected.

    Raises PermissionDenied to all but that superior (of an office also the head of region, and
    the performance office on behalf); Refused for a quarter, without words, or once it is closed.
    """
    Unit.objects.select_for_update().get(pk=unit.pk)
    if not superiors_of(unit, actor.today).lets(actor):
        raise PermissionDenied
    _check_period(actor, period)
    if not period.is_annual:
        raise Refused(_("Ekspektasi pimpinan dicatat untuk setahun, bukan untuk triwulan."))
    if verdict not in LeaderExpectation.Verdict.values or not words.strip():
        raise Refused(_("Pilih capaiannya, dan tulis atas kenyataan apa Anda menilai begitu."))
    row, _made = LeaderExpectation.objects.update_or_create(
        agency=actor.agency,
        unit=unit,
        period=period,
        defaults={
            "verdict": verdict,
            "words": words.strip(),
            "said_by_id": actor.me,
            "said_at": actor.now,
        },
    )
    record(actor, "evaluations.expectation_said", row, note=f"{verdict}: {row.words}")
    return row


@transaction.atomic
def advise_level(
    *, actor: Actor, unit: Unit, period: Period, level: str, reason: str
) -> LevelAdvice:
    """Record what the evaluation team recommends; who sets the level is not bound by it.

    Raises PermissionDenied to all but the unit's team, Refused without a reason or once closed.
    """
    Unit.objects.select_for_update().get(pk=unit.pk)
    if not can_advise_level(actor, unit, head_of(unit, actor.today)):
        raise PermissionDenied
    _check_period(actor, period)
    chosen = _level(level)
    if not reason.strip():
        raise Refused(_("Tulis alasan rekomendasi tim: capaian dan bukti apa yang dibahas."))
    row, _made = LevelAdvice.objects.update_or_create(
        agency=actor.agency,
        unit=unit,
        period=period,
        defaults={
            "level": chosen.value,
            "reason": reason.strip(),
            "given_by_id": actor.me,
            "given_at": actor.now,
        },
    )
    record(actor, "evaluations.level_advised", row, note=f"{chosen.value}: {row.reason}")
    return row


@transaction.atomic
def enter_index(
    *,
    actor: Actor,
    year: int,
    value: Decimal,
    scale: Decimal,
    source: str,
    unit: Unit | None = None,
) -> ReformIndex:
    """Enter the index of bureaucratic reform of a year, of `unit` or of the whole agency.

    Raises PermissionDenied to all but the performance office, Refused outside the scale or
    without a source.
    """
    if not can_enter_index(actor):
        raise PermissionDenied
    check_index(value, scale)
    if not source.strip():
        raise Refused(_("Tulis dari surat atau laporan mana angka ini berasal."))
    row, _made = ReformIndex.objects.update_or_create(
        agency=actor.agency,
        unit=unit,
        year=year,
        defaults={
            "value": value,
            "scale": scale,
            "source": source.strip(),
            "entered_by_id": actor.me,
            "entered_at": actor.now,
        },
    )
    record(actor, "evaluations.index_entered", row, note=f"{value} / {scale}: {row.source}")
    return row


def _level(level: str) -> OrganisationLevel:
    if level not in set(OrganisationLevel):
        raise Refused(_("Pilih dulu capaian kinerja organisasinya."))
    return OrganisationLevel(level)


def _check_period(actor: Actor, period: Period) -> None:
    if held(period).is_closed:
        raise Refused(
            _("Periode ini sudah ditutup, jadi capaian organisasinya tidak berubah lagi.")
        )
    if actor.today < period.starts:
        raise Refused(_("Periode ini belum dimulai."))


def _check_reason(proposal: LevelProposal, chosen: OrganisationLevel, reason: str) -> None:
    if proposal.level is not chosen and not reason.strip():
        raise Refused(
            _(
                "Pilihan Anda berbeda dari usulan, atau indikatornya belum cukup data. "
                "Tulis alasannya supaya unit memahaminya."
            )
        )
