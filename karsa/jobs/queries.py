"""What a person sees of long work: how far it is, and what became of each row."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from karsa.jobs.models import Batch, BatchRow

REPORT_HEADER = ("baris", "hasil", "data", "catatan")


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a batch is: rows done of all, in whole percent; whether it still moves."""

    done: int
    total: int
    percent: int
    is_moving: bool


def progress(batch: Batch) -> Progress:
    """Return how far `batch` is. No query."""
    percent = 100 * batch.done // batch.total if batch.total else 0
    return Progress(batch.done, batch.total, percent, batch.state in Batch.MOVING)


def report(batch: Batch) -> Iterator[tuple[int, str, str, str]]:
    """Yield line, outcome in words, label and note of every row. One query, read in pieces."""
    rows = BatchRow.objects.filter(batch=batch).order_by("number", "pk")
    names = dict(BatchRow.Outcome.choices)
    for number, outcome, label, note in rows.values_list(
        "number", "outcome", "label", "note"
    ).iterator(2000):
        yield number, str(names.get(outcome, _("Tidak diketahui"))), label, note
