"""Drawn people get a second rater, who does not know the first rating. For the figures only."""

from typing import Self

from django.db import models
from django.db.models import Q

from karsa.accounts.actor import Actor
from karsa.evaluations.models.evaluation import Evaluation, Rating
from karsa.org.models import Employee, Period
from karsa.tenancy.models import AgencyModel


class SecondDraw(AgencyModel):
    """A draw that anybody can repeat from its seed, which is told before and after."""

    period = models.OneToOneField(Period, models.PROTECT, related_name="second_draw")
    seed = models.CharField(max_length=60)
    wanted = models.PositiveSmallIntegerField()
    drawn_by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    drawn_on = models.DateField()

    def __str__(self) -> str:
        return f"{self.period_id}: {self.seed}"


class SecondRatingQuerySet(models.QuerySet["SecondRating"]):
    def visible_to(self, actor: Actor) -> Self:
        """The second rater alone, as long as they have not declined."""
        return self.filter(agency=actor.agency, rater=actor.me, declined_on=None)


class SecondRating(AgencyModel):
    """What a second rater gave. It links raters in the figures and never touches the result."""

    draw = models.ForeignKey(SecondDraw, models.CASCADE, related_name="ratings")
    evaluation = models.OneToOneField(Evaluation, models.CASCADE, related_name="second")
    rater = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    result_rating = models.CharField(max_length=5, choices=Rating, blank=True)
    behaviour_rating = models.CharField(max_length=5, choices=Rating, blank=True)
    rated_on = models.DateField(null=True)
    declined_on = models.DateField(null=True)

    objects = SecondRatingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(rated_on=None) | (~Q(result_rating="") & ~Q(behaviour_rating="")),
                name="second_rating_has_both",
            )
        ]
        indexes = [models.Index(fields=["agency", "rater"], name="second_rating_by_rater")]

    def __str__(self) -> str:
        return f"{self.evaluation_id}: {self.rater_id}"
