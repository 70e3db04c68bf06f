from django.db import models

from karsa.tenancy.models import AgencyModel


class AuditSeal(AgencyModel):
    """A link of the agency's chain over some entries. Appended only, like the entries.

    Entries are committed in another order than they are numbered, so a seal names each of its
    own; `keys` and `marks` are read with `rules.chain`.
    """

    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    last_key = models.BigIntegerField()
    rows = models.PositiveIntegerField()
    keys = models.BinaryField()
    marks = models.BinaryField()
    link = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "number"], name="audit_seal_once"),
        ]
        indexes = [models.Index(fields=["agency", "at"], name="audit_seal_by_moment")]

    def __str__(self) -> str:
        return f"{self.number} {self.link[:12]}"
