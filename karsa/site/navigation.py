"""The few places each role goes to; the first five stand in the phone's dock."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise

from karsa.accounts.actor import Actor
from karsa.accounts.roles import Role


@dataclass(frozen=True, slots=True)
class Item:
    """One place: label, address, icon, and whether the reader is there."""

    label: str | Promise
    url: str
    icon: str
    current: bool


_PLACES: tuple[tuple[str, Promise | str, str, frozenset[Role]], ...] = ()


def navigation(actor: Actor, path: str) -> list[Item]:
    """Return the actor's places in the order of use. No query."""
    return [
        Item(label, url, icon, path.startswith(url))
        for name, label, icon, roles in _PLACES
        if actor.has(*roles) and (url := reverse(name))
    ]
