from django.db import models

from karsa.consultations.models.consultation import Consultation
from karsa.consultations.models.outreach import StakeholderGroup
from karsa.files.models import StoredFile
from karsa.org.models import Employee
from karsa.tenancy.models import AgencyModel


class Meeting(AgencyModel):
    """A musyawarah held face to face: where, when, what was said and agreed."""

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="meetings")
    day = models.DateField()
    place = models.CharField(max_length=200)
    led_by = models.CharField(max_length=120)
    points = models.TextField()  # one on a line
    agreements = models.TextField(blank=True)  # one on a line
    photo = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    recorded_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ("-day", "-pk")

    def __str__(self) -> str:
        return f"{self.day} {self.place}"


class MeetingParticipant(AgencyModel):
    """Who was there and in what capacity: personal, printed on the minutes, never public."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="participants")
    name = models.CharField(max_length=120)
    capacity = models.CharField(max_length=160, blank=True)
    group = models.ForeignKey(StakeholderGroup, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"#{self.pk}"
