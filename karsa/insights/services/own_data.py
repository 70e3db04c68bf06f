"""Hand somebody a copy of what is kept about them; erase what the law lets go."""

from collections.abc import Iterator

from django.core.exceptions import PermissionDenied
from django.db import transaction

from karsa.accounts.actor import Actor
from karsa.audit.services import record
from karsa.inbox.models import Device, Notice, Preference
from karsa.insights.models import BriefingReader
from karsa.insights.queries.own_data import own_archive
from karsa.journal.models import PhotoPlace
from karsa.kit.archives import zip_stream
from karsa.org.models import Employee


@transaction.atomic
def own_data(*, actor: Actor) -> Iterator[bytes]:
    """Return a ZIP of the actor's own data, part by part; the audit keeps that it was taken.

    Raises PermissionDenied for an account without an employee record.
    """
    person = _person(actor)
    members = own_archive(actor)
    record(actor, "own_data.taken", person)
    return zip_stream(members, actor.now)


@transaction.atomic
def erase_own(*, actor: Actor) -> int:
    """Erase what nobody but the person needs; return how many rows went or were emptied.

    Ways to be reached, devices, notices that were read, the phone number, where photos were
    taken. What a duty keeps stays, with its reason, in the register. Raises PermissionDenied.
    """
    person = _person(actor)
    mine = {"agency": actor.agency, "user": actor.user_id}
    gone = [
        Device.objects.filter(**mine).delete()[0],
        Notice.objects.filter(**mine, read_at__isnull=False).delete()[0],
        Preference.objects.filter(**mine).exclude(email="", phone="").update(email="", phone=""),
        BriefingReader.objects.filter(**mine).delete()[0],
        Employee.objects.filter(pk=person.pk).exclude(phone="").update(phone=""),
        PhotoPlace.objects.filter(agency=actor.agency, evidence__entry__employee=person).delete()[
            0
        ],
    ]
    record(actor, "own_data.erased", person)
    return sum(gone)


def _person(actor: Actor) -> Employee:
    person = Employee.objects.filter(agency=actor.agency, pk=actor.me).first()
    if person is None:
        raise PermissionDenied
    return person
