"""What BKN's e-Kinerja holds of the agency's people, as its two reports told it last."""

from django.db import models

from karsa.org.models import Employee
from karsa.rules.grade import Grade, Rating
from karsa.tenancy.models import AgencyModel


class NationalPlan(AgencyModel):
    """A row of BKN's Laporan SKP."""

    employee = models.ForeignKey(Employee, models.CASCADE, related_name="national_plans")
    external_id = models.CharField(max_length=64)  # skp_id
    status = models.CharField(max_length=80, blank=True)
    starts = models.DateField()
    ends = models.DateField()
    unit = models.CharField(max_length=300, blank=True)
    position = models.CharField(max_length=300, blank=True)
    is_acting = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "external_id"], name="national_plan_once")
        ]
        indexes = [models.Index(fields=["agency", "employee"], name="national_plan_of")]

    def __str__(self) -> str:
        return self.external_id


class NationalRating(AgencyModel):
    """A row of BKN's Laporan Penilaian SKP."""

    employee = models.ForeignKey(Employee, models.CASCADE, related_name="national_ratings")
    external_id = models.CharField(max_length=64)  # id
    starts = models.DateField()
    ends = models.DateField()
    result_rating = models.CharField(max_length=5, choices=[(one, one) for one in Rating])
    behaviour_rating = models.CharField(max_length=5, choices=[(one, one) for one in Rating])
    grade = models.CharField(max_length=18, choices=[(one, one) for one in Grade])

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "external_id"], name="national_rating_once")
        ]
        indexes = [models.Index(fields=["agency", "employee"], name="national_rating_of")]

    def __str__(self) -> str:
        return self.external_id
