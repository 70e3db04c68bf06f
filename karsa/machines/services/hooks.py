"""Addresses that are told: named by the administrator, tried, stopped, started, told again."""

import secrets
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction

from karsa.accounts.actor import Actor
from karsa.audit.services import record
from karsa.jobs.services import later
from karsa.kit import outgoing
from karsa.kit.sealing import seal
from karsa.machines.models import Delivery, Event, Hook
from karsa.machines.policies import can_connect
from karsa.machines.services.announcing import put
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _

SEALED = "machines-hook"
PREFIX = "whsec_"


@dataclass(frozen=True, slots=True)
class HookWords:
    """What one says of an address: its name, where it is, and what it is told of."""

    name: str
    address: str
    events: Sequence[str]


@transaction.atomic
def add_hook(*, actor: Actor, words: HookWords) -> tuple[Hook, str]:
    """Return a new address with the secret that signs its messages, which is shown once.

    Raises PermissionDenied to all but the administrator; Refused for a name that is taken, no
    event, or an address that is not https.
    """
    if not can_connect(actor):
        raise PermissionDenied
    _check(actor, words)
    secret = PREFIX + b64encode(secrets.token_bytes(32)).decode()
    made = Hook.objects.create(
        agency=actor.agency,
        name=words.name.strip(),
        address=words.address,
        events=sorted(words.events),
        secret=seal(SEALED, actor.agency.pk, secret),
        created_at=actor.now,
    )
    record(actor, "machines.hook_added", made)
    return made, secret


@transaction.atomic
def stop_hook(*, actor: Actor, hook_id: int) -> Hook:
    """Tell an address nothing more; what waits for it is not sent. Raises as `start_hook`."""
    found = _kept(actor, hook_id)
    if found.stopped_at is not None:
        raise Refused(_("Penerima ini sudah berhenti."))
    found.stopped_at = actor.now
    found.save(update_fields=["stopped_at"])
    record(actor, "machines.hook_stopped", found)
    return found


@transaction.atomic
def start_hook(*, actor: Actor, hook_id: int) -> Hook:
    """Tell a stopped address again, from now on and what still waits.

    Raises Hook.DoesNotExist, PermissionDenied; Refused if it runs.
    """
    found = _kept(actor, hook_id)
    if found.stopped_at is None:
        raise Refused(_("Penerima ini sedang berjalan."))
    found.stopped_at, found.failures, found.gave_up = None, 0, False
    found.save(update_fields=["stopped_at", "failures", "gave_up"])
    record(actor, "machines.hook_started", found)
    later("machines.deliver", actor.agency)
    return found


@transaction.atomic
def try_hook(*, actor: Actor, hook_id: int) -> Hook:
    """Send a message that tells of nothing. Raises as `start_hook`; Refused while it is stopped."""
    found = _running(actor, hook_id)
    put(actor, [found], Event.PING, {})
    record(actor, "machines.hook_tried", found)
    return found


@transaction.atomic
def send_again(*, actor: Actor, delivery_id: int) -> Delivery:
    """Send a message once more, under its own id: whoever has it already knows it.

    Raises Delivery.DoesNotExist, PermissionDenied; Refused while its address is stopped.
    """
    row = Delivery.objects.select_for_update().get(pk=delivery_id, agency=actor.agency)
    _running(actor, row.hook_id)
    row.state, row.tries, row.due_at = Delivery.State.WAITING, 0, actor.now
    row.save(update_fields=["state", "tries", "due_at"])
    record(actor, "machines.delivery_repeated", row)
    later("machines.deliver", actor.agency)
    return row


def _check(actor: Actor, words: HookWords) -> None:
    offered = set(Event.values) - {Event.PING}
    if not words.name.strip() or not words.events or not set(words.events) <= offered:
        raise Refused(_("Beri nama dan pilih paling sedikit satu kejadian."))
    if Hook.objects.filter(agency=actor.agency, name=words.name.strip()).exists():
        raise Refused(_("Sudah ada penerima dengan nama ini. Beri nama lain."))
    try:
        outgoing.check(words.address)
    except outgoing.Unsafe:
        raise Refused(_("Tulis alamat https:// yang lengkap, tanpa nama pengguna.")) from None


def _kept(actor: Actor, hook_id: int) -> Hook:
    if not can_connect(actor):
        raise PermissionDenied
    return Hook.objects.select_for_update().get(pk=hook_id, agency=actor.agency)


def _running(actor: Actor, hook_id: int) -> Hook:
    found = _kept(actor, hook_id)
    if found.stopped_at is not None:
        raise Refused(_("Penerima ini sedang berhenti. Mulai lagi dulu."))
    return found
