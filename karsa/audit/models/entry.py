from django.db import models

from karsa.tenancy.models import AgencyModel


class AuditEntry(AgencyModel):
    """Who did what to which row, and when. Appended only: the database refuses the rest.

    It holds ids and words of ours, never a person's data; those sit in `AuditDetail`.
    """

    at = models.DateTimeField()
    actor_id = models.BigIntegerField(null=True)  # empty: a command or the system itself
    verb = models.CharField(max_length=60)
    kind = models.CharField(max_length=60)
    object_id = models.CharField(max_length=40)
    # Of the detail, with its salt: shows a change, and nothing once the detail is erased.
    detail_digest = models.CharField(max_length=64, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["agency", "-at", "-id"], name="audit_by_moment"),
            models.Index(fields=["agency", "kind", "object_id"], name="audit_of_object"),
            models.Index(fields=["agency", "kind", "at"], name="audit_of_kind_by_moment"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.kind}:{self.object_id}"


class AuditDetail(AgencyModel):
    """The personal part of an entry (a reason, a changed value), erasable by law."""

    entry = models.OneToOneField(AuditEntry, models.PROTECT, related_name="detail")
    text = models.TextField()
    salt = models.BinaryField(default=bytes)

    def __str__(self) -> str:
        return f"#{self.entry_id}"
