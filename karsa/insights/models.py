from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from karsa.indicators.models import Indicator
from karsa.org.models import Employee, Unit
from karsa.tenancy.models import AgencyModel


class ReportText(AgencyModel):
    """What a person writes in a unit's yearly report; every number in it is read where it stands.

    `indicator` says which one the words are about, for the parts that speak of one.
    """

    class Part(models.TextChoices):
        OVERVIEW = "overview", _("Gambaran umum unit")
        MANDATE = "mandate", _("Tugas dan fungsi")
        ISSUES = "issues", _("Isu strategis")
        CAUSES = "causes", _("Penyebab keberhasilan atau kegagalan")
        FOLLOW_UP = "follow_up", _("Tindak lanjut")
        EFFICIENCY = "efficiency", _("Efisiensi penggunaan sumber daya")
        CLOSING = "closing", _("Simpulan dan langkah perbaikan")

    OF_INDICATOR = (Part.CAUSES, Part.FOLLOW_UP)

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="report_texts")
    year = models.PositiveSmallIntegerField()
    part = models.CharField(max_length=10, choices=Part)
    indicator = models.ForeignKey(Indicator, models.CASCADE, null=True, related_name="+")
    text = models.TextField(max_length=5000)
    written_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "year", "part"],
                condition=Q(indicator=None),
                name="report_text_once",
            ),
            models.UniqueConstraint(
                fields=["unit", "year", "part", "indicator"],
                condition=Q(indicator__isnull=False),
                name="report_text_once_of_indicator",
            ),
            models.CheckConstraint(
                condition=Q(part__in=("causes", "follow_up"), indicator__isnull=False)
                | (~Q(part__in=("causes", "follow_up")) & Q(indicator=None)),
                name="report_text_speaks_of_its_kind",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.year} {self.part}"


class BriefingReader(AgencyModel):
    """Somebody who has switched the monthly briefing on, and the address it goes to."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    email = models.EmailField()
    since = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["agency", "user"], name="briefing_reader_of_agency")]

    def __str__(self) -> str:
        return f"#{self.user_id}"
