"""A step of a process about a person: what was done, by whom, and what the person says to it."""

from django.db import models

from karsa.documents.models import IssuedDocument
from karsa.files.models import StoredFile
from karsa.org.models import Employee
from karsa.tenancy.models import AgencyModel


class Step(AgencyModel):
    """Steps are never edited; the person's answer stands beside what it answers."""

    kind = models.CharField(max_length=12)
    on = models.DateField()
    by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    text = models.TextField()
    # The day it names: of a hearing, or until when something is due.
    day = models.DateField(null=True)
    evidence = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    document = models.OneToOneField(IssuedDocument, models.PROTECT, null=True, related_name="+")
    letter = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    reply = models.TextField(blank=True)
    replied_on = models.DateField(null=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.kind} #{self.pk}"
