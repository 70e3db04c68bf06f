from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from karsa.tenancy.models import Agency, AgencyModel


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
