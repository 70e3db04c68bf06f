"""The wall of praise of the units one belongs to."""

from django.db.models import QuerySet

from karsa.accounts.actor import Actor
from karsa.feedback.models import Feedback
from karsa.org.models import Assignment


def on_wall(actor: Actor) -> QuerySet[Feedback]:
    """Return praise that both sides share in the actor's units of today, with its people."""
    units = Assignment.objects.on(actor.today).filter(employee=actor.me).values("unit")
    rows = Feedback.objects.filter(
        agency=actor.agency, is_shared=True, plan__assignment__unit__in=units
    )
    return rows.for_list()
