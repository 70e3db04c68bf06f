from django.db import models
from django.utils.translation import gettext_lazy as _

from karsa.org.models import Assignment, Employee
from karsa.tenancy.models import AgencyModel


class SupportAnswer(AgencyModel):
    """What became of a promise of the annex A.1.8, said by the person it was made to.

    The promise itself stays where it was agreed, in the plan. Its lines are written anew with
    every change of the annex, so an answer holds on to the post, the year and the words. A
    later answer is a new row; the newest counts.
    """

    class State(models.TextChoices):
        AGREED = "agreed", _("Disepakati")
        FULFILLED = "fulfilled", _("Terpenuhi")
        PARTLY = "partly", _("Terpenuhi sebagian")
        NOT = "not", _("Tidak terpenuhi")

    # Agreed is what a promise is before anybody answers.
    ANSWERS = (State.FULFILLED, State.PARTLY, State.NOT)

    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="support_answers")
    year = models.PositiveSmallIntegerField()
    text = models.TextField()
    state = models.CharField(max_length=9, choices=State)
    day = models.DateField()
    note = models.TextField(blank=True)
    confirmed_by = models.ForeignKey(Employee, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state="agreed"), name="support_answer_says_something"
            )
        ]
        indexes = [models.Index(fields=["assignment", "year"], name="support_answer_of_post")]

    def __str__(self) -> str:
        return f"{self.assignment_id} {self.year}: {self.state}"
