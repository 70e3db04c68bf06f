"""Reading an employee number as it arrives: spaced, quoted, or broken by a spreadsheet."""

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _

LENGTH = 18
# Where a PNS number has the month of appointment, a PPPK number has this mark.
PPPK_MARK = "21"

_IGNORED = re.compile(r"[\s.\-'’‘`\u200b\ufeff]+")
_SCIENTIFIC = re.compile(r"\d(?:[.,]\d+)?[eE]\+?\d+")
_SEXES: dict[str, Literal["m", "f"]] = {"1": "m", "2": "f"}


@dataclass(frozen=True)
class Nip:
    """Eighteen digits and what they say; a part that says nothing sensible is None.

    Digits and birth stay out of repr, so that no log line holds them by accident.
    """

    digits: str = field(repr=False)
    birth: date | None = field(repr=False)
    appointed: tuple[int, int] | None
    sex: Literal["m", "f"] | None
    is_pppk: bool


def read(raw: str) -> Nip:
    """Read a NIP or a PPPK number from text.

    Format: YYYYMMDD birth, YYYYMM appointment (PPPK: YYYY and 21), sex 1|2, NNN.
    Tolerates spaces, dots, hyphens and a leading apostrophe. An impossible part is None, never
    a refusal, since PPPK numbers share the length with other meanings.
    Source: rules digest 7 and 8.
    Raises: Refused if it is empty, not 18 digits, or lost digits in a spreadsheet: scientific
            notation, or the last three digits rounded to 000 (numbers start at 001).
    """
    text = raw.strip()
    if _SCIENTIFIC.fullmatch(text.lstrip("'’‘`")):
        raise Refused(
            _(
                "NIP rusak karena disimpan sebagai angka, sehingga sebagian angkanya hilang. "
                "Ubah kolom NIP menjadi teks, lalu isi kembali dari sumbernya."
            )
        )
    return _parts(_checked(_IGNORED.sub("", text)))


def _checked(digits: str) -> str:
    if not digits:
        raise Refused(_("NIP kosong."))
    if not (digits.isascii() and digits.isdigit()):
        raise Refused(_("NIP memuat huruf atau tanda yang tidak dikenal; isilah 18 angka."))
    if len(digits) != LENGTH:
        raise Refused(
            _("NIP berisi %(count)s angka; seharusnya %(length)s angka."),
            count=len(digits),
            length=LENGTH,
        )
    if digits.endswith("000"):
        raise Refused(
            _("Tiga angka terakhir NIP menjadi 000 karena dibulatkan; isi kembali sebagai teks.")
        )
    return digits


def _parts(digits: str) -> Nip:
    month = digits[12:14]
    appointed = (int(digits[8:12]), int(month)) if "01" <= month <= "12" else None
    return Nip(
        digits=digits,
        birth=_day(digits[:8]),
        appointed=appointed,
        sex=_SEXES.get(digits[14]),
        is_pppk=month == PPPK_MARK,
    )


def _day(digits: str) -> date | None:
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None
