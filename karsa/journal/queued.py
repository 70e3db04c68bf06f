"""Reading what a phone's queue sends: the fields of the entry form, as JSON, many at once."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django import forms
from django.utils.dateparse import parse_datetime

from karsa.accounts.actor import Actor
from karsa.journal.forms import EntryForm
from karsa.journal.queries.places import Place, places_named
from karsa.journal.services.arrivals import MOST_ENTRIES, Arrival
from karsa.journal.services.reporting import Content
from karsa.rules.refused import Overtaken, Refused
from karsa.rules.refused import gettext_noop as _

_GONE = "gone"
MOST_KEYS = 100


class Unreadable(Exception):  # noqa: N818 - an answer to a program, not a fault
    """The request is not what our own script sends."""


class Parcel(NamedTuple):
    """One request of the queue: the phone's clock when it was sent, and its entries."""

    clock: datetime
    arrivals: tuple[Arrival, ...]


class QueuedForm(EntryForm):
    """The entry form without its files, which follow; its place may be of any plan."""

    def __init__(self, data: object, *, actor: Actor, places: Mapping[str, Place]) -> None:
        super().__init__(data, actor=actor, tiles=())
        self.places = places
        chosen = self.fields["about"]
        self.fields["about"] = forms.CharField(error_messages=chosen.error_messages)
        for name in ("photos", "documents"):
            del self.fields[name]

    def clean_about(self) -> object:
        place = self.places.get(self.cleaned_data["about"])
        if place is None:
            raise forms.ValidationError(_GONE, code=_GONE)
        return place


def parcel(actor: Actor, body: bytes) -> Parcel:
    """Read a request of the queue. Two queries. Raises Unreadable."""
    try:
        said = json.loads(body)
        clock, rows = _moment(said["clock"]), list(said["entries"])
        if clock is None or not 0 < len(rows) <= MOST_ENTRIES:
            raise Unreadable
        places = places_named(actor, [str(row["fields"].get("about", "")) for row in rows])
        return Parcel(clock, tuple(_arrival(actor, row, places) for row in rows))
    except (ValueError, KeyError, TypeError, AttributeError) as why:
        raise Unreadable from why


def keys_of(values: list[str]) -> list[UUID]:
    """Read the keys a phone asks about. Raises Unreadable."""
    try:
        return [UUID(value) for value in values[:MOST_KEYS]]
    except ValueError as why:
        raise Unreadable from why


def _arrival(actor: Actor, row: dict[str, Any], places: Mapping[str, Place]) -> Arrival:
    key = UUID(row["key"])
    return Arrival(
        key=key,
        content=_content(actor, {**row["fields"], "key": str(key)}, places),
        written_at=_moment(row.get("written_at")),
        files=tuple(UUID(one) for one in row.get("files", ())),
    )


def _content(
    actor: Actor, fields: dict[str, object], places: Mapping[str, Place]
) -> Content | Refused:
    form = QueuedForm(fields, actor=actor, places=places)
    if form.is_valid():
        return form.content()
    if form.has_error("about", _GONE):
        return Overtaken(
            _("Pekerjaan ini tidak ada lagi di SKP Anda. Pilih pekerjaan lain, lalu kirim lagi.")
        )
    name, wrong = next(iter(form.errors.items()))
    label = form.fields[name].label if name in form.fields else ""
    return Refused(f"{label} {wrong[0]}".strip())


def _moment(value: object) -> datetime | None:
    """A moment with its zone; a phone that states none, or nonsense, states nothing."""
    found = parse_datetime(value) if isinstance(value, str) else None
    return found if found and found.tzinfo else None
