from typing import Self
from uuid import uuid4

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from karsa.accounts.actor import Actor
from karsa.consultations.models.consultation import Consultation
from karsa.consultations.models.meeting import Meeting
from karsa.consultations.models.outreach import StakeholderGroup
from karsa.org.models import Employee
from karsa.org.models.moderation import ModerationStep, WordReport
from karsa.tenancy.models import AgencyModel


class ContributionQuerySet(models.QuerySet["Contribution"]):
    def visible_to(self, actor: Actor) -> Self:
        """What stands in a consultation the actor may see."""
        return self.filter(consultation__in=Consultation.objects.visible_to(actor).values("pk"))

    def unanswered(self) -> Self:
        """What can be read and has no official answer yet."""
        return self.filter(state=Contribution.State.SHOWN, answer=None)

    def held(self) -> Self:
        """What nobody can read until a moderator has: held by a machine, or asked about again."""
        return self.filter(state=Contribution.State.HIDDEN, is_checked=False)

    def with_support_of(self, employee_id: int) -> Self:
        """Each with its answer, and whether that employee supports it (`is_supported`)."""
        mine = Support.objects.filter(contribution=OuterRef("pk"), employee=employee_id)
        return self.select_related("answer", "employee", "group").annotate(
            is_supported=Exists(mine)
        )


class Contribution(AgencyModel):
    """An argument for or against the draft, or another wording or target.

    What came without a name has no employee, no account and no time finer than the day.
    """

    class Kind(models.TextChoices):
        FOR = "for", _("Mendukung")
        AGAINST = "against", _("Keberatan")
        ALTERNATIVE = "alternative", _("Usul lain")

    class Origin(models.TextChoices):
        STAFF = "staff", _("Pegawai")
        PUBLIC = "public", _("Warga")
        PAPER = "paper", _("Warga, di atas kertas")
        HALL = "hall", _("Disampaikan di pertemuan")

    class State(models.TextChoices):
        SHOWN = "shown", _("Terbaca")
        HIDDEN = "hidden", _("Disembunyikan")

    # Made by the page's form: what is sent twice is kept once.
    key = models.UUIDField(default=uuid4, editable=False)
    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="contributions")
    kind = models.CharField(max_length=11, choices=Kind)
    text = models.TextField()
    value = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    origin = models.CharField(max_length=6, choices=Origin)
    employee = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    shown_name = models.CharField(max_length=80, blank=True)  # as a citizen chose to be called
    group = models.ForeignKey(StakeholderGroup, models.SET_NULL, null=True, related_name="+")
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, related_name="contributions")
    hands = models.PositiveSmallIntegerField(default=0)  # raised for it in the meeting
    day = models.DateField()
    state = models.CharField(max_length=6, choices=State, default=State.SHOWN)
    hidden_because = models.CharField(max_length=300, blank=True)
    is_checked = models.BooleanField(default=True)  # a moderator has looked at it
    supports = models.PositiveIntegerField(default=0)  # hands, and one for each row of Support

    objects = ContributionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "key"], name="contribution_once"),
            models.CheckConstraint(
                condition=Q(origin="staff") | Q(employee__isnull=True),
                name="contribution_of_citizens_names_no_employee",
            ),
            models.CheckConstraint(
                condition=~Q(state="hidden") | ~Q(hidden_because=""),
                name="contribution_hidden_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(meeting__isnull=True, hands=0)
                | Q(meeting__isnull=False, origin="hall", supports__gte=F("hands")),
                name="contribution_hands_of_a_meeting",
            ),
        ]
        indexes = [
            models.Index(
                fields=["consultation", "kind", "-supports", "id"], name="contribution_by_support"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} #{self.pk}"


class Support(AgencyModel):
    """One person's support: of an employee, or of a browser known only by a keyed hash."""

    contribution = models.ForeignKey(Contribution, models.CASCADE, related_name="supporters")
    employee = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    browser = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["contribution", "employee"],
                condition=Q(employee__isnull=False),
                name="support_once_per_employee",
            ),
            models.UniqueConstraint(
                fields=["contribution", "browser"],
                condition=~Q(browser=""),
                name="support_once_per_browser",
            ),
            models.CheckConstraint(
                condition=Q(employee__isnull=False, browser="")
                | (Q(employee__isnull=True) & ~Q(browser="")),
                name="support_of_an_employee_or_a_browser",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.contribution_id}"


class Answer(AgencyModel):
    """What the unit officially says to a contribution, and why."""

    class Verdict(models.TextChoices):
        ACCEPTED = "accepted", _("Diterima")
        PARTLY = "partly", _("Diterima sebagian")
        DECLINED = "declined", _("Belum dapat diterima")

    contribution = models.OneToOneField(Contribution, models.CASCADE, related_name="answer")
    verdict = models.CharField(max_length=8, choices=Verdict)
    reason = models.TextField()
    by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    day = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="answer_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.contribution_id} {self.verdict}"


class Moderation(ModerationStep):
    """A step of a contribution's moderation."""

    contribution = models.ForeignKey(Contribution, models.CASCADE, related_name="moderations")

    def __str__(self) -> str:
        return f"{self.contribution_id}: {self.reason}"


class ContributionReport(WordReport):
    """A reader's report of a contribution."""

    contribution = models.ForeignKey(Contribution, models.CASCADE, related_name="reports")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["contribution", "browser"], name="contribution_report_once_per_browser"
            )
        ]

    def __str__(self) -> str:
        return f"{self.contribution_id}: {self.reason}"
