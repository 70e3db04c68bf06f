from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from karsa.accounts.actor import Actor
from karsa.journal.models import DailyEntry
from karsa.org.models import Employee
from karsa.org.models.dated import Dated, DatedQuerySet
from karsa.plans.models import WorkResult
from karsa.tenancy.models import AgencyModel


class HelpingQuerySet(DatedQuerySet["Helping"]):
    def visible_to(self, actor: Actor) -> Self:
        """Those of the two: no leader learns who is helped."""
        mine = Q(person=actor.me) | Q(helper=actor.me)
        return self.filter(mine, agency=actor.agency)

    def current(self, day: date) -> Self:
        """Those that count on `day`, with both names."""
        return self.on(day).filter(is_ended=False).select_related("person", "helper")


class Helping(AgencyModel, Dated):
    """Somebody lets a colleague type drafts for them, until a day; either ends it at once."""

    person = models.ForeignKey(Employee, models.PROTECT, related_name="helped_by")
    helper = models.ForeignKey(Employee, models.PROTECT, related_name="helps")
    is_ended = models.BooleanField(default=False)

    objects = HelpingQuerySet.as_manager()

    class Meta(Dated.Meta):
        constraints = [
            models.CheckConstraint(condition=~Q(person=F("helper")), name="nobody_helps_themself"),
            models.CheckConstraint(condition=Q(ends__isnull=False), name="help_ends_by_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.helper_id} → {self.person_id}"


class HelpedDraftQuerySet(models.QuerySet["HelpedDraft"]):
    def visible_to(self, actor: Actor) -> Self:
        """For whom it was typed, and who typed it."""
        mine = Q(helping__person=actor.me) | Q(helping__helper=actor.me)
        return self.filter(mine, agency=actor.agency)

    def waiting(self) -> Self:
        """Entries not sent yet: whoever they are for reads them, and sends or discards them."""
        return self.filter(entry__state=DailyEntry.State.DRAFT)


class HelpedDraft(AgencyModel):
    """A draft that a helper typed: of a day, or of the plan."""

    helping = models.ForeignKey(Helping, models.PROTECT, related_name="drafts")
    entry = models.OneToOneField(DailyEntry, models.CASCADE, null=True, related_name="helped")
    result = models.OneToOneField(WorkResult, models.CASCADE, null=True, related_name="helped")
    on = models.DateField()

    objects = HelpedDraftQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(entry__isnull=False) ^ Q(result__isnull=False),
                name="help_drafts_one_thing",
            )
        ]

    def __str__(self) -> str:
        return f"{self.helping_id} {self.on}"
