"""The catalogue of the demo, its sessions past and to come, and the year's money."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from karsa.accounts.actor import Actor
from karsa.accounts.models import Grant
from karsa.accounts.roles import Role
from karsa.development import services
from karsa.development.models import (
    Course,
    CourseCompetence,
    CourseIndicator,
    CourseQuestion,
    TrainingBudget,
    TrainingSeries,
    TrainingSession,
)
from karsa.org.models import Employee
from karsa.org.queries.actor import actor_of
from karsa.site.demo import growth, participants
from karsa.site.demo.indicators import Measured
from karsa.site.demo.posts import Post
from karsa.site.demo.words.library import library
from karsa.site.demo.world import World

_SPRING = (4, 14)
_LINE = "5.1.02.02.12 Belanja kursus dan pelatihan"


def lay(world: World, measured: Iterable[Measured], posts: Sequence[Post]) -> None:
    """Write competences, courses and who came; the head of region approves. About 60 queries."""
    words = library("trainings")
    competences = growth.dictionary(world, words, posts)
    courses = _courses(world, words)
    _link(courses, words, competences, measured)
    manager = _holder(world, Role.PERFORMANCE_MANAGER)
    taught = [
        participants.Taught(course, said, _sessions(world, manager, course, said, posts))
        for course, said in zip(courses, words["courses"], strict=True)
    ]
    growth.lay(world, words, posts, competences, courses)
    participants.come(world, manager, taught, posts)
    TrainingBudget.objects.bulk_create(
        TrainingBudget(agency=world.agency, year=year, line=_LINE, amount=Decimal(240_000_000))
        for year in world.years
    )
    services.approve_year(actor=_holder(world, Role.REGENT), year=world.today.year)


def _courses(world: World, words: dict[str, Any]) -> list[Course]:
    rows = [(row["line"].split("|"), row["summary"]) for row in words["courses"]]
    return Course.objects.bulk_create(
        Course(
            agency=world.agency,
            code=code,
            title=title,
            kind=kind,
            hours=int(hours),
            provider=provider,
            summary=summary,
        )
        for (code, title, kind, hours, provider), summary in rows
    )


def _link(
    courses: Iterable[Course],
    words: dict[str, Any],
    competences: growth.Competences,
    measured: Iterable[Measured],
) -> None:
    """What courses raise and move, and their questions."""
    pairs, known = list(zip(courses, words["courses"], strict=True)), list(measured)
    CourseCompetence.objects.bulk_create(
        CourseCompetence(agency=course.agency, course=course, competence=competences[name])
        for course, said in pairs
        for name in said["raises"]
    )
    CourseIndicator.objects.bulk_create(
        CourseIndicator(agency=course.agency, course=course, indicator=one.row)
        for course, said in pairs
        for one in known
        if one.metric.name in said.get("moves", ())
    )
    CourseQuestion.objects.bulk_create(
        CourseQuestion(
            agency=course.agency, course=course, order=order, text=text, choices=choices, right=0
        )
        for course, said in pairs
        for order, (text, *choices) in enumerate(
            line.split("|") for line in said.get("questions", ())
        )
    )


def _sessions(
    world: World, manager: Actor, course: Course, said: dict[str, Any], posts: Iterable[Post]
) -> list[TrainingSession]:
    if "rhythm" in said:
        return list(_series(world, manager, course, said))
    head = next((post for post in posts if post.leads and post.field == said.get("field")), None)
    sponsor = head.row.employee if head and said.get("spring") else None
    return TrainingSession.objects.bulk_create(_twice(world, course, said, sponsor))


def _series(
    world: World, manager: Actor, course: Course, said: dict[str, Any]
) -> Iterator[TrainingSession]:
    """The sessions of the years shown, by the real service."""
    first, *later = world.years
    row = TrainingSeries(
        agency=world.agency,
        course=course,
        rhythm=said["rhythm"],
        first=date(first, 2, said["day"]),
        quota=30,
        place="Aula BKPSDM",
        cost=Decimal(4_500_000),
        budget_line=_LINE,
    )
    yield from services.open_series(actor=manager, row=row, year=first)
    for year in later:
        yield from services.make_sessions(actor=manager, series=row, year=year)


def _twice(
    world: World, course: Course, said: dict[str, Any], sponsor: Employee | None
) -> Iterator[TrainingSession]:
    """Once in the past and once to come; in spring where the library says so."""
    add = world.calendar.add
    past = add(world.today - timedelta(days=said["ago"]), 1) if "ago" in said else _spring(world)
    for starts in (past, add(world.today, said["ahead"])):
        last = starts + timedelta(days=60) if course.is_own_pace else add(starts, said["days"] - 1)
        cost = Decimal(0 if course.is_own_pace else 6_000_000)
        is_over = starts < world.today
        yield TrainingSession(
            agency=world.agency,
            course=course,
            starts=starts,
            ends=last,
            quota=24,
            place=said.get("place", ""),
            cost=cost,
            spent=cost if is_over and cost else None,
            budget_line=_LINE if cost else "",
            sponsor=sponsor,
            sponsor_words=said["sponsor"] if sponsor else "",
        )


def _spring(world: World) -> date:
    """The last one that is over: what came after it can be seen."""
    month, day = _SPRING
    this = date(world.today.year, month, day)
    if this + timedelta(days=7) < world.today:
        return this
    return date(world.today.year - 1, month, day)


def _holder(world: World, role: Role) -> Actor:
    """The actor of who holds a granted role."""
    grant = Grant.objects.filter(agency=world.agency, role=role).select_related("user").first()
    if grant is None:
        raise LookupError(role)
    return actor_of(grant.user, world.agency, world.now)
