from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from karsa.tenancy.models import AgencyModel


class Scope(models.TextChoices):
    """What a token opens. Counselling, health, discipline and reports of conduct have none."""

    UNITS = "baca:unit", _("Membaca unit dan jabatan")
    PEOPLE = "baca:pegawai", _("Membaca pegawai dan penempatannya")
    PLANS = "baca:skp", _("Membaca SKP yang sudah ditetapkan")
    FIGURES = "baca:capaian", _("Membaca indikator dan angkanya")
    GRADES = "baca:predikat", _("Membaca predikat yang sudah final, dan berkas SIASN")
    TRAINING = "baca:pelatihan", _("Membaca pelatihan yang selesai, dan berkas SIASN")
    STAFF = "kirim:pegawai", _("Mengirim unit dan pegawai")


class Token(AgencyModel):
    """What a machine shows to be let in: some scopes, until a day, for one agency.

    It is nobody's: it never signs a person in and never acts as one.
    """

    name = models.CharField(max_length=120)
    digest = models.CharField(max_length=64)  # keyed hash of the token, which is shown once
    head = models.CharField(max_length=12)  # its first signs, to tell one from another
    scopes: "models.JSONField[list[str], list[str]]" = models.JSONField()
    created_at = models.DateTimeField()
    created_by = models.BigIntegerField(null=True)
    expires_on = models.DateField()  # the last day it opens anything
    used_on = models.DateField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "digest"], name="machine_token_once")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def scope_names(self) -> list[str]:
        """What it opens, in words."""
        return [str(Scope(code).label) for code in self.scopes]

    def is_open(self, today: date) -> bool:
        """Whether it opens anything on `today`."""
        return self.revoked_at is None and self.expires_on >= today


class KeptAnswer(AgencyModel):
    """What was answered to a write, for a day: sent again under its key, it is not done again."""

    token = models.ForeignKey(Token, models.CASCADE, related_name="+")
    key = models.CharField(max_length=120)
    digest = models.CharField(max_length=64)  # of what was asked
    status = models.PositiveSmallIntegerField()
    media = models.CharField(max_length=60)
    content = models.TextField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["token", "key"], name="answer_once_per_key")]
        indexes = [models.Index(fields=["agency", "at"], name="answer_by_age")]

    def __str__(self) -> str:
        return f"{self.token_id}: {self.status}"
