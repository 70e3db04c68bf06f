"""Files that are made for whoever asks: tables and papers."""

from collections.abc import Iterable, Sequence
from tempfile import TemporaryFile

from django.http import HttpResponse

from karsa.kit.spreadsheets import Table, csv_lines, write_book
from karsa.kit.spreadsheets.writing import Value

TABLES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def table(
    name: str, kind: str, header: Sequence[str], rows: Iterable[Sequence[Value]]
) -> HttpResponse:
    """Return a table as the file `name.kind`; `kind` is one of TABLES.

    `name` stands in logs and on disks: it names no person.
    """
    if kind == "xlsx":
        return book(name, [Table(name, header, rows)])
    response = attachment(f"{name}.{kind}", TABLES[kind])
    response.writelines(csv_lines(header, rows, for_excel=True))
    return response


def book(name: str, tables: Iterable[Table]) -> HttpResponse:
    """Return tables as the sheets of the workbook `name.xlsx`; `name` names no person."""
    response = attachment(f"{name}.xlsx", TABLES["xlsx"])
    with TemporaryFile() as kept:
        write_book(kept, tables)
        kept.seek(0)
        response.write(kept.read())
    return response


def paper(name: str, content: bytes) -> HttpResponse:
    """Return a PDF to read in the browser, as `name.pdf`; no cache keeps it.

    `name` stands in logs and on disks: it names no person.
    """
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={
            "Content-Disposition": f'inline; filename="{name}.pdf"',
            "Cache-Control": "private, no-store",
        },
    )


def attachment(name: str, content_type: str, content: bytes = b"") -> HttpResponse:
    """Return a file to keep, as `name`, which names no person; no cache keeps it."""
    disposition = f'attachment; filename="{name}"'
    headers = {"Content-Disposition": disposition, "Cache-Control": "private, no-store"}
    return HttpResponse(content, content_type=content_type, headers=headers)
