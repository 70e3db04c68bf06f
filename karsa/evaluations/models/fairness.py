"""Cases that every rater rates, and what the figures say of each rater's habit."""

from decimal import Decimal
from typing import Any, Self

from django.db import models
from django.db.models import Q

from karsa.accounts.actor import Actor
from karsa.accounts.roles import Role
from karsa.evaluations.models.evaluation import Rating
from karsa.org.models import Employee, Period
from karsa.rules.fairness import advised, is_notable
from karsa.tenancy.models import AgencyModel


class VignetteQuerySet(models.QuerySet["Vignette"]):
    def visible_to(self, actor: Actor) -> Self:
        """Raters read the open ones and those they rated; the office that keeps them, all."""
        found = self.filter(agency=actor.agency)
        if actor.has(Role.PERFORMANCE_MANAGER):
            return found
        rated = VignetteRating.objects.filter(rater=actor.employee_id).values("vignette")
        mine = found.filter(Q(is_open=True) | Q(pk__in=rated))
        return mine if actor.has(Role.RATER) else found.none()


class Vignette(AgencyModel):
    """An invented person's year. Rated by all raters, it links what they rate (and teaches)."""

    year = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)
    story = models.TextField(max_length=4000)
    is_open = models.BooleanField(default=True)

    objects = VignetteQuerySet.as_manager()

    def __str__(self) -> str:
        return self.title


class VignetteRating(AgencyModel):
    """What one rater gave the invented person; not changed once the others' were shown."""

    vignette = models.ForeignKey(Vignette, models.CASCADE, related_name="ratings")
    rater = models.ForeignKey(Employee, models.CASCADE, related_name="vignette_ratings")
    result_rating = models.CharField(max_length=5, choices=Rating)
    behaviour_rating = models.CharField(max_length=5, choices=Rating)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["vignette", "rater"], name="vignette_rated_once")
        ]

    def __str__(self) -> str:
        return f"{self.vignette_id}: {self.rater_id}"


class RaterEffectQuerySet(models.QuerySet["RaterEffect"]):
    def visible_to(self, actor: Actor) -> Self:
        """One's own, always. The office reads a name once it answered, or had time to."""
        if actor.employee_id is None:
            return self.none()
        seen = Q(rater=actor.me)
        if actor.has(Role.PERFORMANCE_MANAGER):
            seen |= ~Q(answer="") | Q(answer_by__lt=actor.today)
        return self.filter(seen, agency=actor.agency)


class RaterEffect(AgencyModel):
    """One rater's habit in a period. Severity in steps of the rating, positive is severe."""

    period = models.ForeignKey(Period, models.CASCADE, related_name="rater_effects")
    rater = models.ForeignKey(Employee, models.CASCADE, related_name="rater_effects")
    people = models.PositiveIntegerField()
    middle = models.PositiveIntegerField()  # both ratings "sesuai"
    alike = models.PositiveIntegerField()  # result and behaviour rated the same
    lifted = models.PositiveIntegerField()  # a rating above what the evidence proposed
    lowered = models.PositiveIntegerField()
    component = models.PositiveIntegerField()  # part of the rating graph, 0 the largest
    severity = models.DecimalField(max_digits=5, decimal_places=3, null=True)  # null: unlinked
    error = models.DecimalField(max_digits=5, decimal_places=3, null=True)
    # Each with its error, about the half of half the interval; null where too little tells.
    mean = models.DecimalField(max_digits=5, decimal_places=3, null=True)
    halo = models.DecimalField(max_digits=5, decimal_places=3, null=True)
    halo_error = models.DecimalField(max_digits=5, decimal_places=3, null=True)
    recency = models.DecimalField(max_digits=5, decimal_places=3, null=True)
    recency_error = models.DecimalField(max_digits=5, decimal_places=3, null=True)
    drift = models.DecimalField(max_digits=5, decimal_places=3, null=True)
    drift_error = models.DecimalField(max_digits=5, decimal_places=3, null=True)
    objections = models.PositiveIntegerField(default=0)  # decided ones
    changed = models.PositiveIntegerField(default=0)  # of them
    answer_by = models.DateField()
    answer = models.TextField(blank=True)
    answered_on = models.DateField(null=True)

    objects = RaterEffectQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["period", "rater"], name="rater_effect_once")
        ]

    def __str__(self) -> str:
        return f"{self.rater_id} {self.period_id}"

    @property
    def is_notable(self) -> bool:
        """Whether it is worth a talk, by the rule that the rater's mirror shows."""
        departed = max(self.lifted, self.lowered)
        return is_notable(self.severity, self.error, people=self.people, departed=departed)

    @property
    def advised_mean(self) -> Decimal | None:
        """The mean as it would be without the habit: advice beside `mean`, applied to nobody."""
        if self.mean is None or self.severity is None:
            return None
        return advised(self.mean, self.severity)


class PeriodFigures(AgencyModel):
    """What a period's ratings say of the agency as a whole: aggregates, small cells left out."""

    period = models.OneToOneField(Period, models.CASCADE, related_name="figures")
    figures: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField(default=dict)
    measured_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.period_id}"
