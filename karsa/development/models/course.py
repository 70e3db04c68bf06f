from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from karsa.accounts.actor import Actor
from karsa.development.models.competence import Competence
from karsa.files.models import StoredFile
from karsa.indicators.models import Indicator
from karsa.tenancy.models import AgencyModel


class CourseQuerySet(models.QuerySet["Course"]):
    def visible_to(self, actor: Actor) -> Self:
        """The catalogue is public inside the agency."""
        return self.filter(agency=actor.agency)


class Course(AgencyModel):
    """One thing that can be learned: how, for how many hours (JP), from whom."""

    class Kind(models.TextChoices):
        """Forms of PerLAN 10/2018: classical ones first."""

        CLASSROOM = "classroom", _("Pelatihan klasikal")
        WORKSHOP = "workshop", _("Lokakarya atau bimbingan teknis")
        SEMINAR = "seminar", _("Seminar atau sosialisasi")
        E_LEARNING = "e_learning", _("E-learning")
        COACHING = "coaching", _("Coaching atau mentoring")
        BENCH = "bench", _("Belajar di tempat lain (benchmarking, magang)")
        STUDY = "study", _("Belajar mandiri")

    code = models.SlugField(max_length=40)
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, choices=Kind)
    hours = models.PositiveSmallIntegerField()  # JP of 45 minutes
    provider = models.CharField(max_length=200)
    summary = models.TextField(blank=True)
    is_open = models.BooleanField(default=True)

    objects = CourseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "code"], name="course_once_per_code")
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_own_pace(self) -> bool:
        """Learned alone: no days to be present on, the test after tells that it is done."""
        return self.kind in (self.Kind.E_LEARNING, self.Kind.STUDY)


class CourseCompetence(AgencyModel):
    """A competence the course raises."""

    course = models.ForeignKey(Course, models.CASCADE, related_name="competences")
    competence = models.ForeignKey(Competence, models.PROTECT, related_name="courses")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["course", "competence"], name="course_raises_once")
        ]

    def __str__(self) -> str:
        return f"{self.course_id}: {self.competence_id}"


class CourseIndicator(AgencyModel):
    """An indicator the course should move: what its effect is measured by."""

    course = models.ForeignKey(Course, models.CASCADE, related_name="indicators")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="courses")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["course", "indicator"], name="course_moves_once")
        ]

    def __str__(self) -> str:
        return f"{self.course_id}: {self.indicator_id}"


class CourseMaterial(AgencyModel):
    """A file to learn from, or one of the lessons beside this room (its slug)."""

    course = models.ForeignKey(Course, models.CASCADE, related_name="materials")
    title = models.CharField(max_length=200)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    lesson = models.SlugField(max_length=60, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(file__isnull=True) ^ Q(lesson=""), name="material_is_file_or_lesson"
            )
        ]

    def __str__(self) -> str:
        return self.title


class CourseQuestion(AgencyModel):
    """A question of the test before and after: what to choose from, which is right (from 0)."""

    course = models.ForeignKey(Course, models.CASCADE, related_name="questions")
    order = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=500)
    choices: "models.JSONField[list[str], list[str]]" = models.JSONField()
    right = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("order", "pk")

    def __str__(self) -> str:
        return self.text
