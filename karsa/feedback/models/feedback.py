from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from karsa.accounts.actor import Actor
from karsa.files.models import StoredFile
from karsa.journal.models import DailyEntry
from karsa.org.models import Employee
from karsa.plans.models import PerformancePlan, WorkResult
from karsa.tenancy.models import AgencyModel


class FeedbackQuerySet(models.QuerySet["Feedback"]):
    def visible_to(self, actor: Actor) -> Self:
        """What one received or gave, and that of the people one rates or reviews."""
        if actor.employee_id is None:
            return self.none()  # else an outside party's row, which has no giver, would match
        about = PerformancePlan.objects.filter(
            Q(rater=actor.me)
            | Q(assignment__rater_lines__rater=actor.me)
            | Q(assignment__rater_lines__reviewer=actor.me)
        )
        return self.filter(
            Q(employee=actor.me) | Q(giver=actor.me) | Q(plan__in=about.values("pk")),
            agency=actor.agency,
        )

    def for_list(self) -> Self:
        """Everything a row shows."""
        return self.select_related("giver", "employee", "result", "entry")


class Feedback(AgencyModel):
    """Continuous feedback on a work result (B.1.3, B.1.4) or on behaviour (B.1.5)."""

    class Source(models.TextChoices):
        LEADER = "leader", _("Pimpinan")
        PEER = "peer", _("Rekan kerja")
        SUBORDINATE = "subordinate", _("Pegawai di bawahnya")
        OUTSIDE = "outside", _("Pihak luar")

    class Tone(models.TextChoices):
        POSITIVE = "positive", _("Sesuai atau melebihi harapan")
        CONSTRUCTIVE = "constructive", _("Perlu diperbaiki")

    employee = models.ForeignKey(Employee, models.PROTECT, related_name="feedback")
    plan = models.ForeignKey(PerformancePlan, models.PROTECT, related_name="feedback")
    result = models.ForeignKey(WorkResult, models.PROTECT, null=True, related_name="feedback")
    value = models.CharField(max_length=30, blank=True)  # a BerAKHLAK key, when about behaviour
    entry = models.ForeignKey(DailyEntry, models.PROTECT, null=True, related_name="feedback")
    source = models.CharField(max_length=11, choices=Source, default=Source.LEADER)
    giver = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="given_feedback")
    giver_name = models.CharField(max_length=200, blank=True)  # of an outside party
    is_scheduled = models.BooleanField(default=False)
    tone = models.CharField(max_length=12, choices=Tone)
    text = models.TextField(blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    # An outside party whom the employee invited: read as context, never counted in a proposal.
    is_own_guest = models.BooleanField(default=False)
    is_sharable = models.BooleanField(default=False)  # the giver lets it stand on the unit's wall
    is_shared = models.BooleanField(default=False)  # … and so does whoever it is about
    reply = models.TextField(blank=True)
    day = models.DateField()
    given_at = models.DateTimeField()

    objects = FeedbackQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(result__isnull=False) | ~Q(value=""),
                name="feedback_is_about_a_result_or_a_value",
            ),
            models.CheckConstraint(
                condition=Q(giver__isnull=True) | ~Q(giver=models.F("employee")),
                name="feedback_is_not_about_oneself",
            ),
            models.CheckConstraint(
                condition=Q(is_shared=False) | Q(is_sharable=True, tone="positive"),
                name="feedback_is_shared_by_both",
            ),
        ]
        indexes = [
            models.Index(fields=["agency", "employee", "-day"], name="feedback_received"),
            models.Index(
                fields=["agency", "-day"], condition=Q(is_shared=True), name="feedback_on_the_wall"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.tone} #{self.pk}"
