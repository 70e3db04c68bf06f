from datetime import time
from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from karsa.accounts.actor import Actor
from karsa.tenancy.models import AgencyModel


class NoticeQuerySet(models.QuerySet["Notice"]):
    def visible_to(self, actor: Actor) -> Self:
        """One's own."""
        return self.filter(agency=actor.agency, user=actor.user_id or 0)


class Notice(AgencyModel):
    """Something a person should know, with a way to act on it; once per `key` and person.

    It holds counts and an address of ours, never a name or what was written.
    """

    class Kind(models.TextChoices):
        ENTRY_RETURNED = "entry_returned", _("Catatan dikembalikan")
        ENTRY_ASKED = "entry_asked", _("Pertanyaan atasan tentang catatan")
        ENTRY_ODD = "entry_odd", _("Pertanyaan sistem tentang catatan")
        REPORT_DUE = "report_due", _("Pengingat mencatat")
        FEEDBACK_GIVEN = "feedback_given", _("Umpan balik dan pujian")
        FEEDBACK_ASKED = "feedback_asked", _("Permintaan umpan balik")
        GUIDANCE_KEPT = "guidance_kept", _("Catatan pembinaan")
        VOICE_ASKED = "voice_asked", _("Penilaian bersama 360 derajat")
        FAIRNESS_READY = "fairness_ready", _("Cermin penilai")
        CALIBRATION_CALLED = "calibration_called", _("Undangan kalibrasi")
        SECOND_DRAWN = "second_drawn", _("Undian penilai kedua")
        RATING_DUE = "rating_due", _("Batas menilai")
        RATING_LATE = "rating_late", _("Batas menilai terlewat")
        RATING_AWAITED = "rating_awaited", _("Penilaian saya belum ada")
        RATING_CLIMBED = "rating_climbed", _("Penilaian yang terlambat di bawah saya")
        RATING_TAKEN = "rating_taken", _("Penilaian saya diambil alih")
        REPORT_CORRECTED = "report_corrected", _("Laporan kinerja yang diperbaiki")
        DIRECTIVE_GIVEN = "directive_given", _("Arahan")
        REVIEW_DUE = "review_due", _("Pengingat memeriksa catatan")
        REVIEW_CLIMBED = "review_climbed", _("Catatan yang diteruskan dari penilai")
        ENTRY_CLIMBED = "entry_climbed", _("Catatan saya diteruskan ke atasan penilai")
        COMPLAINT_WAITING = "complaint_waiting", _("Laporan warga menunggu")
        COMPLAINT_CLIMBED = "complaint_climbed", _("Laporan warga lewat batas")
        COMPLAINT_HEARING = "complaint_hearing", _("Hak jawab")
        FORUM_DUE = "forum_due", _("Jawaban musyawarah hampir jatuh tempo")
        FORUM_LATE = "forum_late", _("Jawaban musyawarah lewat batas")
        SECOND_LOOK = "second_look", _("Permintaan dilihat lagi")
        TRAINING_ASKED = "training_asked", _("Permintaan ikut pelatihan")
        REWARD_NEWS = "reward_news", _("Penghargaan")
        UNSEALING = "unsealing", _("Permintaan membaca catatan tersegel")
        INCIDENT_DUE = "incident_due", _("Batas pemberitahuan kegagalan pelindungan data")
        DATA_REQUEST = "data_request", _("Permintaan atas data pribadi")
        FOLLOW_UP = "follow_up", _("Surat tindak lanjut")
        HOOK_STOPPED = "hook_stopped", _("Penerima kabar yang berhenti")
        PROVIDER_WAITS = "provider_waits", _("Penyedia identitas menunggu orang kedua")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=20, choices=Kind)
    key = models.CharField(max_length=80)
    count = models.PositiveIntegerField(default=1)
    path = models.CharField(max_length=200)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    # Set before it leaves, so that a restart sends nothing twice.
    mailed_at = models.DateTimeField(null=True)
    pushed_at = models.DateTimeField(null=True)
    texted_at = models.DateTimeField(null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "user", "key"], name="notice_once_per_key")
        ]
        indexes = [models.Index(fields=["agency", "user", "-at"], name="notice_newest")]

    def __str__(self) -> str:
        return f"{self.kind} #{self.user_id}"


class Preference(AgencyModel):
    """How somebody wants to be told; without a row: in the app and on their devices."""

    class Mail(models.TextChoices):
        NEVER = "never", _("Tidak lewat surel")
        DAILY = "daily", _("Satu ringkasan setiap pagi")
        AT_ONCE = "at_once", _("Segera")

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    email = models.EmailField(blank=True)
    # Digits, country first; given by the person, which is the consent.
    phone = models.CharField(max_length=15, blank=True)
    mail = models.CharField(max_length=7, choices=Mail, default=Mail.DAILY)
    # Clock of the agency's zone; nothing leaves between them. The same twice: no quiet hours.
    quiet_from = models.TimeField(default=time(19))
    quiet_to = models.TimeField(default=time(6))
    # What is switched off, as "kind:channel".
    off: "models.JSONField[list[str], list[str]]" = models.JSONField(default=list)

    class Meta:
        indexes = [models.Index(fields=["agency", "user"], name="preference_of_user")]

    def __str__(self) -> str:
        return f"#{self.user_id}"


class Device(AgencyModel):
    """A browser that receives web push for somebody."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="devices")
    endpoint = models.URLField(max_length=500)
    p256dh = models.CharField(max_length=120)
    auth = models.CharField(max_length=40)
    since = models.DateTimeField()

    class Meta:
        constraints = [
            # A shared phone belongs to whoever switched it on last.
            models.UniqueConstraint(fields=["agency", "endpoint"], name="device_once")
        ]
        indexes = [models.Index(fields=["agency", "user"], name="device_of_user")]

    def __str__(self) -> str:
        return f"#{self.user_id}"
