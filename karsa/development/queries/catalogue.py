"""The catalogue as its pages show it."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from karsa.accounts.actor import Actor
from karsa.development import policies
from karsa.development.models import (
    Course,
    CourseMaterial,
    CourseQuestion,
    TrainingSession,
)
from karsa.development.queries.sessions import for_list

COURSE_ORDER = ("title", "pk")


def courses(actor: Actor) -> QuerySet[Course]:
    """Return the courses, each with how many sessions are `coming`; closed ones for the keeper."""
    rows = Course.objects.visible_to(actor)
    if not policies.can_keep(actor):
        rows = rows.filter(is_open=True)
    live = Q(sessions__ends__gte=actor.today, sessions__cancelled="")
    return rows.annotate(coming=Count("sessions", filter=live))


@dataclass(frozen=True, slots=True)
class CoursePage:
    """A course's sessions, newest first, what it raises and moves, what one learns from."""

    sessions: tuple[TrainingSession, ...]
    competences: tuple[str, ...]
    indicators: tuple[tuple[int, str], ...]
    materials: tuple[CourseMaterial, ...]
    questions: tuple[CourseQuestion, ...]
    can_keep: bool


def course_page(actor: Actor, course: Course) -> CoursePage:
    """Return what stands on a course's page; questions for its keeper alone. Five queries."""
    keeps = policies.can_keep(actor)
    sessions = for_list(course.sessions.filter(cancelled="").order_by("-starts", "-pk"))[:30]
    named = course.indicators.values_list("indicator", "indicator__name")
    return CoursePage(
        sessions=tuple(sessions),
        competences=tuple(course.competences.values_list("competence__name", flat=True)),
        indicators=tuple(named.order_by("indicator__name")),
        materials=tuple(course.materials.order_by("pk")),
        questions=tuple(course.questions.all()) if keeps else (),
        can_keep=keeps,
    )
