"""Trainings as they happen: series, sessions, who comes and who came."""

from datetime import time
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from karsa.accounts.actor import Actor
from karsa.development.models.course import Course
from karsa.development.models.people import OfPersonQuerySet
from karsa.documents.models import IssuedDocument
from karsa.files.models import StoredFile
from karsa.org.models import Assignment, Employee, Unit
from karsa.rules.training import Meeting, Rhythm
from karsa.tenancy.models import AgencyModel

RHYTHMS = (
    (Rhythm.MONTHLY.value, _("Setiap bulan")),
    (Rhythm.QUARTERLY.value, _("Setiap triwulan")),
    (Rhythm.HALF_YEARLY.value, _("Setiap semester")),
    (Rhythm.YEARLY.value, _("Setiap tahun")),
)


class Offer(AgencyModel):
    """What a session and a series of them have in common."""

    place = models.CharField(max_length=200, blank=True)
    quota = models.PositiveSmallIntegerField()
    cost = models.DecimalField(max_digits=14, decimal_places=2, default=0)  # rupiah, estimated
    budget_line = models.CharField(max_length=120, blank=True)  # kode rekening

    class Meta:
        abstract = True


class TrainingSeries(Offer):
    """The same course again and again: its sessions of a year are made at once."""

    course = models.ForeignKey(Course, models.PROTECT, related_name="series")
    rhythm = models.CharField(max_length=11, choices=RHYTHMS)
    first = models.DateField()
    days = models.PositiveSmallIntegerField(default=1)

    def __str__(self) -> str:
        return f"{self.course_id} {self.rhythm}"


class TrainingSessionQuerySet(models.QuerySet["TrainingSession"]):
    def visible_to(self, actor: Actor) -> Self:
        """The calendar is public inside the agency."""
        return self.filter(agency=actor.agency)


class TrainingSession(Offer):
    """A course on its days. `unit` where it is held for one unit and those below it."""

    course = models.ForeignKey(Course, models.PROTECT, related_name="sessions")
    series = models.ForeignKey(TrainingSeries, models.SET_NULL, null=True, related_name="sessions")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    starts = models.DateField()
    ends = models.DateField()
    opens = models.TimeField(default=time(8))
    closes = models.TimeField(default=time(16))
    spent = models.DecimalField(max_digits=14, decimal_places=2, null=True)  # once it is known
    # Who teaches, of the house or not: names, as they are printed.
    trainer = models.CharField(max_length=200, blank=True, default="", db_default="")
    # The head of an office who opens it and stands for it, and need not teach.
    sponsor = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="sponsored")
    sponsor_words = models.CharField(max_length=300, blank=True)
    cancelled = models.CharField(max_length=200, blank=True)  # the reason

    objects = TrainingSessionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends__gte=F("starts")), name="training_ends_after"),
            models.CheckConstraint(
                condition=Q(closes__gt=F("opens")), name="training_closes_after"
            ),
            models.CheckConstraint(condition=Q(quota__gte=1), name="training_has_room"),
            models.UniqueConstraint(fields=["series", "starts"], name="training_once_in_series"),
        ]
        indexes = [models.Index(fields=["agency", "starts", "id"], name="training_by_day")]

    def __str__(self) -> str:
        return f"{self.course_id} {self.starts}"

    @property
    def meeting(self) -> Meeting:
        """Its days and hours, to compare with another's."""
        return Meeting(self.starts, self.ends, self.opens, self.closes)


class Registration(AgencyModel):
    """Somebody wants to come, may come, came. The post is the one they came from."""

    class State(models.TextChoices):
        REQUESTED = "requested", _("Menunggu persetujuan atasan")
        REFERRED = "referred", _("Menunggu persetujuan BKPSDM")
        WAITING = "waiting", _("Daftar tunggu")
        ENROLLED = "enrolled", _("Terdaftar")
        DECLINED = "declined", _("Belum disetujui")
        WITHDRAWN = "withdrawn", _("Dibatalkan")
        ATTENDED = "attended", _("Selesai diikuti")

    # Hold the person's days: nothing else may be booked over them.
    BINDING = (State.REQUESTED, State.REFERRED, State.WAITING, State.ENROLLED, State.ATTENDED)
    SEATED = (State.ENROLLED, State.ATTENDED)

    session = models.ForeignKey(TrainingSession, models.PROTECT, related_name="registrations")
    employee = models.ForeignKey(Employee, models.PROTECT, related_name="trainings")
    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="trainings")
    state = models.CharField(max_length=9, choices=State, default=State.REQUESTED)
    requested_at = models.DateTimeField()  # the order of the waiting list
    decided_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=300, blank=True)  # for hours beyond the ceiling
    answer = models.CharField(max_length=300, blank=True)
    completed_on = models.DateField(null=True)
    hours = models.PositiveSmallIntegerField(default=0)  # JP earned, as the course had them
    score_before = models.PositiveSmallIntegerField(null=True)  # percent
    score_after = models.PositiveSmallIntegerField(null=True)
    certificate = models.ForeignKey(IssuedDocument, models.PROTECT, null=True, related_name="+")
    paper = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")

    objects = OfPersonQuerySet["Registration"].as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["session", "employee"], name="registered_once"),
            models.CheckConstraint(
                condition=Q(completed_on=None) ^ Q(state="attended"), name="attended_on_a_day"
            ),
        ]
        indexes = [
            models.Index(fields=["agency", "employee", "state"], name="registration_of_person"),
            models.Index(fields=["agency", "completed_on"], name="registration_completed"),
        ]

    def __str__(self) -> str:
        return f"{self.session_id}: {self.employee_id}"


class Attendance(AgencyModel):
    """Present on a day of a session, once."""

    class Way(models.TextChoices):
        CODE = "code", _("Kode QR")
        LIST = "list", _("Daftar penyelenggara")

    registration = models.ForeignKey(Registration, models.CASCADE, related_name="attendances")
    day = models.DateField()
    way = models.CharField(max_length=4, choices=Way)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["registration", "day"], name="present_once")]

    def __str__(self) -> str:
        return f"{self.registration_id} {self.day}"
