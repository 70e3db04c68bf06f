from typing import Self
from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from karsa.accounts.actor import Actor
from karsa.accounts.roles import Role
from karsa.files.models import StoredFile
from karsa.org.models import Assignment, Employee
from karsa.plans.models import ActionItem, PerformancePlan, WorkResult
from karsa.tenancy.models import AgencyModel


class EntryQuerySet(models.QuerySet["DailyEntry"]):
    def visible_to(self, actor: Actor) -> Self:
        """Own entries, and sent ones of people the actor rates, reviews or leads."""
        seen = Assignment.objects.visible_to(actor).values("pk")
        others = Q(assignment__in=seen) & ~Q(state=DailyEntry.State.DRAFT)
        if actor.roles <= {Role.ADMINISTRATOR}:
            others = Q(pk__in=[])  # who keeps the machine running does not read people's work
        return self.filter(Q(employee=actor.me) | others, agency=actor.agency)

    def waiting_for(self, actor: Actor) -> Self:
        """Entries sent to this rater and not yet reviewed."""
        rated = Assignment.objects.rated_by(actor).values("pk")
        return self.filter(agency=actor.agency, state=DailyEntry.State.SENT, assignment__in=rated)

    def for_list(self) -> Self:
        """Everything a row shows, its evidence by name. One query more for all rows."""
        people = ("employee", "result", "action", "reviewed_by")
        files = EntryEvidence.objects.select_related("file").order_by("pk")
        awaited = AwaitedFile.objects.filter(entry=models.OuterRef("pk"), evidence=None)
        rows = self.select_related(*people).annotate(is_awaiting=models.Exists(awaited))
        return rows.prefetch_related(models.Prefetch("evidence", files))


class DailyEntry(AgencyModel):
    """A report of a day: a result that moved, by how much, with evidence."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draf")
        SENT = "sent", _("Terkirim")
        RETURNED = "returned", _("Dikembalikan")
        ACCEPTED = "accepted", _("Diterima")

    # Made on the phone, so that an offline entry sent twice is stored once.
    key = models.UUIDField(default=uuid4, editable=False)
    employee = models.ForeignKey(Employee, models.PROTECT, related_name="entries")
    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="entries")
    plan = models.ForeignKey(PerformancePlan, models.PROTECT, related_name="entries")
    result = models.ForeignKey(WorkResult, models.PROTECT, related_name="entries")
    action = models.ForeignKey(ActionItem, models.PROTECT, null=True, related_name="entries")
    day = models.DateField()
    quantity = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    measure = models.CharField(max_length=40, blank=True)
    text = models.TextField(max_length=2000, blank=True)
    started = models.TimeField(null=True)
    ended = models.TimeField(null=True)
    state = models.CharField(max_length=8, choices=State, default=State.SENT)
    sent_at = models.DateTimeField(null=True)
    # Stated by a phone that wrote it without signal; `sent_at` is when it came.
    written_at = models.DateTimeField(null=True)
    reviewed_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    reviewed_at = models.DateTimeField(null=True)
    review_reason = models.CharField(max_length=300, blank=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "key"], name="entry_once_per_key"),
            models.CheckConstraint(
                condition=Q(quantity__isnull=True) | Q(quantity__gte=0),
                name="entry_quantity_is_not_negative",
            ),
            models.CheckConstraint(
                condition=~Q(state="returned") | ~Q(review_reason=""),
                name="entry_returned_with_a_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["agency", "employee", "-day"], name="entry_of_employee"),
            models.Index(fields=["agency", "assignment", "state"], name="entry_queue"),
            models.Index(fields=["result", "state", "day"], name="entry_of_result"),
        ]

    def __str__(self) -> str:
        return f"{self.employee_id} {self.day}"


class EvidenceQuerySet(models.QuerySet["EntryEvidence"]):
    def visible_to(self, actor: Actor) -> Self:
        """Files of the entries the actor may see."""
        entries = DailyEntry.objects.visible_to(actor)
        return self.filter(agency=actor.agency, entry__in=entries.values("pk"))

    def of(self, entry: DailyEntry) -> Self:
        """Files of one entry, as they were added."""
        return self.filter(entry=entry).order_by("pk")


class EntryEvidence(AgencyModel):
    """A file that shows the progress or the result."""

    entry = models.ForeignKey(DailyEntry, models.CASCADE, related_name="evidence")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "file"], name="evidence_once")]

    def __str__(self) -> str:
        return f"{self.entry_id}: {self.file_id}"


class AwaitedFile(AgencyModel):
    """A file that a phone announced with its entry and sends after it, once."""

    key = models.UUIDField()
    entry = models.ForeignKey(DailyEntry, models.CASCADE, related_name="awaited")
    evidence = models.OneToOneField(EntryEvidence, models.CASCADE, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["entry", "key"], name="awaited_file_once_per_key")
        ]

    def __str__(self) -> str:
        return str(self.key)
