"""Rewards that were given, with their certificate, the person's consent and an incentive."""

from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from karsa.accounts.actor import Actor
from karsa.consequences.models.reward import OFFICE, Award, AwardRule, Nomination
from karsa.documents.models import IssuedDocument
from karsa.files.models import StoredFile
from karsa.org.models import Employee, Unit
from karsa.tenancy.models import Agency, AgencyModel


class RewardQuerySet(models.QuerySet["Reward"]):
    def visible_to(self, actor: Actor) -> Self:
        """One's own and those one decided; a unit's, and a person's by consent, everybody."""
        mine = self.filter(agency=actor.agency)
        if actor.has(*OFFICE):
            return mine
        return mine.filter(Q(employee=actor.me) | Q(decided_by=actor.me) | _RECOGNISED)

    def recognised(self, agency: Agency) -> Self:
        """What is told to everybody: units, and persons as long as they consent."""
        return self.filter(_RECOGNISED, agency=agency)

    def for_page(self) -> Self:
        """With all that its page names."""
        people = ("employee", "unit", "decided_by", "nomination__round")
        return self.select_related("award", "rule", "document", "file", *people)


_RECOGNISED = Q(employee__isnull=True) | Q(consented_on__isnull=False)


class Reward(AgencyModel):
    """An award given for a year, once; `findings` is what carried it, kept for ever."""

    award = models.ForeignKey(Award, models.PROTECT, related_name="rewards")
    rule = models.ForeignKey(AwardRule, models.PROTECT, related_name="+")
    nomination = models.OneToOneField(Nomination, models.PROTECT, related_name="reward")
    employee = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="rewards")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="rewards")
    # Where a person worked when it was given: what a public page names beside them.
    place = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    year = models.PositiveSmallIntegerField()
    reason = models.TextField()
    findings: "models.JSONField[list[Any], list[Any]]" = models.JSONField(default=list)
    decided_by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    decided_on = models.DateField()
    priority_until = models.DateField(null=True)
    document = models.OneToOneField(IssuedDocument, models.PROTECT, null=True, related_name="+")
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    # The person's word that everybody may read it, as long as it stands.
    consented_on = models.DateField(null=True)

    objects = RewardQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["award", "year", "employee"], name="reward_once"),
            models.UniqueConstraint(fields=["award", "year", "unit"], name="unit_reward_once"),
            models.CheckConstraint(
                condition=Q(employee__isnull=True) ^ Q(unit__isnull=True),
                name="reward_of_a_person_or_a_unit",
            ),
            models.CheckConstraint(
                condition=Q(consented_on__isnull=True) | Q(employee__isnull=False),
                name="reward_consent_is_a_persons",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="reward_has_a_reason"),
        ]
        indexes = [models.Index(fields=["agency", "-decided_on"], name="reward_newest")]

    def __str__(self) -> str:
        return f"{self.award_id} {self.year} #{self.pk}"

    @property
    def name(self) -> str:
        """Who received it."""
        return self.employee.full_name if self.employee else self.unit.name if self.unit else ""


class IncentiveQuerySet(models.QuerySet["Incentive"]):
    def visible_to(self, actor: Actor) -> Self:
        """The office, and the person who receives it."""
        mine = self.filter(agency=actor.agency)
        return mine if actor.has(*OFFICE) else mine.filter(reward__employee=actor.me)


class Incentive(AgencyModel):
    """Money that goes with a reward: proposed by one person, approved by another."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("Menunggu persetujuan")
        APPROVED = "approved", _("Disetujui")
        REFUSED = "refused", _("Tidak disetujui")

    reward = models.OneToOneField(Reward, models.PROTECT, related_name="incentive")
    amount = models.PositiveBigIntegerField()  # whole rupiah
    legal_basis = models.CharField(max_length=200)
    budget_line = models.CharField(max_length=120)
    state = models.CharField(max_length=8, choices=State, default=State.PROPOSED)
    proposed_by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    proposed_on = models.DateField()
    answered_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    answered_on = models.DateField(null=True)
    answer = models.TextField(blank=True)

    objects = IncentiveQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(answered_by=F("proposed_by")), name="incentive_takes_two"
            ),
            models.CheckConstraint(condition=Q(amount__gt=0), name="incentive_is_money"),
            models.CheckConstraint(
                condition=~Q(legal_basis="") & ~Q(budget_line=""), name="incentive_has_its_basis"
            ),
            models.CheckConstraint(
                condition=Q(state="proposed") | Q(answered_by__isnull=False),
                name="incentive_answered_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reward_id}: {self.state}"
