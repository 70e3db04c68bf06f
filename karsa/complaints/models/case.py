from typing import Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from karsa.accounts.actor import Actor
from karsa.accounts.roles import Role
from karsa.complaints.models.setup import Category
from karsa.org.models import Assignment, Employee, Service, Unit
from karsa.org.models.units import below
from karsa.tenancy.models import Agency, AgencyModel

# They read every case but those about where they work themselves.
READERS = (Role.COMPLAINTS_OFFICER, Role.INSPECTOR)


class CaseQuerySet(models.QuerySet["Case"]):
    def visible_to(self, actor: Actor) -> Self:
        """The intake office and inspectors; the unit that answers; whoever has it in hand.

        A protected case never reaches the unit or person it is about, nor a unit by its line.
        """
        mine = self.filter(agency=actor.agency)
        if not actor.has(*READERS):
            line = below(actor.led_paths + actor.operated_paths, "unit__path")
            mine = mine.filter(Q(line, is_protected=False) | Q(handler=actor.me))
        return mine.exclude(_about(actor))

    def public(self, agency: Agency) -> Self:
        """Answered ones whose publication the reporter wanted and the intake office has worded."""
        rows = self.filter(agency=agency, is_protected=False, answered_on__isnull=False)
        return rows.exclude(public_text="")

    def open_now(self) -> Self:
        """What still needs somebody."""
        return self.exclude(state__in=(Case.State.CLOSED, Case.State.MERGED))

    def unanswered(self) -> Self:
        """Whose term runs."""
        return self.filter(state__in=Case.UNANSWERED)


class Case(AgencyModel):
    """A complaint, an aspiration or a request, and how it stands.

    Who reported it stands apart, sealed (`Contact`); the tracking code is kept as a hash only.
    """

    class Kind(models.TextChoices):
        COMPLAINT = "complaint", _("Pengaduan")
        ASPIRATION = "aspiration", _("Aspirasi atau usul")
        INFORMATION = "information", _("Permintaan informasi")

    class State(models.TextChoices):
        FILED = "filed", _("Diterima")
        ROUTED = "routed", _("Diteruskan ke unit")
        IN_PROGRESS = "in_progress", _("Sedang dikerjakan")
        ASKED = "asked", _("Menunggu pelapor")
        ANSWERED = "answered", _("Sudah dijawab")
        VERIFIED = "verified", _("Sudah diperiksa")
        CLOSED = "closed", _("Selesai")
        MERGED = "merged", _("Digabung")

    UNANSWERED = (State.FILED, State.ROUTED, State.IN_PROGRESS, State.ASKED)
    JUDGED = (State.ANSWERED, State.VERIFIED)  # its reporter or an outsider says whether it is so

    class Finding(models.TextChoices):
        UNPROVEN = "unproven", _("Belum terbukti")
        TRUE = "true", _("Terbukti")
        FALSE = "false", _("Tidak terbukti")

    class Origin(models.TextChoices):
        WEB = "web", _("Laman ini")
        SP4N = "sp4n", _("SP4N-LAPOR!")

    kind = models.CharField(max_length=11, choices=Kind)
    state = models.CharField(max_length=11, choices=State, default=State.FILED)
    origin = models.CharField(max_length=4, choices=Origin, default=Origin.WEB)
    code_digest = models.CharField(max_length=64, blank=True)
    external_number = models.CharField(max_length=40, blank=True)

    text = models.TextField(max_length=4000)
    category = models.ForeignKey(Category, models.PROTECT, null=True, related_name="+")
    service = models.ForeignKey(Service, models.PROTECT, null=True, related_name="+")
    area_code = models.CharField(max_length=13, blank=True)
    place = models.CharField(max_length=200, blank=True)
    latitude = models.DecimalField(max_digits=6, decimal_places=3, null=True)
    longitude = models.DecimalField(max_digits=6, decimal_places=3, null=True)

    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="cases")
    handler = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    # What it is about, where that is an office or a person rather than a thing.
    is_protected = models.BooleanField(default=False)
    about_unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    about_employee = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    finding = models.CharField(max_length=8, choices=Finding, default=Finding.UNPROVEN)

    received_on = models.DateField()
    due_on = models.DateField()
    answered_on = models.DateField(null=True)  # the newest answer
    answered_in_time = models.BooleanField(null=True)  # the first answer, which is what counts
    verified_on = models.DateField(null=True)
    verified_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    confirmed_on = models.DateField(null=True)  # by the reporter
    closed_on = models.DateField(null=True)
    reopened = models.PositiveSmallIntegerField(default=0)
    climbed = models.PositiveSmallIntegerField(default=0)
    rating = models.PositiveSmallIntegerField(null=True)
    main = models.ForeignKey("self", models.PROTECT, null=True, related_name="followers")

    may_publish = models.BooleanField(default=False)
    public_text = models.TextField(max_length=1000, blank=True)
    public_answer = models.TextField(max_length=2000, blank=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "code_digest"],
                condition=~Q(code_digest=""),
                name="case_once_per_code",
            ),
            models.UniqueConstraint(
                fields=["agency", "external_number"],
                condition=~Q(external_number=""),
                name="case_once_per_external_number",
            ),
            models.CheckConstraint(
                condition=~Q(state="closed")
                | Q(confirmed_on__isnull=False)
                | Q(verified_on__isnull=False, verified_by__isnull=False)
                | Q(origin="sp4n"),
                name="case_never_closes_in_silence",
            ),
            models.CheckConstraint(
                condition=~Q(verified_by=F("handler")), name="case_verified_by_somebody_else"
            ),
            models.CheckConstraint(
                condition=Q(rating__isnull=True) | Q(rating__range=(1, 4)), name="case_rating_1_4"
            ),
            models.CheckConstraint(
                condition=(Q(state="merged") & Q(main__isnull=False))
                | (~Q(state="merged") & Q(main__isnull=True)),
                name="case_merged_into_another",
            ),
            models.CheckConstraint(
                condition=Q(is_protected=False) | Q(public_text=""),
                name="case_protected_is_never_public",
            ),
        ]
        indexes = [
            models.Index(fields=["agency", "due_on", "id"], name="case_by_age"),
            models.Index(fields=["agency", "category", "area_code"], name="case_alike"),
            models.Index(fields=["unit", "received_on"], name="case_of_unit"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        """What people call it; tells nothing and opens nothing."""
        return f"{self.received_on.year}-{self.pk:06d}"


def _about(actor: Actor) -> Q:
    """Protected cases about the actor, or about a unit they work in."""
    posts = Assignment.objects.on(actor.today).filter(
        employee=actor.me, unit__path__startswith=OuterRef("about_unit__path")
    )
    # Whoever was ever asked for their side, not only the newest.
    heard = Case.objects.filter(pk=OuterRef("pk"), hearings__employee=actor.me)
    about = Q(Exists(posts)) | Q(Exists(heard)) | Q(about_employee=actor.me)
    return Q(is_protected=True) & about
