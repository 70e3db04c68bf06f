"""Who asked, came and completed in the demo; the printed people have something to see."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from karsa.accounts.actor import Actor
from karsa.development import services
from karsa.development.models import Attendance, Course, Registration, TrainingSession
from karsa.rules.training import days_of
from karsa.site.demo.chance import between, share
from karsa.site.demo.people import SEATS
from karsa.site.demo.posts import Post
from karsa.site.demo.world import World

State = Registration.State
_PRINTED = frozenset(seat.nip for seat in SEATS)
_CERTIFIED = 3
_ASKING = 3  # of those who want to come next time, how many wait for their leader
_ALONE = timedelta(days=6)


@dataclass(frozen=True, slots=True)
class Taught:
    """A course, what the library says of it, and its sessions."""

    course: Course
    said: dict[str, Any]
    sessions: Sequence[TrainingSession]


def come(world: World, manager: Actor, taught: Sequence[Taught], posts: Sequence[Post]) -> None:
    """Write registrations, attendance and scores, and issue a few certificates. A dozen queries."""
    known = [post for post in posts if post.row.kind == "definitive"]
    busy: dict[int, set[date]] = defaultdict(set)
    rows = [
        row
        for one in taught
        for session in one.sessions
        for row in _registrations(world, one, session, known, busy)
    ]
    Registration.objects.bulk_create(rows, batch_size=1000)
    Attendance.objects.bulk_create(_attendances(world, rows), batch_size=1000)
    mine = [row for row in rows if row.completed_on and row.employee.nip in _PRINTED]
    for row in mine[:_CERTIFIED]:
        day = row.completed_on or world.today
        services.issue_certificate(
            actor=replace(manager, today=day, now=world.at(day, 15)), row=row
        )


def _registrations(
    world: World,
    one: Taught,
    session: TrainingSession,
    posts: Sequence[Post],
    busy: dict[int, set[date]],
) -> Iterator[Registration]:
    """The printed people first, then by chance until nearly all seats are taken."""
    days = {session.starts, session.ends}
    fitting = [
        post
        for post in posts
        if one.said.get("field", post.field) == post.field and not busy[post.row.employee_id] & days
    ]
    fitting.sort(
        key=lambda post: (
            post.row.employee.nip not in _PRINTED,
            share(post.key, session.starts, one.course.code),
        )
    )
    many = between(session.quota // 2, session.quota, session.starts, one.course.code)
    for number, post in enumerate(fitting[:many]):
        busy[post.row.employee_id] |= days
        yield _registration(world, one, session, post, asks=number >= many - _ASKING)


def _registration(
    world: World, one: Taught, session: TrainingSession, post: Post, *, asks: bool
) -> Registration:
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
