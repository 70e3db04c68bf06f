from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from karsa.org.models import Employee
from karsa.rules.breach import told_by
from karsa.tenancy.models import AgencyModel


class Incident(AgencyModel):
    """A failure to protect personal data, and whether who must know was told in time.

    UU 27/2022 Pasal 46: the people concerned and the authority, in writing, within 3 × 24 hours.
    """

    title = models.CharField(max_length=120)
    found_at = models.DateTimeField()  # from when the clock runs
    happened = models.TextField(max_length=2000)  # when and how
    disclosed = models.TextField(max_length=1000)  # which data were disclosed
    people = models.TextField(max_length=300)  # whose
    count = models.PositiveIntegerField(null=True)  # empty: not known yet
    efforts = models.TextField(max_length=2000)  # what is done about it
    reported_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    people_told_at = models.DateTimeField(null=True)
    authority_told_at = models.DateTimeField(null=True)
    closed_on = models.DateField(null=True)
    lesson = models.TextField(max_length=2000, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True)
                | Q(people_told_at__isnull=False, authority_told_at__isnull=False),
                name="incident_is_told_before_it_is_closed",
            )
        ]
        indexes = [models.Index(fields=["agency", "-found_at"], name="incident_newest")]

    def __str__(self) -> str:
        return self.title

    @property
    def due(self) -> datetime:
        """When both must have been told at the latest."""
        return told_by(self.found_at)

    @property
    def is_told(self) -> bool:
        """Whether both have been told."""
        return self.people_told_at is not None and self.authority_told_at is not None

    def left(self, now: datetime) -> timedelta:
        """How long until then; negative once it is late."""
        return self.due - now


class IncidentMeasure(AgencyModel):
    """What was done about an incident; appended, never changed."""

    incident = models.ForeignKey(Incident, models.PROTECT, related_name="measures")
    text = models.CharField(_("Tindakan"), max_length=500)
    by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"#{self.incident_id} {self.at}"
