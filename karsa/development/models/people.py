"""Whose rows of growth somebody reads: the same for views, plans and registrations."""

from typing import Any, Self, TypeVar

from django.db import models
from django.db.models import Q

from karsa.accounts.actor import Actor
from karsa.org.models import Assignment

M = TypeVar("M", bound=models.Model, covariant=True)


class OfPersonQuerySet(models.QuerySet[M]):
    """Rows with an `employee`."""

    def visible_to(self, actor: Actor) -> Self:
        """One's own, those of the people of one's line, and all for the performance manager."""
        followed = Assignment.objects.followed_by(actor).on(actor.today).values("employee")
        seen: Any = Q(employee=actor.me) | Q(employee__in=followed)
        return self.filter(seen, agency=actor.agency)
