"""The rows an evaluation stands on: results, entries and feedback, each in one query."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from itertools import groupby
from uuid import UUID

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from karsa.feedback.models import Feedback
from karsa.journal.models import DailyEntry
from karsa.org.models import Period
from karsa.plans.models import IndividualIndicator, PerformancePlan, WorkResult

_ASPECTS = dict(IndividualIndicator.Aspect.choices)
# As the rows hold them; finding a choice by its name takes longer than comparing it.
_ACCEPTED, _POSITIVE = DailyEntry.State.ACCEPTED.value, Feedback.Tone.POSITIVE.value


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """One measure of a result, as its plan says it."""

    text: str
    target: str
    aspect: str
    target_value: Decimal | None
    measure: str
    polarity: str
    indicator_id: int | None
    cascade: str

    @property
    def unit(self) -> str:
        """In what it is counted, as units are compared."""
        return self.measure.strip().casefold()

    @property
    def aspect_label(self) -> str:
        """The aspect or perspective in words; empty without."""
        return str(_ASPECTS[self.aspect]) if self.aspect else ""


@dataclass(frozen=True, slots=True)
class ResultRow:
    """One work result with its measures in order."""

    pk: int
    key: UUID
    is_main: bool
    text: str
    assigned_by: str
    measures: tuple[MeasureRow, ...]


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One entry that was sent; only an accepted one counts."""

    pk: int
    result_key: UUID
    day: date
    quantity: Decimal | None
    measure: str
    state: str
    text: str
    files: int

    @property
    def counts(self) -> bool:
        """Whether somebody has verified it."""
        return self.state == _ACCEPTED

    @property
    def unit(self) -> str:
        """In what it is counted, as units are compared; empty where it was not said."""
        return self.measure.strip().casefold()


@dataclass(frozen=True, slots=True)
class RemarkRow:
    """One piece of feedback, about a result or about one of the seven values."""

    pk: int
    result_key: UUID | None
    value: str
    source: str
    giver_id: int | None
    tone: str
    text: str
    reply: str
    day: date
    has_file: bool = False
    # Words of an outside party whom the employee invited are read, and never counted.
    is_own_guest: bool = False

    @property
    def is_positive(self) -> bool:
        """Whether it says that the expectation is met or exceeded."""
        return self.tone == _POSITIVE

    @property
    def words(self) -> str:
        """What was said; a tap of praise says it for itself."""
        return self.text or _("Kerja bagus!")

    @property
    def source_label(self) -> str:
        """In what capacity it was given; colleagues stay unnamed."""
        if self.is_own_guest:
            return _("Pihak luar, diundang pegawai: hanya untuk dibaca")
        return str(Feedback.Source(self.source).label)


def results_of(plans: Sequence[PerformancePlan]) -> Mapping[int, Sequence[ResultRow]]:
    """Return each plan's results, main ones first, by the plan's key. One query."""
    rows = WorkResult.objects.filter(plan__in=[plan.pk for plan in plans]).order_by(
        "plan", "order", "measures__order", "measures__pk"
    )
    names = [f"measures__{field.name}" for field in fields(MeasureRow)]
    found: dict[int, list[ResultRow]] = defaultdict(list)
    of_result = rows.values_list(
        "plan_id", "pk", "key", "kind", "text", "assigned_by", "measures__pk", *names
    )
    for (plan, *result), lines in groupby(of_result, key=lambda row: row[:6]):
        pk, key, kind, text, assigned_by = result
        measures = tuple(MeasureRow(*line[7:]) for line in lines if line[6] is not None)
        is_main = kind == WorkResult.Kind.MAIN
        found[plan].append(ResultRow(pk, key, is_main, text, assigned_by, measures))
    for own in found.values():
        own.sort(key=lambda row: not row.is_main)
    return found


def entries_of(
    plans: Sequence[PerformancePlan], period: Period
) -> Mapping[int, Sequence[EntryRow]]:
    """Return what was reported on each plan's post since the plan began, up to the period's end.

    By the post's key. Entries on older versions of the year's plan are included, by the key their
    result keeps; drafts are nobody's business. One query.
    """
    starts = {plan.assignment_id: plan.starts for plan in plans}
    rows = (
        DailyEntry.objects.filter(
            agency=period.agency_id,
            employee__in=_people(plans),
            assignment__in=list(starts),
            plan__year=period.year,
            day__range=(min(starts.values()), period.ends),
        )
        .exclude(state=DailyEntry.State.DRAFT)
        .annotate(files=Count("evidence"))
        .order_by("day", "pk")
    )
    names = ("pk", "result__key", "day", "quantity", "measure", "state", "text")
    found: dict[int, list[EntryRow]] = defaultdict(list)
    for post, *row in rows.values_list("assignment_id", *names, "files"):
        entry = EntryRow(*row)
        if entry.day >= starts[post]:
            found[post].append(entry)
    return found


def remarks_of(
    plans: Sequence[PerformancePlan], period: Period
) -> Mapping[int, Sequence[RemarkRow]]:
    """Return the feedback of the period on each plan's post, newest first, by the post's key.

    One query.
    """
    rows = (
        Feedback.objects.filter(
            agency=period.agency_id,
            employee__in=_people(plans),
            plan__assignment__in=[plan.assignment_id for plan in plans],
            plan__year=period.year,
            day__range=(period.starts, period.ends),
        )
        .annotate(has_file=Q(file__isnull=False))
        .order_by("-day", "-pk")
    )
    names = ("pk", "result__key", "value", "source", "giver_id", "tone", "text", "reply", "day")
    found: dict[int, list[RemarkRow]] = defaultdict(list)
    for post, *row in rows.values_list("plan__assignment_id", *names, "has_file", "is_own_guest"):
        found[post].append(RemarkRow(*row))
    return found


def _people(plans: Sequence[PerformancePlan]) -> list[int]:
    """By whom both tables are indexed together with the day."""
    return [plan.assignment.employee_id for plan in plans]
