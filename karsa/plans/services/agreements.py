"""What a unit promises for a year: drafted, signed by both parties, revised with a reason."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction

from karsa.accounts.actor import Actor
from karsa.audit.services import record
from karsa.indicators.models import Indicator, PerformanceNode
from karsa.org.models import Assignment, Employee, Unit
from karsa.org.queries.raters import rater_line
from karsa.plans import policies
from karsa.plans.models import (
    AgreementBudget,
    AgreementLine,
    AgreementObjective,
    PerformanceAgreement,
)
from karsa.plans.services.copying import carry_realisations, clone, copy_agreement
from karsa.plans.services.guards import need
from karsa.plans.services.results import cascade_of, next_order
from karsa.rules import flow
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _

State = PerformanceAgreement.State
_WORDS = _("Tulis dulu kalimatnya.")


@dataclass(frozen=True, slots=True)
class Labels:
    """Headings as the unit prints them ("SASARAN KEGIATAN"); empty: the usual words."""

    objective: str = ""
    indicator: str = ""
    budget: str = ""


@dataclass(frozen=True, slots=True)
class Parties:
    """Who promises, and to whom."""

    first: Employee | None
    second: Employee | None


@transaction.atomic
def draft_agreement(
    *,
    actor: Actor,
    unit: Unit,
    year: int,
    parties: Parties | None = None,
    labels: Labels = Labels(),
) -> PerformanceAgreement:
    """Begin the agreement of a unit; by default its head promises to the head's rater.

    Raises PermissionDenied for others than the unit's people in charge; Refused if the unit has
    one for the year.
    """
    if not policies.can_draft_agreement(actor, unit):
        raise PermissionDenied
    if PerformanceAgreement.objects.filter(unit=unit, year=year).exists():
        raise Refused(
            _("Perjanjian kinerja %(year)s unit ini sudah ada. Buka dan lanjutkan."), year=year
        )
    who = parties or _usual_parties(actor, unit)
    agreement = PerformanceAgreement.objects.create(
        agency=actor.agency,
        unit=unit,
        year=year,
        first_party=who.first,
        second_party=who.second,
        objective_label=labels.objective,
        indicator_label=labels.indicator,
        budget_label=labels.budget,
    )
    record(actor, "agreement.drafted", agreement)
    return agreement


def _usual_parties(actor: Actor, unit: Unit) -> Parties:
    head = (
        Assignment.objects.on(actor.today)
        .filter(unit=unit, is_head=True)
        .select_related("employee")
        .first()
    )
    if head is None:
        return Parties(None, None)
    line = rater_line(head.pk, actor.today)
    return Parties(head.employee, line.rater if line else None)


@transaction.atomic
def set_objective(
    *,
    actor: Actor,
    agreement: PerformanceAgreement,
    text: str,
    node: PerformanceNode | None = None,
    objective: AgreementObjective | None = None,
) -> AgreementObjective:
    """Add an objective to a draft, or change `objective`. Refused once it is being signed."""
    found = _draft(actor, agreement)
    row = objective or AgreementObjective(
        agency=actor.agency, agreement=found, order=next_order(found.objectives.all())
    )
    _check_part(row.agreement_id, found)
    row.text, row.node = need(text, _WORDS), node
    row.save()
    record(actor, "agreement.objective", row)
    return row


@transaction.atomic
def set_line(
    *,
    actor: Actor,
    objective: AgreementObjective,
    text: str,
    target: str = "",
    indicator: Indicator | None = None,
    cascade: str = "",
    line: AgreementLine | None = None,
) -> AgreementLine:
    """Add an indicator with its target as printed to an objective of a draft, or change `line`.

    `cascade` says how a linked indicator comes down, by default directly.
    """
    _draft(actor, objective.agreement)
    row = line or AgreementLine(
        agency=actor.agency, objective=objective, order=next_order(objective.lines.all())
    )
    if row.objective_id != objective.pk:
        raise PermissionDenied
    row.text, row.target, row.indicator = need(text, _WORDS), target.strip(), indicator
    row.cascade = cascade_of(indicator, cascade)
    row.save()
    record(actor, "agreement.line", row)
    return row


@transaction.atomic
def set_budget(
    *,
    actor: Actor,
    agreement: PerformanceAgreement,
    name: str = "",
    amount: int | None = None,
    budget: AgreementBudget | None = None,
) -> AgreementBudget:
    """Add a programme with its money in whole rupiah to a draft; what is unknown stays blank."""
    found = _draft(actor, agreement)
    row = budget or AgreementBudget(
        agency=actor.agency, agreement=found, order=next_order(found.budgets.all())
    )
    _check_part(row.agreement_id, found)
    row.name, row.amount = name.strip(), amount
    row.save()
    record(actor, "agreement.budget", row)
    return row


@transaction.atomic
def remove_part(
    *, actor: Actor, part: AgreementObjective | AgreementLine | AgreementBudget
) -> None:
    """Take an objective (with its indicators), an indicator or a budget out of a draft."""
    home = part.objective.agreement if isinstance(part, AgreementLine) else part.agreement
    _draft(actor, home)
    record(actor, "agreement.part_removed", part)
    part.delete()


@transaction.atomic
def sign_agreement(*, actor: Actor, agreement: PerformanceAgreement) -> PerformanceAgreement:
    """Sign: the first party promises, then the second accepts, and it is in force.

    Raises PermissionDenied for anybody else's turn; Refused if it holds no indicator yet, a party
    is missing, or it is signed already.
    """
    found = _lock(agreement)
    first = found.state == State.DRAFT
    may = policies.can_sign_first if first else policies.can_sign_second
    if not may(actor, found):
        raise PermissionDenied
    _check_signable(found)
    if first:
        found.state = flow.step(flow.AGREEMENT, found.state, State.PROPOSED)
    else:
        found.state = flow.step(flow.AGREEMENT, found.state, State.SIGNED)
        found.signed_on = actor.today
        _supersede(actor, found)
    found.save(update_fields=["state", "signed_on"])
    record(actor, f"agreement.{found.state}", found)
    return found


def _check_signable(agreement: PerformanceAgreement) -> None:
    if agreement.second_party_id is None:
        raise Refused(_("Pihak kedua belum ada. Tetapkan dulu pejabat penilai pimpinan unit ini."))
    if not AgreementLine.objects.filter(objective__agreement=agreement).exists():
        raise Refused(_("Perjanjian ini belum memuat indikator. Tambahkan paling sedikit satu."))


def _supersede(actor: Actor, agreement: PerformanceAgreement) -> None:
    before = PerformanceAgreement.objects.filter(
        unit=agreement.unit_id, year=agreement.year, state=State.SIGNED
    ).first()
    if before is not None:
        before.state = flow.step(flow.AGREEMENT, before.state, State.SUPERSEDED)
        before.save(update_fields=["state"])
        carry_realisations(before, agreement)
        record(actor, "agreement.superseded", before)


@transaction.atomic
def return_agreement(
    *, actor: Actor, agreement: PerformanceAgreement, reason: str
) -> PerformanceAgreement:
    """Give a promised agreement back with a reason: the second party asks for changes."""
    found = _lock(agreement)
    if not policies.can_sign_second(actor, found):
        raise PermissionDenied
    found.state = flow.step(flow.AGREEMENT, found.state, State.DRAFT)
    found.reason = need(reason, _("Tulis alasannya, supaya unit tahu apa yang perlu diubah."))[:300]
    found.save(update_fields=["state", "reason"])
    record(actor, "agreement.returned", found, note=reason)
    return found


@transaction.atomic
def revise_agreement(
    *, actor: Actor, agreement: PerformanceAgreement, reason: str
) -> PerformanceAgreement:
    """Open the next version of a signed agreement; the old stays in force until it is signed."""
    old = _lock(agreement)
    if not policies.can_draft_agreement(actor, old.unit):
        raise PermissionDenied
    flow.step(flow.AGREEMENT, old.state, State.SUPERSEDED)
    if PerformanceAgreement.objects.filter(
        unit=old.unit, year=old.year, state__in=(State.DRAFT, State.PROPOSED)
    ).exists():
        raise Refused(_("Versi baru perjanjian ini sudah dibuka. Lanjutkan versi itu."))
    why = need(reason, _("Tulis alasan perubahan perjanjian ini."))[:300]
    fresh = {"state": State.DRAFT, "signed_on": None, "actions_set_at": None}
    new = clone(old, version=old.version + 1, reason=why, actions_set_by_id=None, **fresh)
    new.save(force_insert=True)
    copy_agreement(old, new)
    record(actor, "agreement.revised", new, note=reason)
    return new


def _lock(agreement: PerformanceAgreement) -> PerformanceAgreement:
    return (
        PerformanceAgreement.objects.select_for_update(of=("self",))
        .select_related("unit")
        .get(pk=agreement.pk)
    )


def _draft(actor: Actor, agreement: PerformanceAgreement) -> PerformanceAgreement:
    found = _lock(agreement)
    if not policies.can_draft_agreement(actor, found.unit):
        raise PermissionDenied
    if found.state != State.DRAFT:
        raise Refused(
            _("Perjanjian ini sudah ditandatangani. Buka versi baru bila ada yang berubah.")
        )
    return found


def _check_part(agreement_id: int, agreement: PerformanceAgreement) -> None:
    if agreement_id != agreement.pk:
        raise PermissionDenied
