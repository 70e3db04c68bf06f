"""What the words of staff files mean: kinds of units and posts, and how somebody stands."""

import re
from dataclasses import dataclass

from karsa.org.models import Employee, EmployeeStatus, Position, Unit

# The first that fits the beginning of a unit's name decides; "UPT" before a school or a
# puskesmas says only that the office has such a branch.
_BRANCH = r"(?:UPT|UPTD|UPT DAERAH|UNIT PELAKSANA TEKNIS(?: DAERAH)?)"
_SCHOOL = (
    r"(?:SDN?|SMPN?|SMAN?|SMKN?|SLBN?|TKN?|PAUD|RA|MIN?|MTSN?|MAN?"
    r"|SEKOLAH|SATUAN PENDIDIKAN|SKB|SANGGAR)"
)
_UNITS = tuple(
    (re.compile(pattern), kind)
    for pattern, kind in (
        (r"PEMERINTAH(?:AN)? (?:KAB|KOTA|PROV|DAERAH)", Unit.Kind.GOVERNMENT),
        (
            rf"(?:{_BRANCH} )?(?:PUSKESMAS PEMBANTU|PUSTU|POSKESDES|POLINDES|PONKESDES)\b",
            Unit.Kind.HEALTH_POST,
        ),
        (rf"(?:{_BRANCH} )?(?:PUSKESMAS|PUSAT KESEHATAN MASYARAKAT)\b", Unit.Kind.HEALTH_CENTRE),
        (rf"(?:{_BRANCH} )?{_SCHOOL}\b", Unit.Kind.SCHOOL),
        (
            rf"(?:{_BRANCH}|RUMAH SAKIT|RSUD|LABORATORIUM|LABKESDA|BALAI|INSTALASI)\b",
            Unit.Kind.TECHNICAL_UNIT,
        ),
        (
            r"(?:SEKRETARIAT DAERAH|SEKRETARIAT (?:DPRD|DEWAN)|DINAS|BADAN|KANTOR|KECAMATAN"
            r"|INSPEKTORAT(?! PEMBANTU)|SATUAN POLISI|SATPOL)\b",
            Unit.Kind.OFFICE,
        ),
    )
)


def unit_kind(name: str, *, is_root: bool) -> Unit.Kind:
    """Guess what a unit is from the beginning of its name; the root is the government."""
    if is_root:
        return Unit.Kind.GOVERNMENT
    upper = name.upper()
    return next((kind for words, kind in _UNITS if words.match(upper)), Unit.Kind.SECTION)


_LEVELS = re.compile(
    r"\b((?:AHLI )?(?:PERTAMA|MUDA|MADYA|UTAMA)|PEMULA|TERAMPIL|MAHIR|PENYELIA)$", re.IGNORECASE
)
# A school's head is a teacher with an extra duty, also where the file says "Struktural".
_TEACHER_HEAD = re.compile(r"KEPALA (?:SEKOLAH|SDN?|SMPN?|TKN?|PAUD|SATUAN PENDIDIKAN)\b")
_HIGH = re.compile(
    r"(?:SEKRETARIS DAERAH|SEKRETARIS (?:DPRD|DEWAN)|ASISTEN|STAF AHLI|INSPEKTUR(?! PEMBANTU)"
    r"|KEPALA (?:DINAS|BADAN)|BUPATI|WALI ?KOTA|GUBERNUR)\b"
)
_ADMINISTRATOR = re.compile(
    r"(?:CAMAT|SEKRETARIS (?:DINAS|BADAN|INSPEKTORAT)|INSPEKTUR PEMBANTU"
    r"|KEPALA (?:BAGIAN|BIDANG|KANTOR)|DIREKTUR)\b"
)
_BY_ECHELON = {
    "1": Position.Kind.HIGH_LEADER,
    "2": Position.Kind.HIGH_LEADER,
    "3": Position.Kind.ADMINISTRATOR,
    "4": Position.Kind.SUPERVISOR,
    "5": Position.Kind.SUPERVISOR,
}
_BY_WORD = (
    ("pimpinan tinggi", Position.Kind.HIGH_LEADER),
    ("jpt", Position.Kind.HIGH_LEADER),
    ("administrator", Position.Kind.ADMINISTRATOR),
    ("pengawas", Position.Kind.SUPERVISOR),
    ("fungsional umum", Position.Kind.EXECUTIVE),
    ("pelaksana", Position.Kind.EXECUTIVE),
    ("fungsional", Position.Kind.FUNCTIONAL),
)


def position_kind(word: str, title: str, echelon: str) -> Position.Kind:
    """Tell a post's kind from jenis_jabatan, its title, and the echelon of the unit it leads.

    `echelon` is empty unless the holder leads the unit. Source: rules digest 1 (who may rate).
    """
    upper, lower = title.upper(), word.lower()
    if _TEACHER_HEAD.match(upper):
        return Position.Kind.FUNCTIONAL
    for part, kind in _BY_WORD:
        if part in lower:
            return kind
    if "struktural" not in lower and not lower.startswith("eselon"):
        return Position.Kind.FUNCTIONAL if _LEVELS.search(title) else Position.Kind.EXECUTIVE
    if echelon[:1] in _BY_ECHELON:
        return _BY_ECHELON[echelon[:1]]
    if _HIGH.match(upper):
        return Position.Kind.HIGH_LEADER
    return Position.Kind.ADMINISTRATOR if _ADMINISTRATOR.match(upper) else Position.Kind.SUPERVISOR


def position_grade(title: str) -> str:
    """The jenjang at the end of a functional title: "BIDAN AHLI MUDA" → "Ahli Muda"."""
    found = _LEVELS.search(title)
    return found[1].title() if found else ""


def employment(word: str) -> str:
    """Read jenis_pegawai; anything that is neither PNS nor PPPK is agency staff."""
    lower = word.lower()
    if "pppk" in lower or "p3k" in lower:
        is_part = "paruh" in lower or "part" in lower
        return Employee.Employment.PPPK_PART_TIME if is_part else Employee.Employment.PPPK
    if not lower or "pns" in lower or "cpns" in lower:
        return Employee.Employment.PNS
    return Employee.Employment.NON_ASN


@dataclass(frozen=True, slots=True)
class Standing:
    """How somebody stands (kedudukan hukum): at work, away with a status, or gone."""

    is_active: bool
    status: str = ""
    is_known: bool = True


_Kind = EmployeeStatus.Kind
_STANDINGS = tuple(
    (re.compile(pattern), standing)
    for pattern, standing in (
        (r"persiapan pensiun|\bmpp\b", Standing(True, _Kind.RETIRING)),
        (r"luar tanggungan|\bcltn\b", Standing(True, _Kind.UNPAID_LEAVE)),
        (r"tugas belajar", Standing(True, _Kind.STUDY_LEAVE)),
        (r"cuti besar|cuti panjang", Standing(True, _Kind.LONG_LEAVE)),
        (r"sementara|uang tunggu|skorsing", Standing(True, _Kind.SUSPENDED)),
        (r"pejabat negara", Standing(True, _Kind.STATE_OFFICIAL)),
        (
            r"pensiun|berhenti|diberhentikan|meninggal|wafat|hilang|pindah|keluar|mutasi",
            Standing(False),
        ),
        (r"tidak aktif|non ?aktif", Standing(False)),
        (r"aktif|^(?:c?pns|pppk)$|^$", Standing(True)),
    )
)


def standing(word: str) -> Standing:
    """Read kedudukan_hukum; an unknown word counts as at work and says so."""
    lower = word.lower()
    fits = (found for words, found in _STANDINGS if words.search(lower))
    return next(fits, Standing(True, is_known=False))


def sex(word: str) -> str:
    """Read jenis_kelamin: "m", "f" or empty. L and P are laki-laki and perempuan."""
    first = word[:1].lower()
    if first in {"m", "l"} or word.lower() == "pria":
        return "m"
    return "f" if first in {"f", "p", "w"} else ""
