"""What an agency sets up for its reports: subjects, who answers them, places, ready words."""

from django.db import models
from django.db.models import Q

from karsa.org.models import Service, Unit
from karsa.org.models.dated import Dated, DatedQuerySet
from karsa.tenancy.models import AgencyModel
from karsa.tenancy.turns import Remembered, RememberedQuerySet


class Category(Remembered, AgencyModel):
    """A subject that citizens choose from, in their own words."""

    name = models.CharField(max_length=120)
    order = models.PositiveSmallIntegerField(default=0)
    # About the conduct of an office or employee: handled away from whom it names.
    is_protected = models.BooleanField(default=False)
    is_open = models.BooleanField(default=True)

    objects = RememberedQuerySet["Category"].as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "name"], name="complaint_category_once")
        ]

    def __str__(self) -> str:
        return self.name


class Area(Remembered, AgencyModel):
    """A place of the national codes (Kemendagri): "35.10.01.2001" lies inside "35.10.01"."""

    code = models.CharField(max_length=13)
    name = models.CharField(max_length=120)

    objects = RememberedQuerySet["Area"].as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "code"], name="area_once")]

    def __str__(self) -> str:
        return self.name


class Route(AgencyModel, Dated):
    """Who answers a subject, from a day on; the narrower rule wins (service, then longest area)."""

    category = models.ForeignKey(Category, models.CASCADE, related_name="routes")
    service = models.ForeignKey(Service, models.CASCADE, null=True, related_name="+")
    area_code = models.CharField(max_length=13, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")

    objects = DatedQuerySet["Route"].as_manager()

    class Meta(Dated.Meta):
        pass

    def __str__(self) -> str:
        return f"{self.category_id} → {self.unit_id}"


class AnswerTemplate(AgencyModel):
    """Words an answer may begin with: of a unit, or of everybody."""

    title = models.CharField(max_length=120)
    text = models.TextField(max_length=4000)
    unit = models.ForeignKey(Unit, models.CASCADE, null=True, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="answer_template_speaks")]

    def __str__(self) -> str:
        return self.title
