"""Reads a table a person made: finds its header, its columns and its rows, in bounded memory."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Protocol

from karsa.kit.spreadsheets.cells import cleaned, heading
from karsa.kit.spreadsheets.csv_source import csv_sources
from karsa.kit.spreadsheets.xlsx_source import xlsx_sources
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _

# Field name → the headers it goes by, besides its own name.
Columns = Mapping[str, Sequence[str]]

HEADER_WITHIN = 20


class Source(Protocol):
    """Rows of text cells, from the first line of the file, as often as asked."""

    def rows(self) -> Iterator[list[str]]: ...


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table whose header is understood."""

    source: Source
    header_line: int
    places: Mapping[str, int]  # field → column
    ignored: tuple[str, ...]  # headers nobody asked for; their cells are never handed out

    def rows(self, *only: str) -> Iterator[tuple[int, dict[str, str]]]:
        """Yield (line, field → clean text) for every row that is not blank; lines count from 1.

        May be called again. A missing cell is empty text. With `only`, just these fields.
        """
        places = [(f, at) for f, at in self.places.items() if f in only or not only]
        lines = enumerate(self.source.rows(), start=1)
        for number, cells in islice(lines, self.header_line, None):
            if any(cells):
                width = len(cells)
                yield number, {f: cleaned(cells[at]) if at < width else "" for f, at in places}


def open_sheet(path: Path, columns: Columns, required: Collection[str]) -> Sheet:
    """Open a CSV (`,` `;` or tab; UTF-8 or cp1252) or XLSX file and find its header.

    The header is the line among the first 20 that names most of `columns`, all `required` ones
    among them. Raises Refused when the file is no table, or a required column is missing.
    """
    sources: Sequence[Source] = xlsx_sources(path) if _is_zip(path) else csv_sources(path)
    named = {heading(name): field for field, names in columns.items() for name in (field, *names)}
    found = [_header(source, named) for source in sources]
    best = max(found, key=lambda sheet: len(sheet.places), default=None)
    if best is None or not best.places:
        raise Refused(_("Baris judul kolom tidak ditemukan dalam 20 baris pertama berkas ini."))
    missing = [_called(columns, field) for field in required if field not in best.places]
    if missing:
        raise Refused(_("Kolom wajib belum ada: %(names)s."), names=", ".join(missing))
    return best


def _called(columns: Columns, field: str) -> str:
    return next(iter(columns[field]), field)


def _is_zip(path: Path) -> bool:
    with path.open("rb") as stream:
        return stream.read(4) == b"PK\x03\x04"


def _header(source: Source, named: Mapping[str, str]) -> Sheet:
    best = Sheet(source, 0, {}, ())
    for number, cells in enumerate(islice(source.rows(), HEADER_WITHIN), start=1):
        places: dict[str, int] = {}
        for at, cell in enumerate(cells):
            field = named.get(heading(cell))
            if field is not None:
                places.setdefault(field, at)
        if len(places) > len(best.places):
            known = set(places.values())
            ignored = tuple(cleaned(c) for at, c in enumerate(cells) if c and at not in known)
            best = Sheet(source, number, places, ignored)
    return best
