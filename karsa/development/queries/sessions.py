"""Trainings as the calendar, a course and a session's page show them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import Count, Q, QuerySet

from karsa.accounts.actor import Actor
from karsa.development import policies
from karsa.development.models import Attendance, CourseMaterial, Registration, TrainingSession
from karsa.development.queries.hours import passes_ceiling
from karsa.org.models import Employee
from karsa.org.queries.calendar import calendar_of
from karsa.rules.training import Meeting, days_of, overlap

State = Registration.State
CALENDAR_ORDER = ("starts", "pk")
# Who has a seat stands first.
_SEEN = {
    State.ENROLLED: 0,
    State.ATTENDED: 0,
    State.WAITING: 1,
    State.REFERRED: 2,
    State.REQUESTED: 2,
}


class Test(StrEnum):
    """Which of the two tests."""

    BEFORE = "before"
    AFTER = "after"


def days_of_session(session: TrainingSession) -> tuple[date, ...]:
    """Return the days one is to be present on. One query a minute."""
    return days_of(session.starts, session.ends, calendar_of(session.agency))


def test_due(row: Registration, today: date) -> Test | None:
    """Return the test a seated person is to take now, None for none.

    Before: until the last day, while nothing was learned. After: once it was attended, or while
    one learns at one's own pace. It does not ask whether the course has questions. No query.
    """
    if row.state not in Registration.SEATED:
        return None
    attended = row.state == State.ATTENDED
    if row.score_before is None and not attended and today <= row.session.ends:
        return Test.BEFORE
    learns = attended or (row.session.course.is_own_pace and row.session.starts <= today)
    return Test.AFTER if learns and row.score_after is None else None


def for_list(rows: QuerySet[TrainingSession]) -> QuerySet[TrainingSession]:
    """Prepare sessions for a list: agency, course, unit, sponsor, and how many are `seated`."""
    seated = Count("registrations", filter=Q(registrations__state__in=Registration.SEATED))
    return rows.select_related("agency", "course", "unit", "sponsor").annotate(seated=seated)


def coming(actor: Actor) -> QuerySet[TrainingSession]:
    """Return sessions that are not over and not called off, for a list."""
    rows = TrainingSession.objects.visible_to(actor).filter(ends__gte=actor.today, cancelled="")
    return for_list(rows)


def past(actor: Actor) -> QuerySet[TrainingSession]:
    """Return sessions that are over, for a list."""
    rows = TrainingSession.objects.visible_to(actor).filter(ends__lt=actor.today, cancelled="")
    return for_list(rows)


def sponsored(actor: Actor) -> QuerySet[TrainingSession]:
    """Return sessions that a leader stands for, for a list."""
    rows = TrainingSession.objects.visible_to(actor).exclude(sponsor=None)
    return for_list(rows.filter(cancelled=""))


def clashes(
    session: TrainingSession, meeting: Meeting, people: Collection[int]
) -> list[Registration]:
    """Return what binds these people elsewhere on the hours of `meeting`. One query.

    Learning at one's own pace takes no hour.
    """
    if session.course.is_own_pace:
        return []
    held = Registration.objects.filter(
        agency=session.agency_id,
        employee__in=people,
        state__in=Registration.BINDING,
        session__starts__lte=meeting.ends,
        session__ends__gte=meeting.starts,
    ).exclude(session=session)
    return [
        other
        for other in held.select_related("session__course", "employee").order_by("pk")
        if not other.session.course.is_own_pace and overlap(meeting, other.session.meeting)
    ]


def sponsored_at(
    session: TrainingSession, meeting: Meeting, sponsor_id: int
) -> TrainingSession | None:
    """Return another session that this leader opens on the hours of `meeting`. One query."""
    rows = TrainingSession.objects.filter(
        agency=session.agency_id,
        sponsor=sponsor_id,
        cancelled="",
        starts__lte=meeting.ends,
        ends__gte=meeting.starts,
    ).exclude(pk=session.pk)
    found = rows.select_related("course").order_by("starts", "pk")
    return next((other for other in found if overlap(meeting, other.meeting)), None)


def my_trainings(actor: Actor) -> list[Registration]:
    """Return the actor's registrations that are not over, the next first. One query."""
    mine = Registration.objects.filter(agency=actor.agency, employee=actor.me)
    live = mine.filter(
        state__in=(State.REQUESTED, State.REFERRED, State.WAITING, State.ENROLLED),
        session__ends__gte=actor.today,
    )
    return list(live.select_related("session__course").order_by("session__starts", "pk"))


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody on a session's list, with the days they were there."""

    row: Registration
    days: frozenset[date]


@dataclass(frozen=True, slots=True)
class SessionPage:
    """A session as somebody reads it; participants only for who runs it."""

    days: tuple[date, ...]
    mine: Registration | None
    due: Test | None
    has_test: bool
    passes: bool  # beyond the hours the reader's contract allows
    can_run: bool
    can_mark: bool
    can_keep: bool
    can_sponsor: bool
    participants: tuple[Participant, ...]
    materials: tuple[CourseMaterial, ...]

    @property
    def can_take_paper(self) -> bool:
        """Whether the certificate is one's own to take now."""
        return self.mine is not None and is_certified(self.mine, has_test=self.has_test)

    @property
    def is_mine(self) -> bool:
        """Whether the reader has asked and not stepped back."""
        return self.mine is not None and self.mine.state in Registration.BINDING


def is_certified(row: Registration, *, has_test: bool) -> bool:
    """Whether a certificate may be issued: attended, and the test after done where there is one."""
    return row.state == State.ATTENDED and (not has_test or row.score_after is not None)


def session_page(actor: Actor, session: TrainingSession) -> SessionPage:
    """Return a session (of `for_list`) as `actor` reads it. Eight queries."""
    mine = session.registrations.filter(employee=actor.me).select_related("session__course").first()
    has_test = session.course.questions.exists()
    runs = policies.can_run(actor, session)
    return SessionPage(
        days=days_of_session(session),
        mine=mine,
        due=test_due(mine, actor.today) if mine and has_test else None,
        has_test=has_test,
        passes=_passes(actor, session),
        can_run=runs,
        can_mark=policies.can_mark(actor, session),
        can_keep=policies.can_keep(actor),
        can_sponsor=policies.can_sponsor(actor) and session.sponsor_id in (None, actor.employee_id),
        participants=participants(session) if runs else (),
        materials=tuple(session.course.materials.order_by("pk")),
    )


def _passes(actor: Actor, session: TrainingSession) -> bool:
    me = Employee.objects.filter(pk=actor.me).first()
    return me is not None and passes_ceiling(me, session)


def participants(session: TrainingSession) -> tuple[Participant, ...]:
    """Return who comes, waits and asks, each with the days they were there. Two queries."""
    rows = session.registrations.filter(state__in=Registration.BINDING)
    found = rows.select_related("employee", "assignment__unit")
    seen: dict[int, set[date]] = {}
    days = Attendance.objects.filter(registration__session=session)
    for pk, day in days.values_list("registration", "day"):
        seen.setdefault(pk, set()).add(day)
    people = [Participant(row, frozenset(seen.get(row.pk, ()))) for row in found]
    return tuple(
        sorted(people, key=lambda one: (_SEEN[State(one.row.state)], one.row.employee.name))
    )
