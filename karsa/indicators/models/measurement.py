from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from karsa.indicators.models.indicator import Indicator
from karsa.org.models import Employee
from karsa.tenancy.models import MarkedModel


class Measurement(MarkedModel):
    """A realisation with its source. A correction is a new row that points at the old."""

    class State(models.TextChoices):
        REPORTED = "reported", _("Dilaporkan")
        VERIFIED = "verified", _("Terverifikasi")
        HELD = "held", _("Menunggu dilihat")  # unlikely: a person looks before it counts
        REFUSED = "refused", _("Tidak dipakai")
        REPLACED = "replaced", _("Diganti")

    COUNTS = frozenset({State.REPORTED, State.VERIFIED})

    class Origin(models.TextChoices):
        FORM = "form", _("Diketik")
        SHEET = "sheet", _("Lembar kerja")
        MACHINE = "machine", _("Sistem layanan")
        SURVEY = "survey", _("Survei kepuasan")
        COMPLAINTS = "complaints", _("Pengaduan")
        ENTRIES = "entries", _("Catatan harian yang diterima")

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="measurements")
    year = models.PositiveSmallIntegerField()
    month = models.PositiveSmallIntegerField()
    value = models.DecimalField(max_digits=18, decimal_places=4)
    weight = models.DecimalField(max_digits=18, decimal_places=4, null=True)  # the denominator
    origin = models.CharField(max_length=10, choices=Origin, default=Origin.FORM)
    source = models.CharField(max_length=200)
    note = models.TextField(blank=True)
    state = models.CharField(max_length=8, choices=State, default=State.REPORTED)
    held_because = models.CharField(max_length=300, blank=True)
    reported_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    verified_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    reported_at = models.DateTimeField()
    corrects = models.OneToOneField("self", models.PROTECT, null=True, related_name="corrected_by")
    evidence = models.ForeignKey("files.StoredFile", models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(month__range=(1, 12)), name="measurement_month"),
            models.UniqueConstraint(
                fields=["indicator", "year", "month"],
                condition=Q(state__in=("reported", "verified")),
                name="measurement_one_valid_per_month",
            ),
            models.CheckConstraint(
                condition=~Q(state="held") | ~Q(held_because=""), name="measurement_held_for_reason"
            ),
        ]
        indexes = [models.Index(fields=["agency", "indicator", "year"], name="measurement_of_year")]

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.year}/{self.month}"
