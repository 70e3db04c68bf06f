"""A lesson is taken once all its questions are answered rightly."""

from collections.abc import Sequence

from django.db import transaction

from karsa.accounts.actor import Actor
from karsa.audit.services import record
from karsa.development.models import LessonTaken
from karsa.development.queries.lessons import Lesson
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _


@transaction.atomic
def take_lesson(*, actor: Actor, lesson: Lesson, answers: Sequence[int]) -> LessonTaken:
    """Keep that the actor has understood a lesson; again changes nothing.

    `answers` are choices from 0, one a question. Raises Refused while one is wrong.
    """
    if list(answers) != [question.right for question in lesson.questions]:
        raise Refused(_("Belum semua tepat. Baca lagi penjelasannya, lalu pilih sekali lagi."))
    row, is_new = LessonTaken.objects.get_or_create(
        agency=actor.agency,
        user_id=actor.user_id or 0,
        lesson=lesson.slug,
        defaults={"on": actor.today},
    )
    if is_new:
        record(actor, "development.lesson_taken", row)
    return row
