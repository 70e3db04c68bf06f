from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from karsa.files.models import StoredFile
from karsa.tenancy.models import Agency, AgencyModel
from karsa.tenancy.turns import Remembered, RememberedQuerySet


class IssuedDocumentQuerySet(models.QuerySet["IssuedDocument"]):
    def known_by(self, agency: Agency, code: str) -> Self:
        """The document of `agency` that a reader names by its code, in their way of writing it.

        Anyone may ask: the code is the permission, and nothing about a person is answered.
        """
        return self.filter(agency=agency, code=code.replace("-", "").strip().upper())


class IssuedDocument(AgencyModel):
    """A document that left the house, by which anyone holding it can check that it is valid.

    It knows no person: the public page shows number, agency, day and state, nothing else.
    """

    class State(models.TextChoices):
        VALID = "valid", _("Berlaku")
        CHANGED = "changed", _("Sudah diubah")
        WITHDRAWN = "withdrawn", _("Ditarik")

    code = models.CharField(max_length=32, unique=True)  # random: nobody can guess another's
    number = models.CharField(max_length=60)
    kind = models.CharField(max_length=20)
    day = models.DateField()
    sha256 = models.CharField(max_length=64, blank=True)
    state = models.CharField(max_length=9, choices=State, default=State.VALID)
    issued_at = models.DateTimeField()

    objects = IssuedDocumentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "number"], name="document_number_once")
        ]

    def __str__(self) -> str:
        return self.number


class Method(models.TextChoices):
    """How people sign what the house issues."""

    NONE = "none", _("Disahkan dalam sistem, tanpa tanda tangan pada berkas")
    LOCAL = "local", _("Segel elektronik instansi (sertifikat di server ini)")
    BSRE = "bsre", _("Tanda tangan elektronik BSrE (NIK dan passphrase)")
    WET = "wet", _("Tanda tangan basah: cetak, tanda tangani, unggah pindaian")


class DocumentSetting(Remembered, AgencyModel):
    """An agency's paper and its way of signing; without a row A4, and nothing beside the system."""

    class Paper(models.TextChoices):
        A4 = "a4", _("A4 (210 × 297 mm)")
        F4 = "f4", _("F4 (215 × 330 mm)")

    paper = models.CharField(max_length=2, choices=Paper, default=Paper.A4)
    method = models.CharField(max_length=5, choices=Method, default=Method.NONE)
    # Of the e-sign client at the agency; the password is sealed, a person's passphrase never kept.
    address = models.URLField(blank=True)
    account = models.CharField(max_length=100, blank=True)
    box = models.TextField(blank=True)

    objects = RememberedQuerySet["DocumentSetting"].as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency"], name="document_setting_once")]

    def __str__(self) -> str:
        return self.method


class DocumentSignature(AgencyModel):
    """One signature on an issued document, or the scan of the paper that people signed."""

    SCAN = "scan"  # in place of a role: a scan carries the signatures of all

    document = models.ForeignKey(IssuedDocument, models.PROTECT, related_name="signatures")
    role = models.CharField(max_length=10)
    name = models.CharField(max_length=200)
    method = models.CharField(max_length=5, choices=Method)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    user_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["document", "role"], name="document_signed_once")
        ]

    def __str__(self) -> str:
        return f"{self.document_id}: {self.role}"
