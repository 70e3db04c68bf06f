"""One entry as lists and boards show it."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from karsa.journal.models import DailyEntry, EntryEvidence, EntryQuerySet, ReviewQuestion


@dataclass(frozen=True, slots=True)
class Proof:
    """A file of an entry; a picture is shown, the rest is named."""

    pk: int
    name: str
    is_picture: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reviewer asked about an entry, and the author's answer."""

    pk: int
    by: str
    text: str
    answer: str


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One entry: whose, what it moved, its evidence and its state."""

    pk: int
    employee_id: int
    assignment_id: int
    person: str
    day: date
    result: str
    action: str
    quantity: Decimal | None
    measure: str
    text: str
    state: str
    state_label: str
    sent_at: datetime | None
    reviewer: str
    reviewed_at: datetime | None
    reason: str
    evidence: tuple[Proof, ...]
    questions: tuple[Asked, ...] = ()
    is_awaiting: bool = False  # a phone has announced files that are still on their way

    @property
    def anchor(self) -> str:
        """The id of the row in a page; a template would write 1234 as "1.234"."""
        return f"catatan-{self.pk}"

    @property
    def seen(self) -> str:
        """What a decision is about: the entry as it was sent at this moment."""
        return self.sent_at.isoformat() if self.sent_at else ""

    @property
    def title(self) -> str:
        """What was done: the action, else the result."""
        return self.action or self.result

    @property
    def files(self) -> int:
        """How many files show it."""
        return len(self.evidence)


def rows_of(entries: EntryQuerySet) -> tuple[EntryRow, ...]:
    """Return the entries as rows, in their order. Two queries."""
    return tuple(map(row_of, entries.for_list()))


def row_of(entry: DailyEntry) -> EntryRow:
    """Return one entry as a row; its people and evidence should be at hand."""
    return EntryRow(
        pk=entry.pk,
        employee_id=entry.employee_id,
        assignment_id=entry.assignment_id,
        person=entry.employee.full_name,
        day=entry.day,
        result=entry.result.text,
        action=entry.action.text if entry.action else "",
        quantity=entry.quantity,
        measure=entry.measure,
        text=entry.text,
        state=entry.state,
        state_label=str(entry.get_state_display()),
        sent_at=entry.sent_at,
        reviewer=entry.reviewed_by.full_name if entry.reviewed_by else "",
        reviewed_at=entry.reviewed_at,
        reason=entry.review_reason,
        evidence=tuple(map(_proof, entry.evidence.all())),
        questions=tuple(map(_asked, getattr(entry, "asked", ()))),
        is_awaiting=getattr(entry, "is_awaiting", False),
    )


def _proof(evidence: EntryEvidence) -> Proof:
    picture = evidence.file.media_type.startswith("image/")
    return Proof(evidence.pk, evidence.file.name, picture)


def _asked(question: ReviewQuestion) -> Asked:
    return Asked(question.pk, question.asked_by.full_name, question.text, question.answer)
