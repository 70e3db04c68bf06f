"""Hand somebody a copy of what is kept about them."""

from collections.abc import Iterator

from django.core.exceptions import PermissionDenied
from django.db import transaction

from karsa.accounts.actor import Actor
from karsa.audit.services import record
from karsa.insights.queries.own_data import own_archive
from karsa.kit.archives import zip_stream
from karsa.org.models import Employee


@transaction.atomic
def own_data(*, actor: Actor) -> Iterator[bytes]:
    """Return a ZIP of the actor's own data, part by part; the audit keeps that it was taken.

    Raises PermissionDenied for an account without an employee record.
    """
    person = Employee.objects.filter(agency=actor.agency, pk=actor.me).first()
    if person is None:
        raise PermissionDenied
    members = own_archive(actor)
    record(actor, "own_data.taken", person)
    return zip_stream(members, actor.now)
