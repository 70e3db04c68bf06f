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
        return self.is_own and self.main.state in (State.ANSWERED, State.VERIFIED)

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
    steps = list(_steps(case, main))
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
    readable = _readable(case)
    found = CaseFile.objects.filter(readable, pk=pk).select_related("file").first()
    return found.file if found else None


def _steps(case: Case, main: Case) -> QuerySet[Step]:
    own = Q(case=case, is_public=True)
    shared = Q(case=main, is_public=True, kind__in=_SHARED)
    rows = Step.objects.filter(own if main.pk == case.pk else own | shared)
    return rows.select_related("unit").prefetch_related("files__file").order_by("-pk")


def _readable(case: Case) -> Q:
    own = Q(step__case=case, step__is_public=True)
    if case.main_id is None:
        return own
    return own | Q(step__case=case.main_id, step__is_public=True, step__kind__in=_SHARED)
