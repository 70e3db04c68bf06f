"""The rows an evaluation stands on: entries and feedback, each in one query."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from karsa.feedback.models import Feedback
from karsa.journal.models import DailyEntry
from karsa.org.models import Period
from karsa.plans.models import PerformancePlan


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
        return self.state == DailyEntry.State.ACCEPTED


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
        return self.tone == Feedback.Tone.POSITIVE

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


def entries_of(plan: PerformancePlan, until: date) -> tuple[EntryRow, ...]:
    """Return what was reported on the plan's post since the plan began, up to `until`.

    Entries on older versions of the year's plan are included, by the key their result keeps;
    drafts are nobody's business. One query.
    """
    rows = (
        DailyEntry.objects.filter(
            agency=plan.agency_id,
            assignment=plan.assignment_id,
            plan__year=plan.year,
            day__range=(plan.starts, until),
        )
        .exclude(state=DailyEntry.State.DRAFT)
        .annotate(files=Count("evidence"))
        .order_by("day", "pk")
    )
    names = ("pk", "result__key", "day", "quantity", "measure", "state", "text")
    return tuple(EntryRow(*row) for row in rows.values_list(*names, "files"))


def remarks_of(plan: PerformancePlan, period: Period) -> tuple[RemarkRow, ...]:
    """Return the feedback of the period on the plan's post, newest first. One query."""
    rows = Feedback.objects.filter(
        agency=plan.agency_id,
        plan__assignment=plan.assignment_id,
        plan__year=plan.year,
        day__range=(period.starts, period.ends),
    ).order_by("-day", "-pk")
    names = ("pk", "result__key", "value", "source", "giver_id", "tone", "text", "reply", "day")
    rows = rows.annotate(has_file=Q(file__isnull=False))
    return tuple(RemarkRow(*row) for row in rows.values_list(*names, "has_file", "is_own_guest"))
