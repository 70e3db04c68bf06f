from django.db import models

from karsa.tenancy.models import AgencyModel


class StoredFile(AgencyModel):
    """A file that came in: its content once per hash, who brought it and until when it is kept."""

    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    media_type = models.CharField(max_length=80)
    name = models.CharField(max_length=200)
    purpose = models.CharField(max_length=40)
    brought_by = models.BigIntegerField(null=True)
    brought_at = models.DateTimeField()
    # Stated by the device and never trusted as proof.
    taken_at = models.DateTimeField(null=True)
    keep_until = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["agency", "sha256"], name="file_by_hash")]

    def __str__(self) -> str:
        return self.name
