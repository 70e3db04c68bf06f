"""The catalogue: courses, what they raise and move, what one learns from, how it is tested."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.core.files.base import File
from django.db import transaction

from karsa.accounts.actor import Actor
from karsa.audit.services import record
from karsa.development import policies
from karsa.development.models import (
    Competence,
    Course,
    CourseCompetence,
    CourseIndicator,
    CourseMaterial,
    CourseQuestion,
)
from karsa.development.queries.lessons import lessons
from karsa.files.kinds import EVIDENCE
from karsa.files.services import take
from karsa.indicators.models import Indicator
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _

_FIELDS = ("code", "title", "kind", "hours", "provider", "summary", "is_open")


@dataclass(frozen=True, slots=True)
class CourseWords:
    """A course as its keeper writes it; `hours` are JP."""

    code: str
    title: str
    kind: str
    hours: int
    provider: str
    summary: str = ""
    is_open: bool = True
    competences: Iterable[Competence] = ()
    indicators: Iterable[Indicator] = ()


@transaction.atomic
def keep_course(*, actor: Actor, said: CourseWords, course: Course | None = None) -> Course:
    """Add a course to the catalogue, or change one; hours earned before stay as they were.

    Raises PermissionDenied for others than the manager; Refused for a code that is taken.
    """
    _keeper(actor)
    row = course or Course(agency=actor.agency)
    if Course.objects.filter(agency=actor.agency, code=said.code).exclude(pk=row.pk).exists():
        raise Refused(_("Kode %(code)s sudah dipakai pelatihan lain."), code=said.code)
    for name in _FIELDS:
        setattr(row, name, getattr(said, name))
    row.save(update_fields=_FIELDS if row.pk else None)
    _link(row, said)
    record(actor, "development.course_kept", row)
    return row


def _link(row: Course, said: CourseWords) -> None:
    row.competences.all().delete()
    row.indicators.all().delete()
    CourseCompetence.objects.bulk_create(
        CourseCompetence(agency=row.agency, course=row, competence=one) for one in said.competences
    )
    CourseIndicator.objects.bulk_create(
        CourseIndicator(agency=row.agency, course=row, indicator=one) for one in said.indicators
    )


@transaction.atomic
def add_material(
    *,
    actor: Actor,
    course: Course,
    title: str,
    upload: "File[bytes] | None" = None,
    lesson: str = "",
) -> CourseMaterial:
    """Put a file or a lesson (its slug) beside a course.

    Raises PermissionDenied; Refused for a file that may not come, and for both or neither.
    """
    _keeper(actor)
    if bool(lesson) == (upload is not None) or lesson not in {"", *(o.slug for o in lessons())}:
        raise Refused(_("Unggah satu berkas, atau pilih satu pelajaran."))
    stored = None
    if upload is not None:
        stored = take(actor, upload, purpose="development.material", allow=EVIDENCE)
    row = CourseMaterial.objects.create(
        agency=actor.agency,
        course=course,
        title=title,
        file=stored,
        lesson=lesson,
    )
    record(actor, "development.material_added", row)
    return row


@transaction.atomic
def drop_material(*, actor: Actor, material: CourseMaterial) -> None:
    """Take a file away from a course; the stored file stays by its retention."""
    _keeper(actor)
    record(actor, "development.material_dropped", material.course, note=material.title)
    material.delete()


@transaction.atomic
def add_question(
    *, actor: Actor, course: Course, text: str, choices: Sequence[str], right: int
) -> CourseQuestion:
    """Add a question to the test; `right` counts from 0.

    Raises PermissionDenied for others than the manager; Refused for fewer than two choices, or
    a right one that is none of them.
    """
    _keeper(actor)
    if len(choices) < 2 or not 0 <= right < len(choices):
        raise Refused(_("Tulis paling sedikit dua pilihan, dan sebut nomor yang benar."))
    row = CourseQuestion.objects.create(
        agency=actor.agency,
        course=course,
        order=course.questions.count(),
        text=text,
        choices=list(choices),
        right=right,
    )
    record(actor, "development.question_added", row)
    return row


@transaction.atomic
def drop_question(*, actor: Actor, question: CourseQuestion) -> None:
    """Take a question out of the test; scores that were given stay."""
    _keeper(actor)
    record(actor, "development.question_dropped", question.course, note=question.text)
    question.delete()


def _keeper(actor: Actor) -> None:
    if not policies.can_keep(actor):
        raise PermissionDenied
