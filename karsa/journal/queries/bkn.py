"""Entries in the columns of BKN's e-Kinerja daily progress: filled once, uploaded there."""

from collections.abc import Callable, Iterator
from datetime import date, time
from decimal import ROUND_HALF_UP, Decimal

from karsa.accounts.actor import Actor
from karsa.journal.models import DailyEntry, EntryQuerySet
from karsa.kit import formats
from karsa.kit.spreadsheets.writing import Value

# Source: the national application's form, `Progres Harian`, as regions fill it in.
HEADER = (
    "Rencana Aksi",
    "Tanggal",
    "Jam Mulai",
    "Jam Selesai",
    "Kegiatan Harian",
    "Realisasi",
    "Satuan",
    "Bukti Dukung",
)
_REPORTED = (DailyEntry.State.SENT, DailyEntry.State.ACCEPTED)


def reported_between(actor: Actor, first: date, last: date) -> EntryQuerySet:
    """Own entries of these days that were sent and not returned, oldest first."""
    own = DailyEntry.objects.filter(agency=actor.agency, employee=actor.me)
    return own.filter(day__range=(first, last), state__in=_REPORTED).order_by("day", "pk")


def progress_rows(entries: EntryQuerySet, link: Callable[[int], str]) -> Iterator[list[Value]]:
    """Yield a row per entry under HEADER; `link` makes the address of a file by its id.

    BKN takes whole numbers only: a fraction is rounded there and written out in the words. What
    nobody wrote (the hours, mostly) stays empty. Two queries.
    """
    for entry in entries.for_list():
        files = [file.pk for file in entry.evidence.all()]
        yield [
            entry.action.text if entry.action else entry.result.text,
            entry.day.isoformat(),
            _hour(entry.started),
            _hour(entry.ended),
            _activity(entry),
            _whole(entry.quantity),
            entry.measure,
            link(files[0]) if files else "",
        ]


def _whole(quantity: Decimal | None) -> int | None:
    return int(quantity.quantize(Decimal(1), ROUND_HALF_UP)) if quantity is not None else None


def _hour(moment: time | None) -> str:
    return moment.strftime("%H:%M") if moment else ""


def _activity(entry: DailyEntry) -> str:
    words = entry.text or (entry.action.text if entry.action else entry.result.text)
    if entry.quantity is None or entry.quantity == entry.quantity.to_integral_value():
        return words
    exact = f"{formats.number(entry.quantity)} {entry.measure}".strip()
    return f"{words} ({exact})"
