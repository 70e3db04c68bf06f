"""A report as its reporter reads it: how it stands, what happened, what they can do now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from karsa.complaints.models import Case, CaseFile, Step
from karsa.complaints.queries.terms import clock_of, rules_of
from karsa.files.models import StoredFile
from karsa.org.queries.calendar import calendar_of
from karsa.rules.complaints import Clock

State, Kind = Case.State, Step.Kind
# What the reporters of joined cases read of the main one: staff's words to everybody.
_SHARED = (
    *(Kind.ROUTED, Kind.TAKEN, Kind.ANSWERED, Kind.VERIFIED, Kind.NOT_FIXED),
    *(Kind.CLIMBED, Kind.CLOSED),
)


@dataclass(frozen=True, slots=True)
class Tracked:
    """`case` is the reporter's own, `main` the one that is worked on: nearly always the same."""

    case: Case
    main: Case
    clock: Clock | None
    steps: Sequence[Step]
    answer: Step | None
    object_until: date | None
    reopen_until: date | None

    @property
    def is_own(self) -> bool:
        """Whether the reporter decides about it."""
        return self.case.pk == self.main.pk

    @property
    def can_add(self) -> bool:
        """More can be said until it is closed."""
        return self.main.state != State.CLOSED

    @property
    def can_judge(self) -> bool:
        """An answer or verification waits for the reporter's word."""
        return self.is_own and self.main.state in Case.JUDGED

    @property
    def can_reopen(self) -> bool:
        """Closed, and the days for opening it again are not over."""
        return self.is_own and self.reopen_until is not None

    @property
    def can_rate(self) -> bool:
        """There is an answer to rate."""
        return self.is_own and self.main.answered_on is not None


def tracked(case: Case, today: date) -> Tracked:
    """Return the page of a report with its agency. Four queries."""
    main = (
        case
        if case.main_id is None
        else Case.objects.select_related("agency", "unit").get(pk=case.main_id)
    )
    rows = _read_by(case).select_related("unit").prefetch_related("files__file")
    steps = list(rows.order_by("-pk"))
    calendar, rules = calendar_of(case.agency), rules_of(case.agency, today.year)
    verified = main.verified_on if main.state == State.VERIFIED else None
    until = calendar.add(main.closed_on, rules.reopening) if main.closed_on else None
    return Tracked(
        case=case,
        main=main,
        clock=clock_of(main, today),
        steps=steps,
        answer=next((step for step in steps if step.kind == Kind.ANSWERED), None),
        object_until=calendar.add(verified, rules.objection) if verified else None,
        reopen_until=until if until and today <= until else None,
    )


def file_of(case: Case, pk: int) -> StoredFile | None:
    """Return a file of a step that the reporter reads; None for any other. One query."""
    found = CaseFile.objects.filter(pk=pk, step__in=_read_by(case)).select_related("file").first()
    return found.file if found else None


def _read_by(case: Case) -> QuerySet[Step]:
    """What the reporter of a case reads: its steps, and of the main one staff's words to all."""
    own, shared = Q(case=case), Q(case=case.main_id, kind__in=_SHARED)
    return Step.objects.filter(own if case.main_id is None else own | shared, is_public=True)
