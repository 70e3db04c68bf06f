"""How the demo's people came to use Karsa: who has entered, learned, is helped, is called."""

from datetime import timedelta
from uuid import UUID

from karsa.accounts.models import User
from karsa.development.models import (
    Attendance,
    Course,
    LessonTaken,
    Registration,
    TrainingSession,
)
from karsa.development.queries.helping import colleagues
from karsa.development.queries.lessons import lessons
from karsa.development.services.calling import have_called
from karsa.development.services.helping import acting_for, draft_entry, let_help
from karsa.journal.models import DailyEntry
from karsa.journal.queries import places
from karsa.org.models import Assignment, Employee, Unit
from karsa.org.queries.actor import actor_of
from karsa.rules.refused import Refused
from karsa.site.demo.chance import happens
from karsa.site.demo.people import SEATS
from karsa.site.demo.world import World

_TOURED, _LEARNED = 0.8, 0.35
_KEY = UUID("5d0c6e4a-9a53-4d0a-8b7e-2f1c9a70d001")
_STAFF, _RATER, _MANAGER = SEATS[0].nip, SEATS[1].nip, SEATS[5].nip


def lay(world: World) -> None:
    """Write the beginnings; those who sign in see the tour for the first time. About 40 queries."""
    _enter(world)
    _learn(world)
    _help(world)
    _call(world)
    _meet(world)


def _enter(world: World) -> None:
    """Whoever has reported has been there; most have seen the tour."""
    seats = [seat.nip for seat in SEATS]
    reported = DailyEntry.objects.filter(agency=world.agency).order_by().values("employee__user")
    there = User.objects.filter(agency=world.agency, pk__in=reported.distinct())
    there.exclude(username__in=seats).update(last_login=world.now)
    toured = [pk for pk in there.values_list("pk", flat=True) if happens(_TOURED, "tour", pk)]
    rows = User.objects.filter(pk__in=toured).exclude(username__in=seats)
    rows.update(toured_on=world.today - timedelta(days=60))


def _learn(world: World) -> None:
    there = User.objects.filter(agency=world.agency, toured_on__isnull=False)
    LessonTaken.objects.bulk_create(
        LessonTaken(agency=world.agency, user_id=pk, lesson=lesson.slug, on=world.today)
        for pk in there.values_list("pk", flat=True)
        for lesson in lessons()
        if happens(_LEARNED, "lesson", pk, lesson.slug)
    )


def _help(world: World) -> None:
    """A colleague has typed yesterday for who signs in as staff."""
    person = _seated(world, _STAFF)
    actor = actor_of(_account(world, _STAFF), world.agency, world.now)
    for helper in colleagues(actor):
        try:
            helping = let_help(actor=actor, helper=helper, days=14)
        except Refused:
            continue
        helping.person = person
        asked = actor_of(_account(world, helper.nip), world.agency, world.now)
        found = places(acting_for(asked, helping))
        if found:
            place = next(iter(found.values()))
            day = world.working_days[-2]
            said = {"place": place, "day": day, "quantity": 3, "text": ""}
            draft_entry(actor=asked, helping=helping, key=_KEY, said=said)  # type: ignore[arg-type]
        return


def _call(world: World) -> None:
    """The manager calls some of the first offices where people are stuck."""
    manager = actor_of(_account(world, _MANAGER), world.agency, world.now)
    caller = _seated(world, _MANAGER)
    for unit in Unit.objects.filter(agency=world.agency, kind=Unit.Kind.OFFICE).order_by("path"):
        try:
            have_called(actor=manager, unit=unit, caller=caller)
        except Refused:
            continue
        return


def _meet(world: World) -> None:
    """A head has opened the first meeting about Karsa in his unit; everybody there came."""
    sponsor = _seated(world, _RATER)
    post = Assignment.objects.filter(employee=sponsor, is_head=True).order_by("pk").first()
    if post is None:
        return
    course = Course.objects.create(
        agency=world.agency,
        code="sosialisasi-karsa",
        title="Sosialisasi: mencatat hasil dalam 30 detik",
        kind=Course.Kind.SEMINAR,
        hours=1,
        provider="BKPSDM",
        summary="Sepuluh menit contoh, dua puluh menit mencoba di Latihan. Bahan: Belajar.",
    )
    day = world.working_days[0] + timedelta(days=14)
    session = TrainingSession.objects.create(
        agency=world.agency,
        course=course,
        unit=post.unit,
        starts=day,
        ends=day,
        quota=60,
        place="Ruang rapat",
        sponsor=sponsor,
        sponsor_words="Saya ikut mencoba bersama Anda.",
    )
    _come(world, session)


def _come(world: World, session: TrainingSession) -> None:
    """All of the unit but its head stood on the list."""
    day, unit = session.starts, session.unit
    rows = Assignment.objects.on(day).filter(unit=unit).exclude(employee=session.sponsor)
    came = {row.employee_id: row for row in rows.order_by("-kind")}
    made = Registration.objects.bulk_create(
        Registration(
            agency=world.agency,
            session=session,
            employee_id=row.employee_id,
            assignment=row,
            state=Registration.State.ATTENDED,
            requested_at=world.at(day, 8),
            completed_on=day,
            hours=session.course.hours,
        )
        for row in came.values()
    )
    Attendance.objects.bulk_create(
        Attendance(
            agency=world.agency,
            registration=row,
            day=day,
            way=Attendance.Way.LIST,
            at=world.at(day, 9),
        )
        for row in made
    )


def _account(world: World, nip: str) -> User:
    return User.objects.get(agency=world.agency, username=nip)


def _seated(world: World, nip: str) -> Employee:
    return Employee.objects.get(agency=world.agency, nip=nip)
