from typing import Self

from django.conf import settings
from django.db import models

from karsa.accounts.actor import Actor
from karsa.tenancy.models import AgencyModel


class LessonTakenQuerySet(models.QuerySet["LessonTaken"]):
    def visible_to(self, actor: Actor) -> Self:
        """One's own: no leader learns who learned what."""
        return self.filter(agency=actor.agency, user=actor.user_id or 0)


class LessonTaken(AgencyModel):
    """Somebody answered all questions of a lesson rightly; wrong answers are not kept."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    lesson = models.SlugField(max_length=40)
    on = models.DateField()

    objects = LessonTakenQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "user", "lesson"], name="lesson_taken_once")
        ]

    def __str__(self) -> str:
        return f"{self.lesson} #{self.user_id}"
