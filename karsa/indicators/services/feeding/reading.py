"""A batch as it was sent → events that can be kept, and the rows that cannot with why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from decimal import Decimal
from hashlib import blake2b

from django.utils.translation import gettext as _

from karsa.rules import identity
from karsa.rules.events import PLACES
from karsa.rules.plausible import Believable, Usual, doubt

FIELDS = frozenset({"indicator", "key", "at", "value", "unit", "weight", "point"})
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)
# A clock at the source may run ahead by so much.
AHEAD = timedelta(minutes=10)
# Fourteen digits before the comma fit.
_LARGEST = 10**14
_SMALLEST = -_LARGEST
_ONE = Decimal(1)


@dataclass(frozen=True, slots=True)
class Link:
    """An indicator a feed may report, with what an event of it can believably be.

    `counts`: only how often it happens matters, so an event needs no value.
    """

    indicator_id: int
    measure: str
    counts: bool
    believable: Believable
    usual: Usual | None


@dataclass(frozen=True, slots=True)
class Door:
    """What a feed may bring in at a moment: links by code, points by id, the local zone.

    `archived` are local months (year, month) that take nothing more.
    """

    feed_id: int
    links: Mapping[str, Link]
    points: frozenset[int]
    zone: tzinfo
    latest: datetime
    archived: frozenset[tuple[int, int]]


@dataclass(slots=True)
class Event:
    """A row that can be kept; `reason` says why a person looks at it first, if one must.

    `event` names it among all that were ever sent (32 hexadecimal digits), `digest` what it says;
    `micros` is `at` in microseconds since 1970.
    """

    row: int
    indicator_id: int
    key: str
    at: datetime
    micros: int
    month: tuple[int, int]
    value: Decimal | None
    weight: Decimal | None
    point_id: int | None
    reason: str
    event: str
    digest: int
    revision: int = 1


class _Wrong(Exception):  # noqa: N818 - an answer to the sender
    """Why a row cannot be kept."""


def read(rows: Sequence[object], door: Door) -> tuple[list[Event], dict[int, str]]:
    """Return the events of `rows`, and by row number (from 1) why the others are refused.

    No query. The reasons never repeat what was sent: it may be somebody's name.
    """
    events, refused = [], {}
    for number, row in enumerate(rows, start=1):
        try:
            events.append(_event(number, row, door))
        except _Wrong as why:
            refused[number] = str(why)
    return events, refused


def _event(number: int, row: object, door: Door) -> Event:
    if not isinstance(row, dict):
        raise _Wrong(_("Baris ini bukan objek JSON."))
    if not FIELDS.issuperset(row):
        raise _Wrong(_stranger(set(row) - FIELDS))
    link = _link(row.get("indicator"), door)
    key = _key(row.get("key"))
    _check_unit(row.get("unit"), link)
    at = _moment(row.get("at"), door)
    value = _number(row.get("value"))
    if value is None and link.counts:
        value = _ONE
    weight = _weight(row.get("weight"))
    point = _point(row.get("point"), door)
    micros = (at - _EPOCH) // _MICROSECOND
    said = f"{micros}|{value}|{weight}|{point}".encode()
    return Event(
        row=number,
        indicator_id=link.indicator_id,
        key=key,
        at=at,
        micros=micros,
        month=_month(at, door),
        value=value,
        weight=weight,
        point_id=point,
        reason=doubt(value, link.believable, link.usual),
        event=event_of(door.feed_id, link.indicator_id, key),
        digest=int.from_bytes(blake2b(said, digest_size=8).digest(), signed=True),
    )


def event_of(feed_id: int, indicator_id: int, key: str) -> str:
    """Return the name of an event among all that were ever sent, 32 hexadecimal digits."""
    return blake2b(f"{feed_id}|{indicator_id}|{key}".encode(), digest_size=16).hexdigest()


def _stranger(fields: set[object]) -> str:
    named = next(filter(None, (identity.field_names(str(field)) for field in fields)), "")
    if named:
        return _(
            "Ada kolom yang memuat %(what)s. Umpan data tidak menerima identitas: hapus kolom itu "
            "di sumbernya."
        ) % {"what": _(named)}
    return _("Ada kolom yang tidak dikenal. Yang diterima: %(names)s.") % {
        "names": ", ".join(sorted(FIELDS))
    }


def _link(code: object, door: Door) -> Link:
    link = door.links.get(code) if isinstance(code, str) else None
    if link is None:
        raise _Wrong(_("Indikator tidak dikenal, atau belum diizinkan untuk sumber ini."))
    return link


def _key(text: object) -> str:
    key = identity.event_key(text) if isinstance(text, str) else ""
    if not key:
        named = identity.value_names(text) if isinstance(text, str | int) else ""
        raise _Wrong(
            _(
                "Kunci peristiwa terlihat seperti %(what)s. Kirim sidik acaknya saja, 32 sampai 64 "
                "angka heksadesimal."
            )
            % {"what": _(named)}
            if named
            else _("Kunci peristiwa harus sidik acak dari 32 sampai 64 angka heksadesimal.")
        )
    return key


def _check_unit(unit: object, link: Link) -> None:
    if unit == link.measure:
        return
    if not isinstance(unit, str) or unit.strip().lower() != link.measure.lower():
        raise _Wrong(
            _("Satuan tidak cocok. Indikator ini menerima “%(unit)s”.") % {"unit": link.measure}
        )


def _moment(text: object, door: Door) -> datetime:
    try:
        at = datetime.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        at = None
    if at is None or at.tzinfo is None:
        raise _Wrong(_("Waktu harus seperti 2026-11-22T08:15:00+07:00, dengan zonanya."))
    if not _EARLIEST <= at <= door.latest:
        raise _Wrong(_("Waktu ini belum tiba atau terlalu lama berlalu. Periksa jam di sumbernya."))
    return at


def _month(at: datetime, door: Door) -> tuple[int, int]:
    local = at.astimezone(door.zone)
    month = (local.year, local.month)
    if month in door.archived:
        raise _Wrong(_("Bulan ini sudah diarsipkan dan tidak menerima kejadian lagi."))
    return month


def _number(value: object) -> Decimal | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        named = _names(value) if isinstance(value, str) else ""
        raise _Wrong(named or _("Nilai harus angka, tanpa tanda kutip."))
    if not _SMALLEST < value < _LARGEST:
        raise _Wrong(
            _names(value) or _("Nilainya terlalu besar untuk disimpan. Periksa satuannya.")
        )
    return Decimal(value).quantize(PLACES)


def _names(value: str | int | Decimal) -> str:
    named = identity.value_names(value)
    if not named:
        return ""
    said = _("Nilainya terlihat seperti %(what)s. Umpan data tidak menerima identitas.")
    return said % {"what": _(named)}


def _weight(given: object) -> Decimal | None:
    weight = _number(given)
    if weight is not None and not weight > 0:
        raise _Wrong(_("Bobot harus lebih dari nol."))
    return weight


def _point(value: object, door: Door) -> int | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or value not in door.points:
        raise _Wrong(_("Titik layanan tidak dikenal. Nomornya ada di halaman sumber data."))
    return value
