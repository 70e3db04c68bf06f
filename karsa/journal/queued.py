"""Reading what a phone's queue sends: the fields of the entry form, as JSON, many at once."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.dateparse import parse_datetime

from karsa.accounts.actor import Actor
from karsa.journal.forms import EntryForm, content
from karsa.journal.queries.places import Place, places_named
from karsa.journal.services.arrivals import MOST_ENTRIES, Arrival
from karsa.journal.services.content import Content
from karsa.journal.services.decisions import Decision
from karsa.rules.refused import Overtaken, Refused
from karsa.rules.refused import gettext_noop as _

# The entry form's fields without its files, which follow; read one by one, since a form of its
# own for each entry takes longer than storing it.
_FIELDS = {
    name: field
    for name, field in EntryForm.base_fields.items()
    if name not in {"key", "about", "photos", "documents"}
}
MOST_KEYS = 100


class Unreadable(Exception):  # noqa: N818 - an answer to a program, not a fault
    """The request is not what our own script sends."""


class Parcel(NamedTuple):
    """One request of the queue: the phone's clock when it was sent, and its entries."""

    clock: datetime
    arrivals: tuple[Arrival, ...]


def parcel(actor: Actor, body: bytes) -> Parcel:
    """Read a request of the queue. One query. Raises Unreadable."""
    try:
        said = json.loads(body)
        clock, rows = _moment(said["clock"]), list(said["entries"])
        if clock is None or not 0 < len(rows) <= MOST_ENTRIES:
            raise Unreadable
        places = places_named(actor, [str(row["fields"].get("about", "")) for row in rows])
        return Parcel(clock, tuple(_arrival(row, places) for row in rows))
    except (ValueError, KeyError, TypeError, AttributeError) as why:
        raise Unreadable from why


def decisions(body: bytes) -> list[Decision]:
    """Read the decisions that a reviewer's phone kept. Raises Unreadable."""
    try:
        rows = list(json.loads(body)["decisions"])
        if not 0 < len(rows) <= MOST_ENTRIES:
            raise Unreadable
        return [_decision(row) for row in rows]
    except (ValueError, KeyError, TypeError, AttributeError) as why:
        raise Unreadable from why


def _decision(row: dict[str, Any]) -> Decision:
    return Decision(
        key=UUID(row["key"]),
        entry_id=int(row["entry"]),
        act=str(row["act"]),
        words=str(row.get("words", "")),
        seen=_moment(row["seen"]),
    )


def keys_of(values: list[str]) -> list[UUID]:
    """Read the keys a phone asks about. Raises Unreadable."""
    try:
        return [UUID(value) for value in values[:MOST_KEYS]]
    except ValueError as why:
        raise Unreadable from why


def _arrival(row: dict[str, Any], places: Mapping[str, Place]) -> Arrival:
    return Arrival(
        key=UUID(row["key"]),
        content=_content(row["fields"], places),
        written_at=_moment(row.get("written_at")),
        files=tuple(UUID(one) for one in row.get("files", ())),
    )


def _content(fields: dict[str, object], places: Mapping[str, Place]) -> Content | Refused:
    place = places.get(str(fields.get("about")))
    if place is None:
        return Overtaken(
            _("Pekerjaan ini tidak ada lagi di SKP Anda. Pilih pekerjaan lain, lalu kirim lagi.")
        )
    said: dict[str, Any] = {}
    for name, field in _FIELDS.items():
        try:
            said[name] = field.clean(fields.get(name))
        except ValidationError as wrong:
            return Refused(f"{field.label or ''} {wrong.messages[0]}".strip())
    return content(place, said)


def _moment(value: object) -> datetime | None:
    """A moment with its zone; a phone that states none, or nonsense, states nothing."""
    found = parse_datetime(value) if isinstance(value, str) else None
    return found if found and found.tzinfo else None
