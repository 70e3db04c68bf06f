from datetime import timedelta, tzinfo
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from karsa.tenancy.turns import Remembered, RememberedQuerySet


class AgencyQuerySet(RememberedQuerySet["Agency"]):
    def real(self) -> Self:
        """Agencies that people work in: the grounds of practice are left out."""
        return self.filter(practice_of=None)


class Agency(Remembered):
    """An agency (instansi): the tenant that every domain row belongs to."""

    class Rhythm(models.TextChoices):
        MONTHLY = "monthly", _("Bulanan")
        QUARTERLY = "quarterly", _("Triwulan")

    class Mode(models.TextChoices):
        COMPANION = "companion", _("Pendamping: catatan resmi ada di e-Kinerja BKN")
        INDEPENDENT = "independent", _("Mandiri: catatan resmi ada di sini")

    class SecondFactor(models.TextChoices):
        RECOMMENDED = "recommended", _("Dianjurkan, tidak diwajibkan")
        ROLES = "roles", _("Wajib bagi peran yang berkuasa atas banyak orang")
        EVERYBODY = "everybody", _("Wajib bagi semua orang")

    class Zone(models.TextChoices):
        WIB = "Asia/Jakarta", _("WIB")
        WITA = "Asia/Makassar", _("WITA")
        WIT = "Asia/Jayapura", _("WIT")

    code = models.SlugField(unique=True)
    name = models.CharField(max_length=200)
    # Empty for a sole agency, which then answers any host.
    host = models.CharField(max_length=200, blank=True)
    zone = models.CharField(max_length=20, choices=Zone, default=Zone.WIB)
    brand = models.CharField(max_length=7, default="#196BCD")
    working_days = models.PositiveSmallIntegerField(default=5)
    rhythm = models.CharField(max_length=10, choices=Rhythm, default=Rhythm.QUARTERLY)

    mode = models.CharField(max_length=11, choices=Mode, default=Mode.INDEPENDENT)

    second_factor = models.CharField(
        max_length=11, choices=SecondFactor, default=SecondFactor.ROLES
    )

    # Origins of sites that may show the portal's summary in a frame, parted by spaces; none: off.
    embedding = models.CharField(max_length=500, blank=True)

    # Made-up people to practise with, of the agency it belongs to: answers no host, tells nobody.
    practice_of = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")

    objects = AgencyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(working_days__in=(5, 6)), name="agency_week_has_5_or_6_days"
            ),
            models.UniqueConstraint(
                fields=["host"], condition=~models.Q(host=""), name="agency_host_is_its_own"
            ),
            models.CheckConstraint(
                condition=models.Q(practice_of=None) | models.Q(host=""),
                name="agency_of_practice_has_no_host",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_practice(self) -> bool:
        """Nothing of it leaves: no letter, no push, no text."""
        return self.practice_of_id is not None


class AgencyModel(models.Model):
    """A row of one agency; on PostgreSQL row-level security keeps it there."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class MarkedModel(AgencyModel):
    """A row whose changes are heard: parts of pages are kept until then (kit/unread.py)."""

    class Meta:
        abstract = True


class ArchivedPartQuerySet(models.QuerySet["ArchivedPart"]):
    def months(self, table: str, zone: tzinfo) -> frozenset[tuple[int, int]]:
        """Local months (year, month) of which a row of `table` may be elsewhere. One query."""
        found: set[tuple[int, int]] = set()
        for starts, ends in self.filter(table=table).values_list("starts", "ends"):
            first = starts.astimezone(zone)
            last = (ends - timedelta(microseconds=1)).astimezone(zone)
            numbers = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
            found.update((number // 12, number % 12 + 1) for number in numbers)
        return frozenset(found)


class ArchivedPart(models.Model):
    """A part of a large table whose rows lie in a file and no longer here (PostgreSQL only).

    Written with the part's taking out; `sha256`, of that file, is empty until the file was
    proved and the rows here are gone.
    """

    table = models.CharField(max_length=63)
    name = models.CharField(max_length=63, unique=True)
    starts = models.DateTimeField()
    ends = models.DateTimeField()  # the first moment that is no longer in it
    rows = models.PositiveBigIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)

    objects = ArchivedPartQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name
