"""Browsers that receive web push."""

from urllib.parse import urlsplit

from django.db import transaction

from karsa.accounts.actor import Actor
from karsa.audit.services import record
from karsa.inbox.models import Device
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _

_MOST = 10
# Nothing but a browser maker's push service is ever sent to.
_SERVICES = (
    "fcm.googleapis.com",
    "push.services.mozilla.com",
    "push.apple.com",
    "notify.windows.com",
)


@transaction.atomic
def add_device(*, actor: Actor, endpoint: str, p256dh: str, auth: str) -> Device:
    """Have this browser receive the actor's notices from now on, and nobody else's.

    Raises Refused for an address that is no push service's.
    """
    check_browser(endpoint, p256dh, auth)
    row, _new = Device.objects.update_or_create(
        agency=actor.agency,
        endpoint=endpoint,
        defaults={
            "user_id": actor.user_id or 0,
            "p256dh": p256dh,
            "auth": auth,
            "since": actor.now,
        },
    )
    mine = Device.objects.filter(agency=actor.agency, user=actor.user_id).order_by("-since")
    Device.objects.filter(pk__in=[old.pk for old in mine[_MOST:]]).delete()
    record(actor, "inbox.device_added", row)
    return row


def check_browser(endpoint: str, p256dh: str, auth: str) -> None:
    """Raise Refused for an address that is no push service's, or without the browser's keys."""
    place = urlsplit(endpoint)
    known = f".{place.hostname}".endswith(tuple(f".{name}" for name in _SERVICES))
    if place.scheme != "https" or place.port or not known or not (p256dh and auth):
        raise Refused(_("Peramban ini tidak memberi alamat kirim yang sah."))


@transaction.atomic
def drop_device(*, actor: Actor, endpoint: str) -> None:
    """Stop sending to this browser; nothing happens if it was not the actor's."""
    mine = Device.objects.filter(agency=actor.agency, user=actor.user_id, endpoint=endpoint)
    for row in mine:
        record(actor, "inbox.device_dropped", row)
    mine.delete()
