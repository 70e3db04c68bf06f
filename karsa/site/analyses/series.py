"""A monthly series as a table brings it: months and their values, each row checked."""

import re
from math import isfinite
from pathlib import Path

from karsa.kit.spreadsheets import open_sheet
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _

_COLUMNS = {"period": ("periode", "bulan"), "value": ("nilai", "angka", "realisasi")}
_MONTH = re.compile(r"(\d{4})[-/]?(\d{1,2})(?:[-/]\d{1,2})?")
_COUNTED = re.compile(r"\d{1,4}")
_DECIMAL_COMMA = re.compile(r"-?\d+,\d+")
# A table may leave months out, but not a century of them.
_LONGEST = 1200
# Months are counted from the year 0; a table may count its own from any small number instead.
_FIRST_MONTH = 1000 * 12


def read_series(path: Path) -> tuple[int, list[float | None]]:
    """Return the last month with a value, and the values until then, oldest first, None for gaps.

    Raises Refused, naming the row, for a period or value that cannot be read, or without values.
    """
    sheet = open_sheet(path, _COLUMNS, ("period", "value"))
    found: dict[int, float | None] = {}
    for line, row in sheet.rows():
        month = _month(line, row["period"])
        if month in found:
            raise Refused(
                _("Baris %(line)s: periode %(text)s sudah ada."), line=line, text=row["period"]
            )
        found[month] = number_in(line, row["value"]) if row["value"] else None
    known = [month for month, value in found.items() if value is not None]
    if not known:
        raise Refused(_("Tabel ini belum berisi angka."))
    first, last = min(known), max(known)
    if last - first >= _LONGEST:
        raise Refused(_("Periode terlalu berjauhan. Periksa cara menulis tahun dan bulannya."))
    return last, [found.get(month) for month in range(first, last + 1)]


def written(month: int) -> str:
    """A month as tables write it: "2026-03", or its number where the table counts its own."""
    if month < _FIRST_MONTH:
        return str(month)
    return f"{month // 12}-{month % 12 + 1:02}"


def _month(line: int, text: str) -> int:
    if _COUNTED.fullmatch(text):
        return int(text)
    parts = _MONTH.fullmatch(text)
    if parts is None or not 1 <= int(parts[2]) <= 12 or int(parts[1]) < 1000:
        raise Refused(
            _("Baris %(line)s: periode “%(text)s” tidak dapat dibaca. Tulis seperti 2026-03."),
            line=line,
            text=text,
        )
    return int(parts[1]) * 12 + int(parts[2]) - 1


def number_in(line: int, text: str) -> float:
    """Return a cell's number. Raises Refused, naming the row."""
    try:
        value = float(text.replace(",", ".") if _DECIMAL_COMMA.fullmatch(text) else text)
    except ValueError:
        value = float("nan")
    if not isfinite(value):
        raise Refused(
            _("Baris %(line)s: “%(text)s” bukan angka. Tulis tanpa pemisah ribuan."),
            line=line,
            text=text,
        )
    return value
