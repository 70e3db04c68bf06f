"""Reading a day as staff files write it: numbers, Indonesian words, or a spreadsheet's serial."""

import re
from datetime import date, timedelta

from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _

MONTHS: tuple[str, ...] = (
    _("Januari"),
    _("Februari"),
    _("Maret"),
    _("April"),
    _("Mei"),
    _("Juni"),
    _("Juli"),
    _("Agustus"),
    _("September"),
    _("Oktober"),
    _("November"),
    _("Desember"),
)

# Other spellings and languages met in staff files; three letters of any of them are enough.
_OTHER_SPELLINGS = (
    ("january",),
    ("pebruari", "february"),
    ("march",),
    (),
    ("may",),
    ("june",),
    ("july",),
    ("agt", "ags", "august"),
    (),
    ("october",),
    ("nopember",),
    ("december",),
)

_TIME = r"(?:[T ]\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:\.\d+)?)?)?"
_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})" + _TIME)
_DAY_FIRST = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})" + _TIME)
_WORDS = re.compile(r"(\d{1,2})[-/. ]*([^\W\d_]{3,})[-/. ]*(\d{4})")
_SOLID = re.compile(r"(\d{4})(\d{2})(\d{2})")
_SERIAL = re.compile(r"(\d{5})(?:[.,]\d+)?")
_SHORT_YEAR = re.compile(r"\d{1,2}[-/. ]+(?:\d{1,2}|[^\W\d_]{3,})[-/. ]+\d{2}")

_SERIAL_ZERO = date(1899, 12, 30)
_PLAUSIBLE = range(1900, 2101)


def read_day(raw: str) -> date:
    """Read a day: 03-01-1975, 3/1/1975, 1975-01-03, 19750103, 3 Januari 1975, 27397.

    Numbers are day first, as in Indonesia; a time of day behind them is dropped. Five digits
    are a spreadsheet's serial (27397 is 3 January 1975). Years 1900 to 2100.
    Source: the staff files of rules digest 8.
    Raises: Refused if it is empty, has a two-digit year, does not exist, or is unknown.
    """
    text = re.sub(r"\s+", " ", raw.strip().lstrip("'’‘`"))
    if not text:
        raise Refused(_("Tanggal kosong."))
    year, month, day = _numbers(text)
    try:
        found = date(year, month, day)
    except ValueError:
        raise _refusal(_("Tanggal “%(text)s” tidak ada dalam kalender."), text) from None
    if found.year not in _PLAUSIBLE:
        raise _refusal(_("Tahun pada tanggal “%(text)s” tidak masuk akal."), text)
    return found


def check_order(starts: date, ends: date | None) -> None:
    """Accept a span that does not end before it starts; an open one never does. Raises: Refused."""
    if ends is not None and ends < starts:
        raise Refused(_("Tanggal berakhir mendahului tanggal mulai. Periksa keduanya."))


def _numbers(text: str) -> tuple[int, int, int]:
    if found := _YEAR_FIRST.fullmatch(text) or _SOLID.fullmatch(text):
        return int(found[1]), int(found[2]), int(found[3])
    if found := _DAY_FIRST.fullmatch(text):
        return int(found[3]), int(found[2]), int(found[1])
    if found := _WORDS.fullmatch(text):
        return int(found[3]), _month(found[2], text), int(found[1])
    if found := _SERIAL.fullmatch(text):
        day = _SERIAL_ZERO + timedelta(days=int(found[1]))
        return day.year, day.month, day.day
    if _SHORT_YEAR.fullmatch(text):
        raise _refusal(_("Tahun pada tanggal “%(text)s” perlu ditulis empat angka."), text)
    raise _refusal(
        _("Tanggal “%(text)s” tidak dikenali; tulislah seperti 31-12-1975."),
        text,
    )


def _month(word: str, text: str) -> int:
    wanted = word.lower()
    for number, (name, others) in enumerate(zip(MONTHS, _OTHER_SPELLINGS, strict=True), 1):
        if any(spelling.startswith(wanted) for spelling in (name.lower(), *others)):
            return number
    raise _refusal(_("Nama bulan pada tanggal “%(text)s” tidak dikenali."), text)


def _refusal(sentence: str, text: str) -> Refused:
    return Refused(sentence, text=text)
