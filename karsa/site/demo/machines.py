"""Other systems: two that read, and one that was told and is stopped, so that nothing leaves."""

import json
from datetime import timedelta

from karsa.kit.sealing import seal
from karsa.machines.models import Delivery, Event, Hook, Scope, Token
from karsa.machines.services.hooks import PREFIX, SEALED
from karsa.machines.services.tokens import give_token
from karsa.site.demo.world import World

_READERS = {
    "Simpeg": (Scope.STAFF, Scope.UNITS, Scope.PEOPLE),
    "Papan data Bappeda": (Scope.FIGURES, Scope.UNITS),
}


def connect(world: World) -> None:
    """Give two tokens, whose text nobody has, and an address with what it was told."""
    for name, scopes in _READERS.items():
        made, _text = give_token(
            actor=world.actor, name=name, scopes=[scope.value for scope in scopes], days=90
        )
        Token.objects.filter(pk=made.pk).update(used_on=world.today)
    hook = Hook.objects.create(
        agency=world.agency,
        name="Papan data Bappeda",
        address="https://papan.contoh.go.id/kabar",
        events=[Event.MEASURED, Event.GRADE_FINAL],
        secret=seal(SEALED, world.agency.pk, f"{PREFIX}bm9ib2R5IGhhcyBpdA=="),
        created_at=world.now - timedelta(days=30),
        stopped_at=world.now - timedelta(hours=1),
    )
    Delivery.objects.bulk_create(_message(world, hook, hours) for hours in range(60, 0, -12))


def _message(world: World, hook: Hook, hours: int) -> Delivery:
    at = world.now - timedelta(hours=hours)
    said = {"type": Event.MEASURED.value, "timestamp": at.isoformat(), "data": {"id": hours}}
    came = hours != 24  # one that did not arrive
    return Delivery(
        agency=world.agency,
        hook=hook,
        event=Event.MEASURED,
        body=json.dumps(said),
        state=Delivery.State.TAKEN if came else Delivery.State.FAILED,
        tries=1 if came else 9,
        due_at=at,
        created_at=at,
        sent_at=at,
        status=204 if came else 503,
    )
