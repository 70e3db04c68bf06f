"""Who asked, came and completed in the demo; the printed people have something to see."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from karsa.accounts.actor import Actor
from karsa.development import services
from karsa.development.models import Attendance, Course, Registration, TrainingSession
from karsa.rules.training import days_of
from karsa.site.demo.chance import between, happens, share
from karsa.site.demo.people import SEATS
from karsa.site.demo.posts import Post
from karsa.site.demo.world import World

State = Registration.State
_PRINTED = [seat.nip for seat in SEATS]
_CERTIFIED = 4
_A_YEAR = 2
_ALONE = timedelta(days=6)


@dataclass(frozen=True, slots=True)
class Taught:
    """A course, what the library says of it, and its sessions."""

    course: Course
    said: dict[str, Any]
    sessions: Sequence[TrainingSession]


@dataclass(slots=True)
class _Diary:
    """What a person has: days that are taken, courses, and how many of them are over."""

    days: set[date] = field(default_factory=set)
    courses: set[str] = field(default_factory=set)
    done: int = 0

    def fits(self, one: Taught, session: TrainingSession, *, is_over: bool) -> bool:
        """Whether there is time for it, once a course, and a few in a year."""
        days = {session.starts, session.ends}
        free = not self.days & days and one.course.code not in self.courses
        return free and (not is_over or self.done < _A_YEAR)


def come(world: World, manager: Actor, taught: Sequence[Taught], posts: Sequence[Post]) -> None:
    """Write registrations, attendance and scores, and issue a few certificates. A dozen queries."""
    known = [post for post in posts if post.row.kind == "definitive"]
    diaries: dict[int, _Diary] = defaultdict(_Diary)
    rows = [
        row
        for one in taught
        for session in one.sessions
        for row in _registrations(world, one, session, known, diaries)
    ]
    Registration.objects.bulk_create(rows, batch_size=1000)
    Attendance.objects.bulk_create(_attendances(world, rows), batch_size=1000)
    mine = {row.employee.nip: row for row in rows if row.completed_on}
    for row in [mine[nip] for nip in _PRINTED if nip in mine][:_CERTIFIED]:
        day = row.completed_on or world.today
        services.issue_certificate(
            actor=replace(manager, today=day, now=world.at(day, 15)), row=row
        )


def _registrations(
    world: World,
    one: Taught,
    session: TrainingSession,
    posts: Sequence[Post],
    diaries: dict[int, _Diary],
) -> Iterator[Registration]:
    """The printed people first, who asks them, then by chance until many seats are taken."""
    is_over = session.ends < world.today
    fitting = [
        post
        for post in posts
        if one.said.get("field", post.field) == post.field
        and diaries[post.row.employee_id].fits(one, session, is_over=is_over)
    ]
    fitting.sort(
        key=lambda post: (
            post.row.employee.nip not in _PRINTED,
            is_over or not _asks(one, post),
            share(post.key, session.starts, one.course.code),
        )
    )
    many = between(session.quota // 2, session.quota, session.starts, one.course.code)
    for post in fitting[:many]:
        diary = diaries[post.row.employee_id]
        diary.days |= {session.starts, session.ends}
        diary.courses.add(one.course.code)
        diary.done += is_over
        yield _registration(world, one, session, post)


def _asks(one: Taught, post: Post) -> bool:
    """Who waits for the word of a printed leader."""
    return (
        post.line.rater.nip in _PRINTED
        and post.row.employee.nip not in _PRINTED
        and happens(0.12, post.key, one.course.code, "asks")
    )


def _registration(world: World, one: Taught, session: TrainingSession, post: Post) -> Registration:
    asks = _asks(one, post)
    asked = min(session.starts - timedelta(days=14), world.today)
    row = Registration(
        agency=world.agency,
        session=session,
        employee=post.row.employee,
        assignment=post.row,
        state=State.REQUESTED if asks else State.ENROLLED,
        requested_at=world.at(asked, 9),
        decided_by_id=None if asks else post.line.rater_id,
    )
    done = session.starts + _ALONE if one.course.is_own_pace else session.ends
    if done < world.today:
        row.state, row.completed_on, row.hours = State.ATTENDED, done, one.course.hours
        row.decided_by_id = post.line.rater_id
        if one.said.get("questions"):
            row.score_before = between(2, 6, post.key, one.course.code) * 10
            row.score_after = row.score_before + between(1, 4, post.key, "after") * 10
    return row


def _attendances(world: World, rows: Sequence[Registration]) -> Iterator[Attendance]:
    for row in rows:
        if row.completed_on and not row.session.course.is_own_pace:
            for day in days_of(row.session.starts, row.session.ends, world.calendar):
                yield Attendance(
                    agency=world.agency,
                    registration=row,
                    day=day,
                    way=Attendance.Way.CODE,
                    at=world.at(day, 8),
                )
