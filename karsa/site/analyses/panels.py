"""Units over time as a table brings them: unit, time, first treated, value; each row checked."""

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from math import inf, isfinite, nan
from pathlib import Path

from karsa.kit.spreadsheets import open_sheet
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _
from karsa.site.analyses.series import number_in
from karsa.stats.panel import Panel, panel

_COLUMNS = {
    "unit": ("unit kerja", "satuan"),
    "time": ("waktu", "periode", "bulan"),
    "first_treated": ("mulai", "pertama ikut", "first treat", "first.treat"),
    "y": ("nilai", "angka", "realisasi"),
}
_MISSING = frozenset({"", "na", "nan", "n/a", ".", "-", "null", "none"})
_NEVER = _MISSING | {"inf", "infinity", "never", "belum", "tidak"}


def _number(parts: re.Match[str]) -> float:
    return float(parts[0].replace(",", "."))


def _months(parts: re.Match[str]) -> float:
    return date(int(parts[1]), int(parts[2]), 1).month - 1 + int(parts[1]) * 12


def _quarters(parts: re.Match[str]) -> float:
    return int(parts[1]) * 4 + int(parts[2]) - 1


def _days(parts: re.Match[str]) -> float:
    return date(int(parts[1]), int(parts[2]), int(parts[3])).toordinal()


# A table writes its times in one of these ways, the first that reads the first row.
_WAYS: Mapping[str, tuple[re.Pattern[str], Callable[[re.Match[str]], float]]] = {
    "month": (re.compile(r"((?:19|20)\d\d)[-/]?(\d\d)"), _months),
    "quarter": (re.compile(r"(\d{4})[- ]?[QqTt]([1-4])"), _quarters),
    "day": (re.compile(r"(\d{4})[-/](\d\d)[-/](\d\d)(?:[T ].*)?"), _days),
    "number": (re.compile(r"[-+]?\d+(?:[.,]\d+)?(?:[eE]\+?\d+)?"), _number),
}


@dataclass(slots=True)
class _Rows:
    """Columns as they are read; `names` are the times as the table writes them."""

    way: str = ""
    names: dict[float, str] = field(default_factory=dict)
    units: list[str] = field(default_factory=list)
    times: list[float] = field(default_factory=list)
    firsts: list[float] = field(default_factory=list)
    values: list[float] = field(default_factory=list)
    beside: list[list[str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Told:
    """A panel, how its times were written, and which further columns were used and passed over."""

    panel: Panel
    names: Mapping[float, str]
    covariates: tuple[str, ...]
    ignored: tuple[str, ...]

    def written(self, moment: float) -> float | int | str:
        """A time as the table has it; a number where it counts."""
        return self.names.get(moment) or plain(moment)


def plain(moment: float) -> float | int:
    """A whole number where it is one."""
    return int(moment) if moment == int(moment) else moment


def read_panel(path: Path) -> Told:
    """Return the units over time; further columns that hold numbers alone are covariates.

    First treated is never where it is empty, NA or infinite; 0 too, unless the table's own times
    reach 0 and other rows leave it empty. Raises Refused, naming the row, for what cannot be read,
    a unit twice at one time, or a unit with two starts.
    """
    known = open_sheet(path, _COLUMNS, _COLUMNS)
    columns = _COLUMNS | dict.fromkeys(known.ignored, ())
    rows = _Rows(beside=[[] for _name in known.ignored])
    seen: dict[tuple[str, float], int] = {}
    starts: dict[str, float] = {}
    for line, row in open_sheet(path, columns, _COLUMNS).rows():
        _read(rows, line, row)
        for column, name in zip(rows.beside, known.ignored, strict=True):
            column.append(row[name])
        _check(rows, line, seen, starts)
    if not any(isfinite(value) for value in rows.values):
        raise Refused(_("Tabel ini belum berisi angka."))
    told = {name: _numbers(c) for name, c in zip(known.ignored, rows.beside, strict=True)}
    used = {name: column for name, column in told.items() if column is not None}
    firsts = _never_at_zero(rows)
    made = panel(rows.units, rows.times, firsts, rows.values, list(used.values()))
    names = {} if rows.way == "number" else rows.names
    return Told(made, names, tuple(used), tuple(name for name in told if name not in used))


def _read(rows: _Rows, line: int, row: Mapping[str, str]) -> None:
    if not row["unit"] or not row["time"]:
        raise Refused(_("Baris %(line)s: unit atau waktu kosong."), line=line)
    first = row["first_treated"]
    rows.units.append(row["unit"])
    rows.times.append(_moment(rows, line, row["time"]))
    never = first.lower() in _NEVER or (rows.way != "number" and first.strip("0.") == "")
    rows.firsts.append(inf if never else _moment(rows, line, first))
    missing = row["y"].lower() in _MISSING
    rows.values.append(nan if missing else number_in(line, row["y"]))


def _moment(rows: _Rows, line: int, text: str) -> float:
    rows.way = rows.way or next((way for way in _WAYS if _WAYS[way][0].fullmatch(text)), "number")
    pattern, count = _WAYS[rows.way]
    parts = pattern.fullmatch(text)
    with suppress(ValueError):
        if parts is not None:
            moment = float(count(parts))
            rows.names.setdefault(moment, text)
            return moment
    raise Refused(
        _("Baris %(line)s: waktu “%(text)s” tidak dapat dibaca. Tulis semua dengan satu cara."),
        line=line,
        text=text,
    )


def _check(
    rows: _Rows, line: int, seen: dict[tuple[str, float], int], starts: dict[str, float]
) -> None:
    unit, time, first = rows.units[-1], rows.times[-1], rows.firsts[-1]
    if seen.setdefault((unit, time), line) != line:
        raise Refused(
            _("Baris %(line)s: unit “%(unit)s” sudah punya angka pada waktu ini."),
            line=line,
            unit=unit,
        )
    if starts.setdefault(unit, first) != first:
        raise Refused(
            _("Baris %(line)s: unit “%(unit)s” punya dua waktu mulai. Pakai yang pertama saja."),
            line=line,
            unit=unit,
        )


def _never_at_zero(rows: _Rows) -> list[float]:
    if min(rows.times) <= 0 and inf in rows.firsts:
        return rows.firsts
    return [first or inf for first in rows.firsts]


def _numbers(column: list[str]) -> list[float] | None:
    """The column as numbers; None where something else stands in it, or nothing."""
    found = []
    for text in column:
        try:
            found.append(nan if text.lower() in _MISSING else float(text.replace(",", ".")))
        except ValueError:
            return None
    return found if any(isfinite(value) for value in found) else None
