"""Whose rows of growth somebody reads: the same for views, plans and registrations."""

from typing import Any, Self, TypeVar

from django.db import models
from django.db.models import Q

from karsa.accounts.actor import Actor
from karsa.org.models.people import follows_person

M = TypeVar("M", bound=models.Model, covariant=True)


class OfPersonQuerySet(models.QuerySet[M]):
    """Rows with an `employee`."""

    def visible_to(self, actor: Actor) -> Self:
        """One's own, those of the people of one's line, and all for the performance manager."""
        seen: Any = Q(employee=actor.me) | follows_person(actor)
        return self.filter(seen, agency=actor.agency)
