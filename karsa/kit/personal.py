"""What a package keeps about people: declared beside its tables, collected once at start.

One activity is a line of the register of processing (UU 27/2022 Pasal 31): why, by which law, of
whom, who reads it, for how long, and how it can be erased. Each table stands in exactly one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise

# What most rooms say in the same words.
STAFF = _("Pegawai instansi ini")
CITIZENS = _("Warga")
ARCHIVED = _("Selama masa dinas, lalu menurut jadwal retensi arsip instansi.")
BOUND = _(
    "Tidak dihapus atas permintaan selama menjadi dasar keputusan kepegawaian "
    "(UU 27/2022 Pasal 15 ayat 1 huruf c); yang keliru dapat diperbaiki."
)
DUTY = _("Kewajiban menurut PP 30/2019 dan PermenPANRB 6/2022 (UU 27/2022 Pasal 20 huruf c)")
SERVICE = _("Pelayanan publik (UU 25/2009; UU 27/2022 Pasal 20 huruf e)")
CONSENT = _("Persetujuan orangnya (UU 27/2022 Pasal 20 huruf a)")


@dataclass(frozen=True, slots=True)
class Expiry:
    """Rows of `table` go `days` after the moment or day `by`; `days` names a retention rule.

    Empty `days`: on the very day. `only` are further conditions; a path may lead to other tables.
    """

    table: str
    by: str
    days: str = ""
    only: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Activity:
    """Tables that serve one purpose, and what the law asks to be said of them.

    `jobs` are the works that empty them besides `expires`; without either, `kept` says how long
    the record must stay. `told` is shown to citizens as well.
    """

    code: str
    name: Text
    purpose: Text
    basis: Text
    people: Text
    readers: Text
    kept: Text
    tables: tuple[str, ...]
    erased: Text = ""
    expires: tuple[Expiry, ...] = ()
    jobs: tuple[str, ...] = ()
    is_sensitive: bool = False  # health, finance, or what may harm (Pasal 4 ayat 2)
    told: bool = False


_ACTIVITIES: dict[str, tuple[Activity, ...]] = {}
_WITHOUT: dict[str, frozenset[str]] = {}


def declare(room: str, *activities: Activity, without: Sequence[str] = ()) -> None:
    """Keep what a package declares; `without` are tables of things, of which at most who wrote
    a row is a person.
    """
    _ACTIVITIES[room] = activities
    _WITHOUT[room] = frozenset(without)


def activities() -> list[tuple[str, Activity]]:
    """Return every activity with its package, in the order of packages and declaration."""
    return [(room, one) for room, all_of in _ACTIVITIES.items() for one in all_of]


def without(room: str) -> frozenset[str]:
    """Return the tables of a package that are about things."""
    return _WITHOUT.get(room, frozenset())
