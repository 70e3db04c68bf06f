"""Files that are made for whoever asks: tables and papers."""

from collections.abc import Iterable, Sequence
from tempfile import TemporaryFile

from django.http import HttpResponse

from karsa.kit.spreadsheets import csv_lines, write_xlsx
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
    response = HttpResponse(content_type=TABLES[kind])
    response["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    if kind == "xlsx":
        with TemporaryFile() as kept:
            write_xlsx(kept, name, header, rows)
            kept.seek(0)
            response.write(kept.read())
    else:
        response.writelines(csv_lines(header, rows, for_excel=True))
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
