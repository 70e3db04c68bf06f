"""What the employee writes: results, their measures, manuals and strategies."""

from dataclasses import asdict, dataclass
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max, Model, ProtectedError, QuerySet

from karsa.accounts.actor import Actor
from karsa.audit.services import record
from karsa.indicators.models import Indicator
from karsa.org.queries.raters import rater_line
from karsa.plans.models import (
    Cascade,
    IndividualIndicator,
    ManualIndicator,
    PerformancePlan,
    Workblock,
    WorkResult,
)
from karsa.plans.services.guards import living, need, writable
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _

_WORDS = _("Tulis dulu kalimat hasilnya.")
_MEASURE = _("Tulis dulu ukuran keberhasilannya.")
_IN_USE = _(
    "Hasil ini sudah dipakai catatan harian, jadi tidak dapat dihapus. "
    "Ubah kalimatnya, atau biarkan dan jelaskan di dialog."
)


def next_order(rows: "QuerySet[Model]") -> int:
    """Return the number after the last. One query."""
    return (rows.aggregate(last=Max("order"))["last"] or 0) + 1


@dataclass(frozen=True, slots=True)
class ResultWords:
    """What one writes of a result. `supports` is a result of one's rater, or words stand alone."""

    text: str
    kind: str = WorkResult.Kind.MAIN
    assigned_by: str = ""
    supports: WorkResult | None = None
    supports_text: str = ""


@transaction.atomic
def add_result(*, actor: Actor, plan: PerformancePlan, words: ResultWords) -> WorkResult:
    """Add a result to one's own draft.

    Raises PermissionDenied for another's plan or a result that is not the rater's to support;
    Refused without words or when the plan is not a draft.
    """
    found = writable(actor, plan)
    result = WorkResult(agency=actor.agency, plan=found, order=next_order(found.results.all()))
    _write(actor, result, words)
    result.save(force_insert=True)
    record(actor, "result.added", result)
    return result


@transaction.atomic
def change_result(*, actor: Actor, result: WorkResult, words: ResultWords) -> WorkResult:
    """Reword a result of one's own draft; the old words stay in the record. Raises as above."""
    writable(actor, result.plan)
    before = result.text
    _write(actor, result, words)
    result.save(update_fields=["text", "kind", "assigned_by", "supports", "supports_text"])
    record(actor, "result.changed", result, note=before)
    return result


@transaction.atomic
def remove_result(*, actor: Actor, result: WorkResult) -> None:
    """Take a result out of one's own draft; Refused once daily entries report on it."""
    writable(actor, result.plan)
    record(actor, "result.removed", result, note=result.text)
    try:
        result.delete()
    except ProtectedError as error:
        raise Refused(_IN_USE) from error


def _write(actor: Actor, result: WorkResult, words: ResultWords) -> None:
    if words.supports is not None:
        _check_support(actor, result.plan, words.supports)
    result.text = need(words.text, _WORDS)
    result.kind = words.kind
    result.assigned_by = words.assigned_by.strip()
    result.supports = words.supports
    result.supports_text = words.supports_text.strip()


def _check_support(actor: Actor, plan: PerformancePlan, supports: WorkResult) -> None:
    """A result serves one's own rater's, of the same year."""
    line = rater_line(plan.assignment_id, actor.today)
    owner = supports.plan.assignment.employee_id
    if line is None or owner != line.rater_id or supports.plan.year != plan.year:
        raise PermissionDenied


@dataclass(frozen=True, slots=True)
class MeasureWords:
    """What one writes of a measure. `target` is printed; `target_value` with `measure` counts."""

    text: str
    target: str = ""
    aspect: str = ""
    target_value: Decimal | None = None
    measure: str = ""
    polarity: str = "maximize"
    indicator: Indicator | None = None
    cascade: str = ""


@transaction.atomic
def set_measure(
    *,
    actor: Actor,
    result: WorkResult,
    words: MeasureWords,
    measure: IndividualIndicator | None = None,
) -> IndividualIndicator:
    """Add a measure to a result of one's own draft, or change `measure`.

    Raises PermissionDenied for another's plan; Refused without words, with an aspect where a
    perspective is due or the reverse, or when the plan is not a draft.
    """
    plan = writable(actor, result.plan)
    if measure is not None and measure.result_id != result.pk:
        raise PermissionDenied
    _check_aspect(plan, words.aspect)
    row = measure or IndividualIndicator(
        agency=actor.agency, result=result, order=next_order(result.measures.all())
    )
    for name in ("target", "aspect", "target_value", "measure", "polarity", "indicator"):
        setattr(row, name, getattr(words, name))
    row.cascade = cascade_of(words.indicator, words.cascade)
    row.text = need(words.text, _MEASURE)
    row.save()
    record(actor, "measure.changed" if measure else "measure.added", row)
    return row


def cascade_of(indicator: Indicator | None, said: str) -> str:
    """How an indicator comes down: what was said, directly by default, nothing without one."""
    return (said or Cascade.DIRECT) if indicator else ""


def _check_aspect(plan: PerformancePlan, aspect: str) -> None:
    if aspect and plan.for_head != (aspect in IndividualIndicator.PERSPECTIVES):
        raise Refused(_("Rencana pimpinan memakai perspektif; rencana pegawai lain memakai aspek."))


@transaction.atomic
def remove_measure(*, actor: Actor, measure: IndividualIndicator) -> None:
    """Take a measure out of one's own draft."""
    writable(actor, measure.result.plan)
    record(actor, "measure.removed", measure, note=measure.text)
    measure.delete()


@dataclass(frozen=True, slots=True)
class ManualWords:
    """The fields of A.1.3 beside result and measure; an empty one prints blank."""

    title: str = ""
    purpose: str = ""
    definition: str = ""
    definition_items: str = ""
    formula: str = ""
    measurement_unit: str = ""
    quality: str = ""
    source: str = ""
    reporting_period: str = ""


@transaction.atomic
def write_manual(
    *, actor: Actor, measure: IndividualIndicator, words: ManualWords
) -> ManualIndicator:
    """Write the Manual Indikator (A.1.3) of a measure of one's own plan, at any time of it.

    Raises PermissionDenied for another's plan; Refused where the plan is not a head's.
    """
    plan = living(actor, measure.result.plan)
    if not plan.for_head:
        raise Refused(_("Manual indikator hanya untuk rencana pimpinan."))
    manual, _made = ManualIndicator.objects.update_or_create(
        agency=actor.agency, measure=measure, defaults=asdict(words)
    )
    record(actor, "manual.written", manual)
    return manual


@dataclass(frozen=True, slots=True)
class WorkblockWords:
    """The fields of A.1.4; lists are one step per line."""

    initiative: str
    intervenes_on: str = ""
    owner: str = ""
    parties: str = ""
    completion_time: str = ""
    beneficiary: str = ""
    purpose: str = ""
    budget: str = ""
    routine_activities: str = ""
    transformative_activities: str = ""
    routine_milestones: str = ""
    transformative_milestones: str = ""


@transaction.atomic
def write_workblock(
    *,
    actor: Actor,
    result: WorkResult,
    words: WorkblockWords,
    workblock: Workblock | None = None,
) -> Workblock:
    """Write a strategy (A.1.4) for a result of one's own plan, at any time of it."""
    living(actor, result.plan)
    if workblock is not None and workblock.result_id != result.pk:
        raise PermissionDenied
    need(words.initiative, _("Beri nama dulu pada strateginya."))
    row = workblock or Workblock(
        agency=actor.agency, result=result, order=next_order(result.workblocks.all())
    )
    for name, value in asdict(words).items():
        setattr(row, name, value)
    row.save()
    record(actor, "workblock.written", row)
    return row
