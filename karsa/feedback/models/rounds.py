from typing import Self
from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from karsa.accounts.actor import Actor
from karsa.accounts.roles import Role
from karsa.org.models import Employee, Unit
from karsa.org.models.units import below
from karsa.rules import voices
from karsa.tenancy.models import AgencyModel


class RoundQuerySet(models.QuerySet["Round"]):
    def kept_by(self, actor: Actor) -> Self:
        """Rounds whose taking part the actor follows, in counts: the office, heads of the unit."""
        mine = self.filter(agency=actor.agency)
        if actor.has(Role.PERFORMANCE_MANAGER):
            return mine
        return mine.filter(below(actor.led_paths, "unit__path"))


class Round(AgencyModel):
    """A round of questions on the seven values about the people of a unit (360 degrees)."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="rounds")
    name = models.CharField(max_length=120)
    opened_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    starts = models.DateField()
    closes = models.DateField()  # the last day to answer
    released_on = models.DateField(null=True)  # set once, when answers become results

    objects = RoundQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(closes__gt=models.F("starts")), name="round_lasts_a_day"
            ),
            models.UniqueConstraint(
                fields=["unit"], condition=Q(released_on=None), name="round_one_open_per_unit"
            ),
        ]
        indexes = [models.Index(fields=["agency", "closes"], name="round_to_release")]

    def __str__(self) -> str:
        return self.name


class RoundPartQuerySet(models.QuerySet["RoundPart"]):
    def visible_to(self, actor: Actor) -> Self:
        """One's own: who else was drawn is nobody's business."""
        return self.filter(agency=actor.agency, rater=actor.me)


class RoundPart(AgencyModel):
    """Somebody was drawn to speak about somebody, and whether they did: never what, never when."""

    class Group(models.TextChoices):
        SELF = voices.SELF, _("Diri sendiri")
        SUPERIOR = voices.SUPERIOR, _("Atasan")
        PEER = voices.PEER, _("Rekan setingkat")
        SUBORDINATE = voices.SUBORDINATE, _("Bawahan")

    round = models.ForeignKey(Round, models.CASCADE, related_name="parts")
    subject = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    rater = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    group = models.CharField(max_length=11, choices=Group)
    has_answered = models.BooleanField(default=False)

    objects = RoundPartQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round", "subject", "rater"], name="round_part_once_per_pair"
            )
        ]
        indexes = [models.Index(fields=["agency", "rater"], name="round_part_of_rater")]

    def __str__(self) -> str:
        return f"#{self.pk}"


class SealedAnswer(AgencyModel):
    """An answer until its round closes: encrypted, and written anew with all others on a person
    each time one comes in, so that neither place nor content nor key tells which is the newest."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    round = models.ForeignKey(Round, models.CASCADE, related_name="+")
    subject = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    box = models.TextField()

    class Meta:
        indexes = [models.Index(fields=["agency", "round", "subject"], name="sealed_of_subject")]

    def __str__(self) -> str:
        return str(self.pk)


class RoundScore(AgencyModel):
    """The scores of one answer after its round: no author, no time, a random key, shuffled."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    round = models.ForeignKey(Round, models.CASCADE, related_name="+")
    subject = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    shown_as = models.CharField(max_length=11)  # as rules.voices names it; groups already merged
    # Per BerAKHLAK key 1 to 5; left out where the rater could not tell.
    scores: "models.JSONField[dict[str, int], dict[str, int]]" = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["agency", "round", "subject"], name="score_of_subject")]

    def __str__(self) -> str:
        return str(self.pk)


class RoundWord(AgencyModel):
    """The words of one answer, parted from its scores and shuffled by itself."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    round = models.ForeignKey(Round, models.CASCADE, related_name="+")
    subject = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    shown_as = models.CharField(max_length=11)
    text = models.TextField(max_length=1000)

    class Meta:
        indexes = [models.Index(fields=["agency", "round", "subject"], name="word_of_subject")]

    def __str__(self) -> str:
        return str(self.pk)
