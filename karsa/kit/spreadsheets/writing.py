"""Tables that people take away: safe to open in a spreadsheet program."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import IO

import xlsxwriter

Value = str | int | Decimal | None

# A cell that starts so would be run as a formula; a leading apostrophe makes it text.
_ACTIVE = ("=", "+", "-", "@", "\t", "\r", "\n", "\0")

# The moment of writing would make every file differ.
_MADE = datetime(2000, 1, 1, tzinfo=UTC)


def exact(value: Decimal | None) -> Decimal | None:
    """A number for a cell, without the zeros its column in the database stores."""
    return None if value is None else value.quantize(Decimal("0.0001")).normalize() + 0


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet of a workbook: its name (31 characters are kept), its head and its rows."""

    title: str
    header: Sequence[str]
    rows: Iterable[Sequence[Value]]


class _Echo:
    """A file that hands back what is written to it, so that csv can write a line at a time."""

    def write(self, text: str) -> str:
        return text


def csv_lines(
    header: Sequence[str], rows: Iterable[Sequence[Value]], *, for_excel: bool
) -> Iterator[str]:
    """Yield the lines of a CSV in UTF-8, the header first.

    `for_excel`: a byte-order mark and `;`, as an Indonesian Excel opens it by a double click;
    otherwise plain commas, for machines.
    """
    writer = csv.writer(_Echo(), delimiter=";" if for_excel else ",")

    def line(row: Sequence[Value]) -> str:
        return str(writer.writerow([_cell(value, for_excel=for_excel) for value in row]))

    yield ("\ufeff" if for_excel else "") + line(header)
    yield from map(line, rows)


def write_csv(path: Path, header: Sequence[str], rows: Iterable[Sequence[Value]]) -> None:
    """Write a CSV file for machines; see `csv_lines`."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        stream.writelines(csv_lines(header, rows, for_excel=False))


def write_xlsx(
    target: IO[bytes], title: str, header: Sequence[str], rows: Iterable[Sequence[Value]]
) -> None:
    """Write one sheet; see `write_book`."""
    write_book(target, [Table(title, header, rows)])


def write_book(target: IO[bytes], tables: Iterable[Table]) -> None:
    """Write a sheet for each table, in constant memory.

    Numbers are numbers; text stays text, never a formula or a link. The same tables give the same
    bytes.
    """
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(target, options) as book:
        book.set_properties({"created": _MADE})
        bold = book.add_format({"bold": True})
        for table in tables:
            sheet = book.add_worksheet(table.title[:31])
            sheet.write_row(0, 0, table.header, bold)
            sheet.freeze_panes(1, 0)
            for number, row in enumerate(table.rows, start=1):
                sheet.write_row(number, 0, row)


def _cell(value: Value, *, for_excel: bool) -> Value:
    """A number with the reader's comma for Excel; text that no program runs."""
    if isinstance(value, Decimal):
        plain = f"{value:f}"
        return plain.replace(".", ",") if for_excel else plain
    if isinstance(value, str) and value.startswith(_ACTIVE):
        return f"'{value}"
    return value
