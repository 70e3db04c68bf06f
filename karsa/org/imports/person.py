"""One row of an employee file, read and checked; pure but for the words it looks up."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from karsa.kit import formats
from karsa.kit.refusals import sentence
from karsa.org.imports import words
from karsa.org.models import Employee
from karsa.rules import nip as nips
from karsa.rules.dates import read_day
from karsa.rules.names import readable
from karsa.rules.refused import Refused

NON_ASN = Employee.Employment.NON_ASN
PNS = Employee.Employment.PNS
# Longest text the tables keep.
_WIDTHS = {"title_before": 60, "title_after": 100, "rank": 20, "phone": 20}
_NAME_WIDTH, _ID_WIDTH, _POSITION_WIDTH = 200, 64, 200
_NO_NAME = gettext_noop("Nama kosong; isi nama pegawai.")
_NO_POSITION = gettext_noop("Jabatan kosong; isi nama jabatan.")
_TOO_LONG = gettext_noop("Isi sel “%(start)s…” terlalu panjang; periksa apakah kolomnya tertukar.")
_MARKUP = frozenset("<>={}|\\/@")


@dataclass(slots=True)
class Person:
    """What a row says of somebody. `nip` is empty when it arrived broken: `broken_nip` says why.

    `facts` are the employee's columns that the row fills; a blank cell fills nothing.
    """

    line: int
    name: str
    external_id: str
    nip: str
    raw_nip: str
    broken_nip: Refused | None
    facts: dict[str, object]
    standing: words.Standing
    standing_word: str
    position: str
    position_word: str
    since: date | None
    unit_id: str
    unit: str
    office: str
    notes: list[str] = field(default_factory=list)
    repairs: list[str] = field(default_factory=list)


def read_person(line: int, row: Mapping[str, str]) -> Person:
    """Read a row. Raises Refused without a name or post, or with an id we could not keep."""
    name = readable(_wanted(row["name"], _NAME_WIDTH, _NO_NAME))
    employment = words.employment(row.get("employment", ""))
    nip, broken = _nip(row["nip"], employment)
    standing = words.standing(row.get("standing", ""))
    person = Person(
        line=line,
        name=name,
        external_id=_short(row.get("external_id", ""), _ID_WIDTH),
        nip=nip.digits if isinstance(nip, nips.Nip) else nip,
        raw_nip=row["nip"],
        broken_nip=broken,
        facts={"name": name, "employment": employment},
        standing=standing,
        standing_word=row.get("standing", ""),
        position=readable(_wanted(row["position"], _POSITION_WIDTH, _NO_POSITION)),
        position_word=row.get("position_kind", ""),
        since=None,
        unit_id=row.get("unit_id", ""),
        unit=row.get("unit", ""),
        office=row.get("office", ""),
    )
    _notice(person, row)
    _read_texts(person, row)
    _read_born(person, row.get("born", ""), nip if isinstance(nip, nips.Nip) else None)
    person.since = _day(person, row.get("since", ""))
    return person


def _nip(raw: str, employment: str) -> tuple[nips.Nip | str, Refused | None]:
    """The number, or why it is unusable; agency staff may have any number of the agency."""
    try:
        return nips.read(raw), None
    except Refused as why:
        plain = raw.strip().lstrip("'’`")
        if employment == NON_ASN and plain.isalnum() and len(plain) <= nips.LENGTH:
            return plain, None
        return "", why


def _wanted(text: str, width: int, empty: str) -> str:
    if not text:
        raise Refused(empty)
    return _short(text, width)


def _short(text: str, width: int) -> str:
    if len(text) > width:
        raise Refused(_TOO_LONG, start=text[:30])
    return text


def _notice(person: Person, row: Mapping[str, str]) -> None:
    if person.nip and person.nip != row["nip"]:
        person.repairs.append(_("NIP dirapikan: tanda baca dan spasi dibuang."))
    if _MARKUP & set(person.name):
        person.notes.append(_("Nama memuat tanda yang tidak lazim dan disimpan apa adanya."))
    if not person.standing.is_known:
        person.repairs.append(_("Kedudukan hukum tidak dikenal; dianggap aktif."))


def _read_texts(person: Person, row: Mapping[str, str]) -> None:
    for name, width in _WIDTHS.items():
        text = row.get(name, "")
        if len(text) > width:
            person.repairs.append(
                _("Sel yang terlalu panjang tidak disimpan (gelar, golongan, HP).")
            )
        elif text:
            person.facts[name] = text
    if sex := words.sex(row.get("sex", "")):
        person.facts["sex"] = sex


def _read_born(person: Person, text: str, number: nips.Nip | None) -> None:
    """The NIP's birth date wins over the cell's, but not for PPPK, whose numbers vary."""
    stated = _day(person, text)
    inside = number.birth if number else None
    if inside is None or (stated and person.facts["employment"] != PNS and stated != inside):
        if stated and inside:
            person.repairs.append(
                _("Tanggal lahir di kolom dan di nomor pegawai berbeda; yang di kolom dipakai.")
            )
        person.facts.update({"born": stated} if stated else {})
        return
    person.facts["born"] = inside
    if text and stated is None:
        person.repairs.append(_("Tanggal lahir diambil dari NIP."))
    elif stated and stated != inside:
        person.repairs.append(
            _("Tanggal lahir di NIP %(nip)s, di kolom %(cell)s. NIP yang dipakai.")
            % {"nip": formats.day(inside), "cell": formats.day(stated)}
        )


def _day(person: Person, text: str) -> date | None:
    if not text:
        return None
    try:
        return read_day(text)
    except Refused as why:
        person.repairs.append(sentence(why))
        return None
