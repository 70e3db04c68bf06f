from typing import Self
from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from karsa.accounts.actor import Actor
from karsa.files.models import StoredFile
from karsa.org.models import Assignment, Employee, Unit
from karsa.org.models.people import follows, names_of
from karsa.plans.models import ActionItem, PerformancePlan, WorkResult
from karsa.rules.oddity import Oddity
from karsa.tenancy.models import AgencyModel

_SHOWN = ("result__text", "result__key", "action__text")
_NAMED = (*names_of("employee"), *names_of("reviewed_by"))


class EntryQuerySet(models.QuerySet["DailyEntry"]):
    def visible_to(self, actor: Actor) -> Self:
        """Own entries, and sent ones of people whose work the actor follows."""
        others = follows(actor) & ~Q(state=DailyEntry.State.DRAFT)
        return self.filter(Q(employee=actor.me) | others, agency=actor.agency)

    def for_list(self) -> Self:
        """Everything a row shows, its evidence by name. One query more for all rows.

        Of what an entry is about, and of people, no more than their words and names.
        """
        own = (field.attname for field in self.model._meta.concrete_fields)
        files = EntryEvidence.objects.order_by("pk").select_related("file")
        files = files.only("entry_id", "file__name", "file__media_type")
        awaited = AwaitedFile.objects.filter(entry=models.OuterRef("pk"), evidence=None)
        rows = self.select_related("employee", "result", "action", "reviewed_by")
        rows = rows.only(*own, *_SHOWN, *_NAMED).annotate(is_awaiting=models.Exists(awaited))
        return rows.prefetch_related(models.Prefetch("evidence", files))

    def with_questions(self) -> Self:
        """And what reviewers asked, as `asked`. One query for all rows."""
        asked = ReviewQuestion.objects.select_related("asked_by").order_by("pk")
        return self.prefetch_related(models.Prefetch("questions", asked, to_attr="asked"))


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
    is_field_duty = models.BooleanField(default=False)  # "dinas luar": done away from the office
    is_favourite = models.BooleanField(default=False)  # the author's mark: offered first to repeat

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
            # A few of a year's entries wait; who asks for them asks of a whole agency.
            models.Index(
                fields=["agency", "assignment", "sent_at"],
                condition=Q(state="sent"),
                name="entry_waiting",
            ),
            models.Index(
                fields=["result", "measure", "day", "quantity"],
                condition=Q(state="accepted"),
                name="entry_accepted",
            ),
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


class PhotoPlace(AgencyModel):
    """Where a photo was taken, to about 100 m, because its author said so; gone after 90 days."""

    evidence = models.OneToOneField(EntryEvidence, models.CASCADE, related_name="place")
    latitude = models.DecimalField(max_digits=5, decimal_places=3)
    longitude = models.DecimalField(max_digits=6, decimal_places=3)
    delete_on = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["agency", "delete_on"], name="place_to_delete")]

    def __str__(self) -> str:
        return f"{self.evidence_id}"


class PhotoPrint(AgencyModel):
    """A photo in 64 bits, to find it again; empty for a picture without features."""

    evidence = models.OneToOneField(EntryEvidence, models.CASCADE, related_name="fingerprint")
    bits = models.CharField(max_length=16, blank=True)  # hexadecimal

    class Meta:
        indexes = [models.Index(fields=["agency", "bits"], name="print_by_bits")]

    def __str__(self) -> str:
        return self.bits


class NoteQuerySet(models.QuerySet["PlausibilityNote"]):
    def visible_to(self, actor: Actor) -> Self:
        """One's own at once; those of people whose work the actor follows from their day on."""
        others = follows(actor, "entry__assignment") & Q(shown_from__lte=actor.today)
        return self.filter(Q(entry__employee=actor.me) | others, agency=actor.agency)


class PlausibilityNote(AgencyModel):
    """Something odd about an entry: a question its author answers first, never a verdict."""

    entry = models.ForeignKey(DailyEntry, models.CASCADE, related_name="notes")
    kind = models.CharField(max_length=10, choices=[(one, one) for one in Oddity])
    found_on = models.DateField()
    shown_from = models.DateField()  # until then only the author sees it
    explanation = models.CharField(max_length=500, blank=True)
    explained_at = models.DateTimeField(null=True)

    objects = NoteQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "kind"], name="note_once")]

    def __str__(self) -> str:
        return f"{self.entry_id}: {self.kind}"


class BurdenCount(AgencyModel):
    """How often reporting or reviewing cost so much in a unit and month: a count, nobody's."""

    class Step(models.TextChoices):
        ENTRY = "entry", _("Mencatat")
        REVIEW = "review", _("Memeriksa")

    class Kind(models.TextChoices):
        SECONDS = "seconds", _("Detik")
        INTERACTIONS = "interactions", _("Ketukan")
        LEFT = "left", _("Ditinggalkan")

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    month = models.DateField()  # its first day
    step = models.CharField(max_length=6, choices=Step)
    kind = models.CharField(max_length=12, choices=Kind)
    slot = models.PositiveSmallIntegerField()  # of rules.burden; 0 for what was left
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "month", "unit", "step", "kind", "slot"], name="burden_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.step} {self.kind} {self.slot}"


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


class QuestionQuerySet(models.QuerySet["ReviewQuestion"]):
    def visible_to(self, actor: Actor) -> Self:
        """On the entries the actor may see."""
        entries = DailyEntry.objects.visible_to(actor)
        return self.filter(agency=actor.agency, entry__in=entries.values("pk"))


class ReviewQuestion(AgencyModel):
    """What a reviewer wants to know before deciding; the entry goes on waiting."""

    entry = models.ForeignKey(DailyEntry, models.CASCADE, related_name="questions")
    asked_by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    text = models.CharField(max_length=300)
    answer = models.CharField(max_length=500, blank=True)
    answered_at = models.DateTimeField(null=True)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["entry", "id"], name="question_of_entry")]

    def __str__(self) -> str:
        return self.text


class ReviewDecision(AgencyModel):
    """A decision that came from a reviewer's phone: its key, so that sent twice it counts once."""

    key = models.UUIDField()
    entry = models.ForeignKey(DailyEntry, models.CASCADE, related_name="decisions")
    by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    act = models.CharField(max_length=10)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "key"], name="decision_once_per_key")
        ]

    def __str__(self) -> str:
        return f"{self.entry_id}: {self.act}"
