"""The few places each role goes to; the first five stand in the phone's dock."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from karsa.accounts.actor import Actor
from karsa.accounts.roles import Role


@dataclass(frozen=True, slots=True)
class Item:
    """One place: label, address, icon, and whether the reader is there; `short` for the dock."""

    label: str | Promise
    url: str
    icon: str
    current: bool = False
    short: str | Promise = ""


@dataclass(frozen=True, slots=True)
class _Place:
    page: str
    label: Promise
    icon: str
    roles: frozenset[Role]
    short: Promise | str = ""


def _for(*roles: Role) -> frozenset[Role]:
    return frozenset(roles)


_STAFF = _for(Role.EMPLOYEE)
_OFFICES = _for(Role.PERFORMANCE_MANAGER, Role.ADMINISTRATOR)
# In the order of use: what a person does most days comes first.
_PLACES = (
    _Place("insights:today", _("Hari ini"), "home", _STAFF),
    _Place("insights:team", _("Papan tim"), "users", _for(Role.RATER)),
    _Place("insights:cycle", _("Siklus"), "refresh", _OFFICES),
    _Place(
        "insights:leader",
        _("Pimpinan"),
        "target",
        _for(Role.REGENT, Role.UNIT_HEAD, Role.EVALUATION_TEAM, Role.PERFORMANCE_MANAGER),
    ),
    _Place("insights:trail", _("Jejak"), "list-search", _for(Role.INSPECTOR, Role.ADMINISTRATOR)),
)
_MENU = (_Place("accounts:password", _("Ganti sandi"), "key", frozenset(Role)),)


def navigation(actor: Actor, path: str) -> list[Item]:
    """Return the actor's places, the one at `path` marked. No query."""
    return list(_items(_PLACES, actor, path))


def menu(actor: Actor) -> list[Item]:
    """Return what stands in the menu of the person. No query."""
    return list(_items(_MENU, actor, ""))


def public_navigation(path: str) -> list[Item]:
    """Return the places of citizens. No query."""
    home, check = reverse("portal:home"), reverse("documents:ask")
    return [
        Item(_("Beranda"), home, "home", path == home),
        Item(_("Cek dokumen"), check, "shield-check", path.startswith(check)),
    ]


def _items(places: tuple[_Place, ...], actor: Actor, path: str) -> Iterator[Item]:
    for place in places:
        if actor.has(*place.roles):
            url = reverse(place.page)
            yield Item(place.label, url, place.icon, path.startswith(url), place.short)
