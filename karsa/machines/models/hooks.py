from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _

from karsa.tenancy.models import AgencyModel
from karsa.tenancy.turns import Remembered, RememberedQuerySet


class Event(models.TextChoices):
    """What a machine may be told of; it then asks for what its token lets it see."""

    PLAN_SET = "skp.approved", _("SKP ditetapkan")
    GRADE_FINAL = "evaluation.final", _("Penilaian selesai")
    MEASURED = "indicator.measured", _("Angka indikator diverifikasi")
    ANSWERED = "complaint.answered", _("Laporan warga dijawab")
    PING = "ping", _("Percobaan")


class Hook(AgencyModel, Remembered):
    """An address that is told of events (a webhook), each message signed with its secret."""

    name = models.CharField(max_length=120)
    address = models.URLField(max_length=500)
    events: "models.JSONField[list[str], list[str]]" = models.JSONField()
    secret = models.CharField(max_length=200)  # sealed; needed to sign, shown once
    created_at = models.DateTimeField()
    failures = models.PositiveSmallIntegerField(default=0)  # in a row
    stopped_at = models.DateTimeField(null=True)
    gave_up = models.BooleanField(default=False)  # stopped by itself

    objects = RememberedQuerySet["Hook"].as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "name"], name="hook_name_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def event_names(self) -> list[str]:
        """What it is told of, in words."""
        return [str(Event(code).label) for code in self.events]


class Delivery(AgencyModel):
    """One message to one address: kept with the act it tells of, sent after it."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Menunggu")
        TAKEN = "taken", _("Diterima")
        FAILED = "failed", _("Tidak sampai")

    hook = models.ForeignKey(Hook, models.CASCADE, related_name="deliveries")
    event = models.CharField(max_length=30, choices=Event)
    message = models.UUIDField(default=uuid4, editable=False)  # the same when it is sent again
    body = models.TextField()
    state = models.CharField(max_length=7, choices=State, default=State.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField()
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)  # the last try
    status = models.PositiveSmallIntegerField(null=True)  # what it answered; none: no answer came
    answer = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["agency", "state", "due_at"], name="delivery_due"),
            models.Index(fields=["hook", "-id"], name="delivery_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.event} #{self.pk}"
