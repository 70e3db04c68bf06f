from typing import Self

from cryptography.exceptions import InvalidTag
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from karsa.accounts.actor import Actor
from karsa.complaints.models.case import Case
from karsa.files.models import StoredFile
from karsa.kit.sealing import seal, unseal
from karsa.org.models import Employee, Unit
from karsa.tenancy.models import AgencyModel

_SEAL = "complaints-contact"


class Contact(AgencyModel):
    """Who reported, as far as they chose to say: sealed, and erased after its time."""

    case = models.OneToOneField(Case, models.CASCADE, related_name="contact")
    name = models.TextField(blank=True)
    phone = models.TextField(blank=True)
    email = models.TextField(blank=True)
    wants_mail = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"#{self.case_id}"

    @classmethod
    def sealed(cls, case: Case, *, name: str, phone: str, email: str, wants_mail: bool) -> Self:
        """Return the contact of a case, sealed and not yet saved."""
        said = {"name": name, "phone": phone, "email": email}
        closed = {
            field: seal(_SEAL, case.agency_id, text.strip()) if text.strip() else ""
            for field, text in said.items()
        }
        return cls(agency_id=case.agency_id, case=case, wants_mail=wants_mail, **closed)

    def opened(self) -> dict[str, str]:
        """Return name, phone and email in plain; whoever calls this has recorded why."""
        return {field: self._open(getattr(self, field)) for field in ("name", "phone", "email")}

    def _open(self, box: str) -> str:
        try:
            return unseal(_SEAL, self.agency_id, box) if box else ""
        except InvalidTag:  # the server's secret was replaced: it stays closed for good
            return ""


class CaseBrowser(AgencyModel):
    """Where a reporter's browser hears that there is news; tied to the report, gone at its end."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="browsers")
    endpoint = models.URLField(max_length=500)
    p256dh = models.CharField(max_length=120)
    auth = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "endpoint"], name="case_browser_once")
        ]

    def __str__(self) -> str:
        return f"#{self.case_id}"


class Step(AgencyModel):
    """What happened to a case; appended, never changed. `is_public`: its reporter reads it."""

    class Kind(models.TextChoices):
        FILED = "filed", _("Laporan diterima")
        ROUTED = "routed", _("Diteruskan ke unit yang menangani")
        TAKEN = "taken", _("Mulai dikerjakan")
        NOTE = "note", _("Catatan dalam")
        ASKED = "asked", _("Petugas bertanya")
        ADDED = "added", _("Pelapor menambah keterangan")
        ANSWERED = "answered", _("Dijawab")
        VERIFIED = "verified", _("Diperiksa orang di luar unit")
        NOT_FIXED = "not_fixed", _("Pemeriksaan: belum beres")
        CONFIRMED = "confirmed", _("Pelapor menyatakan beres")
        DISPUTED = "disputed", _("Pelapor menyatakan belum beres")
        RATED = "rated", _("Pelapor menilai jawaban")
        REOPENED = "reopened", _("Dibuka lagi")
        CLIMBED = "climbed", _("Dinaikkan ke pimpinan karena lewat batas")
        MERGED = "merged", _("Digabung dengan laporan yang sama")
        CLOSED = "closed", _("Selesai")
        PUBLISHED = "published", _("Ditampilkan di laman publik")
        HELD_BACK = "held_back", _("Tidak ditampilkan di laman publik")
        HEARD = "heard", _("Yang dilaporkan menanggapi")

    case = models.ForeignKey(Case, models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=10, choices=Kind)
    text = models.TextField(max_length=4000, blank=True)
    is_public = models.BooleanField(default=True)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("-at", "-pk")
        indexes = [models.Index(fields=["case", "-at"], name="step_of_case")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.kind}"


class CaseFile(AgencyModel):
    """A photo or paper of a step: the reporter's, or evidence of an answer or verification."""

    step = models.ForeignKey(Step, models.CASCADE, related_name="files")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.step_id}"


class HearingQuerySet(models.QuerySet["Hearing"]):
    def visible_to(self, actor: Actor) -> Self:
        """One's own: whoever is asked reads the question, never the case behind it."""
        return self.filter(agency=actor.agency, employee=actor.me)


class Hearing(AgencyModel):
    """Right of reply: what an employee is asked about a case that names them, and their words."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="hearings")
    employee = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    question = models.TextField(max_length=2000)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    answer = models.TextField(max_length=4000, blank=True)
    answered_at = models.DateTimeField(null=True)

    objects = HearingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True) | ~Q(answer=""), name="hearing_answer_speaks"
            )
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.employee_id}"
