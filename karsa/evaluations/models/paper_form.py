"""Blank forms for people without a connection, and what an operator typed from them."""

from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from karsa.accounts.actor import Actor
from karsa.documents.models import IssuedDocument
from karsa.files.models import StoredFile
from karsa.org.models import Assignment, Employee, Period
from karsa.org.models.units import below
from karsa.tenancy.models import AgencyModel


class PaperFormQuerySet(models.QuerySet["PaperForm"]):
    def visible_to(self, actor: Actor) -> Self:
        """Whoever is to confirm it, and who types for the unit; never one's own evaluation."""
        unit = "assignment__unit__path"
        plans = Q(kind="plan") & below(actor.led_paths + actor.operated_paths, unit)
        ratings = Q(kind="evaluation") & below(actor.operated_paths, unit)
        typed = plans | (ratings & ~Q(assignment__employee=actor.me))
        return self.filter(Q(confirmer=actor.me) | typed, agency=actor.agency)


class PaperForm(AgencyModel):
    """A printed blank with its code. What is typed has no effect until the one whose words they
    are confirms it: the employee for a plan, the rater for an evaluation.
    """

    class Kind(models.TextChoices):
        PLAN = "plan", _("SKP")
        EVALUATION = "evaluation", _("Evaluasi")

    class State(models.TextChoices):
        PRINTED = "printed", _("Dicetak")
        TYPED = "typed", _("Menunggu konfirmasi")
        RETURNED = "returned", _("Perlu diperbaiki")
        CONFIRMED = "confirmed", _("Dikonfirmasi")

    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="paper_forms")
    kind = models.CharField(max_length=10, choices=Kind)
    year = models.PositiveSmallIntegerField()
    period = models.ForeignKey(Period, models.PROTECT, null=True, related_name="+")
    confirmer = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    document = models.OneToOneField(IssuedDocument, models.PROTECT, related_name="+")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    state = models.CharField(max_length=9, choices=State, default=State.PRINTED)
    typed: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField(default=dict)
    scan = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    typed_by = models.BigIntegerField(null=True)  # the account of the operator
    typed_at = models.DateTimeField(null=True)
    answer = models.TextField(blank=True)  # why it was returned
    confirmed_at = models.DateTimeField(null=True)

    objects = PaperFormQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=("printed",)) | Q(scan__isnull=False),
                name="paper_form_typed_with_its_scan",
            )
        ]
        indexes = [models.Index(fields=["agency", "confirmer"], name="paper_form_to_confirm")]

    def __str__(self) -> str:
        return f"{self.kind} {self.assignment_id}"
