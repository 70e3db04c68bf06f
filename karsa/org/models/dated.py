from datetime import date
from typing import Self, TypeVar

from django.db import models
from django.db.models import Q

M = TypeVar("M", bound=models.Model, covariant=True)


def current(day: date, prefix: str = "") -> Q:
    """A dated row is current when it has started and has not ended; both days count."""
    return Q(**{f"{prefix}starts__lte": day}) & (
        Q(**{f"{prefix}ends__isnull": True}) | Q(**{f"{prefix}ends__gte": day})
    )


class DatedQuerySet(models.QuerySet[M]):
    def on(self, day: date) -> Self:
        """Rows that are current on `day`."""
        return self.filter(current(day))


class Dated(models.Model):
    """A fact with a beginning and perhaps an end, both inclusive."""

    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gte=models.F("starts")),
                name="%(class)s_ends_after_it_starts",
            )
        ]

    def is_on(self, day: date) -> bool:
        """Whether the row is current on `day`, like `current`, for a row at hand."""
        return self.starts <= day and (self.ends is None or self.ends >= day)
