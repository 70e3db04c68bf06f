"""A provider of identities that waits: those who may let it come into force hear of it."""

from datetime import datetime

from django.urls import reverse

from karsa.accounts.models import IdentityProvider
from karsa.accounts.queries.providers import second_persons
from karsa.inbox.models import Notice
from karsa.inbox.services.telling import Note, notify
from karsa.rules.calendar import local_day
from karsa.tenancy.models import Agency


def tell_second_persons(*, agency: Agency, provider_id: int, now: datetime) -> None:
    """Tell each once, unless the provider waits no more. Six queries for any number."""
    waiting = IdentityProvider.objects.filter(
        agency=agency, pk=provider_id, state=IdentityProvider.State.WAITING
    ).first()
    if waiting is None:
        return
    kind, path = Notice.Kind.PROVIDER_WAITS, reverse("accounts:ways")
    people = second_persons(waiting, local_day(now, agency.zone)).values_list("pk", flat=True)
    notify(agency, now, (Note(user, kind, f"provider:{provider_id}", path) for user in people))
