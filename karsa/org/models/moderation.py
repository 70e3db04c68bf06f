from django.db import models

from karsa.org.models.people import Employee
from karsa.tenancy.models import AgencyModel


class ModerationStep(AgencyModel):
    """A public text hidden or shown, by whom and why; appended, never changed.

    Where its author asks for a second look, `reason` is what they say, and `by` stays empty.
    """

    hides = models.BooleanField()
    is_asked = models.BooleanField(default=False)
    reason = models.CharField(max_length=300)
    by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    day = models.DateField()

    class Meta:
        abstract = True
        ordering = ("-pk",)
