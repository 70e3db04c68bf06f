from typing import Self
from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from karsa.accounts.actor import Actor
from karsa.indicators.models import Indicator
from karsa.org.models import Assignment, Employee
from karsa.org.models.people import follows
from karsa.plans.models.cascade import Cascade
from karsa.tenancy.models import MarkedModel


class Origin(models.TextChoices):
    """Where a plan or a result came from; empty: it was written here."""

    BKN = "bkn", _("Dari laporan BKN")
    TABLE = "table", _("Dari tabel tahun lalu")
    PAPER = "paper", _("Diketik dari kertas")


# What came in as history; what was typed from paper was written, and confirmed, here.
IMPORTED = (Origin.BKN, Origin.TABLE)


class PlanQuerySet(models.QuerySet["PerformancePlan"]):
    def visible_to(self, actor: Actor) -> Self:
        """Plans of people whose work the actor follows, and those one was the rater of."""
        return self.filter(follows(actor) | Q(rater=actor.me), agency=actor.agency)

    def current(self) -> Self:
        """The version that counts: the set one, or the first while it is still being agreed.

        While a revision is discussed the set version stays in force.
        """
        revisions = Q(version__gt=1, state__in=PerformancePlan.OPEN)
        return self.exclude(state=PerformancePlan.State.SUPERSEDED).exclude(revisions)

    def open(self) -> Self:
        """The version that is being written or agreed."""
        return self.filter(state__in=PerformancePlan.OPEN)


class PerformancePlan(MarkedModel):
    """An SKP: one per assignment and year, set in dialogue; a change is a new version."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draf")
        PROPOSED = "proposed", _("Diajukan")
        AGREED = "agreed", _("Disepakati")
        SET = "set", _("Ditetapkan")
        SUPERSEDED = "superseded", _("Diganti versi baru")

    OPEN = frozenset({State.DRAFT, State.PROPOSED, State.AGREED})

    class Approach(models.TextChoices):
        QUALITATIVE = "qualitative", _("Kualitatif")
        QUANTITATIVE = "quantitative", _("Kuantitatif")

    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="plans")
    year = models.PositiveSmallIntegerField()
    version = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    approach = models.CharField(max_length=12, choices=Approach, default=Approach.QUANTITATIVE)
    for_head = models.BooleanField(default=False)  # JPT and heads of stand-alone units
    rater = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="rated_plans")
    starts = models.DateField()
    ends = models.DateField()
    reason = models.CharField(max_length=300, blank=True)  # why this version was opened
    origin = models.CharField(max_length=5, choices=Origin, blank=True)
    proposed_at = models.DateTimeField(null=True)
    # Each side agrees by itself; a change by the other asks anew. Both make the plan agreed.
    employee_agreed_at = models.DateTimeField(null=True)
    rater_agreed_at = models.DateTimeField(null=True)
    agreed_at = models.DateTimeField(null=True)
    set_at = models.DateTimeField(null=True)
    set_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")

    objects = PlanQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assignment", "year", "version"], name="plan_version_once"
            ),
            models.UniqueConstraint(
                fields=["assignment", "year"],
                condition=Q(state="set"),
                name="plan_one_set_per_year",
            ),
            models.UniqueConstraint(
                fields=["assignment", "year"],
                condition=Q(state__in=("draft", "proposed", "agreed")),
                name="plan_one_open_per_year",
            ),
            models.CheckConstraint(
                condition=Q(ends__gte=models.F("starts")), name="plan_ends_after_it_starts"
            ),
        ]
        indexes = [
            models.Index(fields=["agency", "year", "state"], name="plan_of_year"),
            models.Index(fields=["agency", "rater", "year"], name="plan_by_rater"),
        ]

    def __str__(self) -> str:
        return f"{self.assignment_id} {self.year} v{self.version}"

    @property
    def form(self) -> str:
        """The regulation's form that this plan is printed on."""
        quantitative = self.approach == self.Approach.QUANTITATIVE
        if self.for_head:
            return "A.1.2" if quantitative else "A.1.1"
        return "A.1.7" if quantitative else "A.1.6"


class WorkResult(MarkedModel):
    """A planned work result (RHK)."""

    class Kind(models.TextChoices):
        MAIN = "main", _("Utama")
        ADDITIONAL = "additional", _("Tambahan")

    plan = models.ForeignKey(PerformancePlan, models.CASCADE, related_name="results")
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.MAIN)
    order = models.PositiveSmallIntegerField()
    text = models.TextField()
    assigned_by = models.CharField(max_length=200, blank=True)  # "Kepala Dinas Kesehatan"
    # The leader's result this one serves. The plan may start before the leader's exists, so
    # the words stand alone until a row can be linked.
    supports = models.ForeignKey("self", models.SET_NULL, null=True, related_name="supported_by")
    supports_text = models.TextField(blank=True)
    # The same through all versions of a plan, so that what was done for it stays with it.
    key = models.UUIDField(default=uuid4, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "order"], name="result_order"),
            models.UniqueConstraint(fields=["plan", "key"], name="result_once_per_version"),
        ]
        indexes = [models.Index(fields=["agency", "key"], name="result_by_key")]

    def __str__(self) -> str:
        return self.text


class IndividualIndicator(MarkedModel):
    """A measure of success (IKI): with a target and an aspect, or a perspective for heads."""

    class Aspect(models.TextChoices):
        QUANTITY = "quantity", _("Kuantitas")
        QUALITY = "quality", _("Kualitas")
        TIME = "time", _("Waktu")
        COST = "cost", _("Biaya")
        RECIPIENT = "recipient", _("Penerima Layanan")
        PROCESS = "process", _("Proses Bisnis")
        STRENGTHENING = "strengthening", _("Penguatan Internal")
        BUDGET = "budget", _("Anggaran")

    PERSPECTIVES = frozenset(
        {Aspect.RECIPIENT, Aspect.PROCESS, Aspect.STRENGTHENING, Aspect.BUDGET}
    )

    result = models.ForeignKey(WorkResult, models.CASCADE, related_name="measures")
    order = models.PositiveSmallIntegerField()
    text = models.TextField()
    target = models.CharField(
        max_length=200, blank=True
    )  # as printed: "18%", "paling lama 15 menit"
    aspect = models.CharField(max_length=14, choices=Aspect, blank=True)
    # Measured, where the words can be a number: it feeds the expected line.
    target_value = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    measure = models.CharField(max_length=40, blank=True)
    polarity = models.CharField(max_length=10, default="maximize")
    indicator = models.ForeignKey(Indicator, models.SET_NULL, null=True, related_name="carried_by")
    cascade = models.CharField(max_length=8, choices=Cascade, blank=True)  # of the indicator

    class Meta:
        constraints = [models.UniqueConstraint(fields=["result", "order"], name="measure_order")]

    def __str__(self) -> str:
        return self.text
