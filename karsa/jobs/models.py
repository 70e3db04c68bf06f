from django.db import models
from django.utils.translation import gettext_lazy as _

from karsa.tenancy.models import AgencyModel


class Batch(AgencyModel):
    """Long work with progress that survives a closed tab and ends with a report of every row."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Menunggu giliran")
        RUNNING = "running", _("Sedang berjalan")
        DONE = "done", _("Selesai")
        FAILED = "failed", _("Gagal")

    MOVING = (State.WAITING, State.RUNNING)

    kind = models.CharField(max_length=40)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    is_trial = models.BooleanField(default=False)  # a preview: everything is read, nothing kept
    file_id = models.BigIntegerField(null=True)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    taken = models.PositiveIntegerField(default=0)
    repaired = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    problem = models.TextField(blank=True)  # why the whole batch failed, in words
    started_by = models.BigIntegerField(null=True)
    created_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["agency", "kind", "-id"], name="batch_newest")]

    def __str__(self) -> str:
        return f"{self.kind} #{self.pk}"


class BatchRow(AgencyModel):
    """What became of one row of a batch, with a note a person can act on."""

    class Outcome(models.TextChoices):
        TAKEN = "taken", _("Diterima")
        REPAIRED = "repaired", _("Diterima dengan perbaikan")
        REFUSED = "refused", _("Ditolak")
        UNCHANGED = "unchanged", _("Sudah sama")

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()  # the line in the file, counted as people count
    outcome = models.CharField(max_length=9, choices=Outcome)
    label = models.CharField(max_length=200, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["batch", "outcome", "number"], name="batch_row_outcome")]

    def __str__(self) -> str:
        return f"{self.number}: {self.outcome}"


class OnceKey(AgencyModel):
    """An effect that may happen once only, by its key."""

    key = models.CharField(max_length=120)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "key"], name="once_key_is_unique")]

    def __str__(self) -> str:
        return self.key
