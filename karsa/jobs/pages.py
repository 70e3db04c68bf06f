"""The page of a table that a worker checks or keeps."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse

from karsa.jobs.models import Batch, BatchRow
from karsa.jobs.queries import progress
from karsa.kit.pages import page, slice_of


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around it: the page above and its name, what a row is of.

    `keep` is where the rows of a checked table are kept, `keep_label` what the button says.
    """

    home: str
    up: str
    head: str
    keep: str = ""
    keep_label: str = ""


def sheet_page(request: HttpRequest, batch: Batch, headline: str, around: Around) -> HttpResponse:
    """How far a table is; once done, what became of each row, problems first. One query."""
    rows = slice_of(BatchRow.objects.filter(batch=batch), request, "outcome", "number", "pk")
    return page(
        request,
        "jobs/sheet.html",
        "state",
        batch=batch,
        progress=progress(batch),
        rows=rows,
        headline=headline,
        around=around,
    )
