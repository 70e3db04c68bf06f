"""Awards, the dated versions of their rules, and one round of giving them."""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from karsa.accounts.actor import Actor
from karsa.accounts.roles import Role
from karsa.org.models import Employee, Unit
from karsa.org.models.dated import Dated, DatedQuerySet
from karsa.rules.reward import Asked, Criterion
from karsa.tenancy.models import AgencyModel

# Whoever gives awards or has to account for them.
OFFICE = (Role.PERFORMANCE_MANAGER, Role.REGENT)


class Award(AgencyModel):
    """What is given again and again under one name, to a person or to a unit."""

    class Audience(models.TextChoices):
        PERSON = "person", _("Pegawai")
        TEAM = "team", _("Unit atau tim")

    name = models.CharField(max_length=120)
    audience = models.CharField(max_length=6, choices=Audience, default=Audience.PERSON)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "name"], name="award_once")]

    def __str__(self) -> str:
        return self.name


class AwardRule(AgencyModel, Dated):
    """One version of what an award asks and gives: kept with every round that used it."""

    class Grants(models.TextChoices):
        SUCCESSION = "succession", _("Prioritas kelompok rencana suksesi")
        DEVELOPMENT = "development", _("Prioritas pengembangan kompetensi")

    award = models.ForeignKey(Award, models.PROTECT, related_name="rules")
    legal_basis = models.CharField(max_length=200)
    # [{"code", "least", "times"}], as rules.reward.Asked.
    criteria: "models.JSONField[list[Any], list[Any]]" = models.JSONField(default=list)
    grants: "models.JSONField[list[str], list[str]]" = models.JSONField(default=list, blank=True)
    grant_months = models.PositiveSmallIntegerField(default=12)
    quorum = models.PositiveSmallIntegerField(default=2)

    objects = DatedQuerySet["AwardRule"].as_manager()

    class Meta(Dated.Meta):
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["award"], condition=Q(ends__isnull=True), name="award_one_open_rule"
            ),
            models.CheckConstraint(condition=Q(quorum__gte=2), name="award_quorum_hides_a_voice"),
        ]

    def __str__(self) -> str:
        return f"{self.award_id} {self.starts}"

    @property
    def asked(self) -> list[Asked]:
        """The criteria as the rule reads them."""
        return [
            Asked(Criterion(one["code"]), str(one["least"]), int(one["times"]))
            for one in self.criteria
        ]

    @property
    def grant_names(self) -> list[str]:
        """What it gives, in words."""
        return [str(self.Grants(code).label) for code in self.grants]


class AwardRoundQuerySet(models.QuerySet["AwardRound"]):
    def visible_to(self, actor: Actor) -> Self:
        """That an award is given, by which rules and until when, is known inside the agency."""
        return self.filter(agency=actor.agency)


class AwardRound(AgencyModel):
    """One giving of an award for a year: nominations, sealed votes, a person's decision."""

    class State(models.TextChoices):
        NOMINATING = "nominating", _("Menerima usulan")
        VOTING = "voting", _("Suara juri tertutup")
        DECIDING = "deciding", _("Menunggu keputusan")
        CLOSED = "closed", _("Selesai")

    rule = models.ForeignKey(AwardRule, models.PROTECT, related_name="rounds")
    award = models.ForeignKey(Award, models.PROTECT, related_name="rounds")
    year = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=State, default=State.NOMINATING)
    opened_by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    decider = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    opened_on = models.DateField()
    nominate_until = models.DateField()
    vote_until = models.DateField()

    objects = AwardRoundQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["award", "year"], name="award_round_once_a_year"),
            models.CheckConstraint(
                condition=Q(vote_until__gte=F("nominate_until")), name="award_votes_come_later"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.award_id} {self.year}"

    def waits_on(self, day: date) -> bool:
        """Whether votes may still come."""
        return self.state == self.State.VOTING and day <= self.vote_until

    @property
    def is_sealed(self) -> bool:
        """Whether votes are still given, so that nobody reads those of others."""
        return self.state in (self.State.NOMINATING, self.State.VOTING)


class Juror(AgencyModel):
    """A seat; `before` had it and was replaced, for `reason`.

    `has_read`: votes were opened to this seat before the jury votes again, so its own stay.
    """

    round = models.ForeignKey(AwardRound, models.CASCADE, related_name="jurors")
    employee = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    before = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=300, blank=True)
    has_read = models.BooleanField(default=False, db_default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "employee"], name="juror_once")]

    def __str__(self) -> str:
        return f"{self.round_id}: {self.employee_id}"


class NominationQuerySet(models.QuerySet["Nomination"]):
    def visible_to(self, actor: Actor) -> Self:
        """The jury, who opened the round, who decides and who nominated; the person too."""
        sits = Juror.objects.filter(employee=actor.me).values("round")
        mine = self.filter(agency=actor.agency)
        return mine.filter(
            Q(employee=actor.me)
            | Q(by=actor.me)
            | Q(round__opened_by=actor.me)
            | Q(round__decider=actor.me)
            | Q(round__in=sits)
        )

    def for_page(self) -> Self:
        """With all that its page names."""
        return self.select_related(
            "round__award", "round__rule", "round__decider", "employee", "unit", "by", "reward"
        )


class Nomination(AgencyModel):
    """Somebody proposed a person, or a unit, with a reason; the rule answers with evidence."""

    round = models.ForeignKey(AwardRound, models.PROTECT, related_name="nominations")
    employee = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="nominations")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="nominations")
    by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    reason = models.TextField()
    on = models.DateField()
    # What the rule found on `found_on`; it is asked anew before anything is decided.
    findings: "models.JSONField[list[Any], list[Any]]" = models.JSONField(default=list)
    found_on = models.DateField()
    refused_because = models.TextField(blank=True)

    objects = NominationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "employee"], name="nominated_once"),
            models.UniqueConstraint(fields=["round", "unit"], name="unit_nominated_once"),
            models.CheckConstraint(
                condition=Q(employee__isnull=True) ^ Q(unit__isnull=True),
                name="nomination_of_a_person_or_a_unit",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round_id} #{self.pk}"

    @property
    def name(self) -> str:
        """Who it is about."""
        return self.employee.full_name if self.employee else self.unit.name if self.unit else ""


class JuryConflict(AgencyModel):
    """A juror's own word that a candidate is too near; no reason is asked for."""

    nomination = models.ForeignKey(Nomination, models.CASCADE, related_name="conflicts")
    juror = models.ForeignKey(Juror, models.CASCADE, related_name="conflicts")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["nomination", "juror"], name="jury_conflict_once")
        ]

    def __str__(self) -> str:
        return f"{self.nomination_id}: {self.juror_id}"


class JuryVote(AgencyModel):
    """What one juror thinks, said before anybody's is shown."""

    nomination = models.ForeignKey(Nomination, models.CASCADE, related_name="votes")
    juror = models.ForeignKey(Juror, models.CASCADE, related_name="votes")
    supports = models.BooleanField()
    reason = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["nomination", "juror"], name="jury_vote_once")
        ]

    def __str__(self) -> str:
        return f"{self.nomination_id}: {self.juror_id}"
