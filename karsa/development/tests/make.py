"""Competences, courses and trainings: name only what the test is about."""

from datetime import date, timedelta
from typing import Any

from karsa.development.models import (
    Competence,
    Course,
    CourseCompetence,
    CourseIndicator,
    CourseQuestion,
    DevelopmentItem,
    PositionNeed,
    Registration,
    TrainingSession,
)
from karsa.org.models import Employee
from karsa.org.tests.make import NOW, TODAY
from karsa.tenancy.models import Agency


def competence(agency: Agency, name: str = "Pelayanan publik", **over: Any) -> Competence:
    defaults = {"kind": Competence.Kind.MANAGERIAL} | over
    return Competence.objects.get_or_create(agency=agency, name=name, defaults=defaults)[0]


def need(person: Employee, level: int = 3, **over: Any) -> PositionNeed:
    """What the person's post needs."""
    post = person.assignments.get()
    over.setdefault("competence", competence(person.agency))
    return PositionNeed.objects.create(
        agency=person.agency, position=post.position, level=level, **over
    )


def course(agency: Agency, code: str = "loket", **over: Any) -> Course:
    """A day in a classroom that raises public service, unless it is named otherwise."""
    defaults = {
        "title": "Pelayanan cepat di loket",
        "kind": Course.Kind.CLASSROOM,
        "hours": 8,
        "provider": "BKPSDM",
    }
    made = Course.objects.create(agency=agency, code=code, **(defaults | over))
    CourseCompetence.objects.create(agency=agency, course=made, competence=competence(agency))
    return made


def moves(course: Course, indicator: Any) -> CourseIndicator:
    return CourseIndicator.objects.create(agency=course.agency, course=course, indicator=indicator)


def question(course: Course, text: str = "Mana yang lebih dulu?", right: int = 0) -> CourseQuestion:
    return CourseQuestion.objects.create(
        agency=course.agency,
        course=course,
        order=course.questions.count(),
        text=text,
        choices=["Menyapa", "Mencetak"],
        right=right,
    )


def session(course: Course, starts: date = TODAY + timedelta(days=7), **over: Any) -> Any:
    """One day next week, for twenty."""
    defaults = {"starts": starts, "ends": starts, "quota": 20, "place": "Aula BKPSDM"}
    return TrainingSession.objects.create(agency=course.agency, course=course, **(defaults | over))


def registration(session: TrainingSession, person: Employee, **over: Any) -> Registration:
    """Enrolled, unless another state is named."""
    defaults: dict[str, Any] = {"state": Registration.State.ENROLLED, "requested_at": NOW}
    if over.get("state") == Registration.State.ATTENDED:
        defaults |= {"completed_on": session.ends, "hours": session.course.hours}
    return Registration.objects.create(
        agency=session.agency,
        session=session,
        employee=person,
        assignment=person.assignments.get(),
        **(defaults | over),
    )


def item(person: Employee, by: Employee, **over: Any) -> DevelopmentItem:
    """A line of the plan that `by` proposed."""
    defaults = {
        "year": TODAY.year,
        "competence": competence(person.agency),
        "kind": Course.Kind.CLASSROOM,
        "activity": "Pelayanan cepat di loket",
        "due": date(TODAY.year, 6, 30),
        "proposed_by": by,
    }
    return DevelopmentItem.objects.create(
        agency=person.agency, employee=person, **(defaults | over)
    )
