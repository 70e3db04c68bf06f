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


class Release(AgencyModel):
    """What a person has made public on a day: frozen files by which anybody can check a figure.

    A correction is a new release; nothing in an old one ever changes.
    """

    class Kind(models.TextChoices):
        DATA = "data", _("Data terbuka")
        REPORT = "report", _("Laporan kinerja")

    kind = models.CharField(max_length=6, choices=Kind)
    number = models.PositiveIntegerField()  # of its kind, from 1
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    year = models.PositiveSmallIntegerField(null=True)
    note = models.CharField(max_length=300, blank=True)  # what is new in it
    fingerprint = models.CharField(max_length=64)  # SHA-256 of the list of the files' fingerprints
    released_at = models.DateTimeField()
    released_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "kind", "number"], name="release_once"),
            models.CheckConstraint(
                condition=Q(kind="data", unit=None, year=None)
                | Q(kind="report", unit__isnull=False, year__isnull=False),
                name="release_of_its_kind",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"


class ReleaseFile(AgencyModel):
    """A file of a release under its public name."""

    release = models.ForeignKey(Release, models.CASCADE, related_name="files")
    name = models.CharField(max_length=80)
    stored = models.ForeignKey("files.StoredFile", models.PROTECT, related_name="+")

    class Meta:
        ordering = ("name",)
        constraints = [
            models.UniqueConstraint(fields=["release", "name"], name="release_file_once")
        ]

    def __str__(self) -> str:
        return self.name
