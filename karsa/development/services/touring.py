"""The tour is shown until somebody has seen it or waved it away, once for all devices."""

from django.db import transaction

from karsa.accounts.actor import Actor
from karsa.accounts.models import User
from karsa.audit.services import record


@transaction.atomic
def end_tour(*, actor: Actor) -> None:
    """Never show the tour by itself again; again changes nothing. Two queries."""
    mine = User.objects.filter(agency=actor.agency, pk=actor.user_id or 0, toured_on=None)
    if mine.update(toured_on=actor.today):
        record(actor, "development.toured", User(pk=actor.user_id))
