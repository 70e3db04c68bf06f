"""A month from a spreadsheet: read, tried row by row, looked at, then kept."""

from collections.abc import Iterator, Mapping
from datetime import date, time
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from uuid import NAMESPACE_OID, uuid5

from django.core.exceptions import PermissionDenied
from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext

from karsa.accounts.actor import Actor
from karsa.audit.services import record
from karsa.files import services as files
from karsa.files import store
from karsa.files.kinds import TABLES
from karsa.files.models import StoredFile
from karsa.jobs import services as jobs
from karsa.jobs.models import Batch
from karsa.jobs.verdict import Outcome, Verdict, refused
from karsa.journal.models import DailyEntry
from karsa.journal.queries.places import Place, by_words, plain
from karsa.journal.services.content import Content
from karsa.journal.services.reporting import report
from karsa.kit.spreadsheets import Columns, Sheet, open_sheet
from karsa.rules.cells import read_amount, read_hour
from karsa.rules.dates import read_day
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _

KIND = "journal:month"
MOST_ROWS = 400
# The columns of BKN's daily progress, so that one file serves both places.
COLUMNS: Columns = {
    "about": ("Rencana Aksi", "hasil kerja", "rhk", "pekerjaan"),
    "day": ("Tanggal", "tgl", "hari"),
    "started": ("Jam Mulai", "mulai"),
    "ended": ("Jam Selesai", "selesai"),
    "text": ("Kegiatan Harian", "kegiatan", "uraian", "cerita"),
    "quantity": ("Realisasi", "jumlah", "volume"),
    "measure": ("Satuan",),
}
REQUIRED = ("about", "day")
_Known = dict[tuple[int, int | None, date, time | None, Decimal | None], int]


@transaction.atomic
def check(*, actor: Actor, upload: "File[bytes]") -> Batch:
    """Take one's own file in and try every row: what would be sent, and what is wrong.

    The trial is the act itself, undone. Raises PermissionDenied without a post of one's own;
    Refused if the file is no such table or has more than MOST_ROWS rows. Eight queries a row.
    """
    if actor.employee_id is None:
        raise PermissionDenied
    stored = files.take(actor, upload, purpose="import", allow=TABLES)
    rows = _rows(store.path_of(stored))
    batch = jobs.start(actor, KIND, file_id=stored.pk, is_trial=True)
    tried = transaction.savepoint()
    verdicts = list(_send_all(actor, batch, rows))
    transaction.savepoint_rollback(tried)
    return _told(actor, batch, verdicts)


@transaction.atomic
def keep(*, actor: Actor, batch: Batch) -> Batch:
    """Send the rows of a file that was looked at; return the report of what was sent.

    Raises PermissionDenied for another's file; Refused the second time, or once it is gone.
    """
    trial = Batch.objects.select_for_update().get(pk=batch.pk)
    if trial.started_by != actor.user_id or trial.kind != KIND:
        raise PermissionDenied
    stored = StoredFile.objects.filter(pk=trial.file_id or 0, agency=actor.agency).first()
    if not jobs.once(actor.agency, f"import:{trial.pk}"):
        raise Refused(_("Berkas ini sudah dikirim. Lihat hasilnya di Catatan saya."))
    if stored is None or not store.path_of(stored).exists():
        raise Refused(_("Isi berkas sudah dihapus. Unggah lagi berkasnya."))
    kept = jobs.start(actor, KIND, file_id=stored.pk)
    verdicts = list(_send_all(actor, kept, _rows(store.path_of(stored))))
    record(actor, "journal.month_sent", kept)
    store.forget(stored)
    return _told(actor, kept, verdicts)


def _rows(path: Path) -> list[tuple[int, dict[str, str]]]:
    sheet: Sheet = open_sheet(path, COLUMNS, REQUIRED)
    rows = []
    for row in sheet.rows():
        rows.append(row)
        if len(rows) > MOST_ROWS:
            raise Refused(
                _("Berkas ini lebih dari %(most)s baris. Pecah per bulan, lalu unggah satu-satu."),
                most=MOST_ROWS,
            )
    return rows


def _told(actor: Actor, batch: Batch, verdicts: list[Verdict]) -> Batch:
    jobs.begin(batch, len(verdicts))
    jobs.keep_rows(batch, [verdict.row(batch) for verdict in verdicts])
    jobs.finish(batch, actor.now)
    return batch


def _send_all(
    actor: Actor, batch: Batch, rows: list[tuple[int, dict[str, str]]]
) -> Iterator[Verdict]:
    """Send each row in a savepoint of its own; a verdict per row."""
    named, known = by_words(actor), _known(actor)
    for line, cells in rows:
        label = f"{cells['day']} · {cells['about']}"
        try:
            with transaction.atomic():
                yield _send(actor, batch, line, label, _content(cells, named), known)
        except Refused as why:
            yield refused(line, label, why)


def _send(
    actor: Actor, batch: Batch, line: int, label: str, content: Content, known: _Known
) -> Verdict:
    action = content.get("action")
    same = (
        *(content["result"].pk, action.pk if action else None, content["day"]),
        *(content.get("started"), whole(content.get("quantity"))),
    )
    if same in known:
        note = gettext("Catatan yang sama sudah ada. Bila memang dua kali, tulis jam mulainya.")
        return Verdict(line, Outcome.UNCHANGED, label, note)
    report(
        actor=actor,
        assignment=content["result"].plan.assignment,
        key=uuid5(NAMESPACE_OID, f"{KIND}:{batch.pk}:{line}"),
        **content,
    )
    known[same] = line
    return Verdict(line, Outcome.TAKEN, label)


def _content(cells: Mapping[str, str], named: Mapping[str, Place]) -> Content:
    place = named.get(plain(cells["about"]))
    if place is None:
        raise Refused(
            _("Pekerjaan “%(text)s” tidak ada dalam SKP Anda. Salin namanya dari format unduhan."),
            text=cells["about"][:80],
        )
    return {
        "result": place.result,
        "action": place.action,
        "day": read_day(cells["day"]),
        "quantity": read_amount(cells.get("quantity", "")),
        "measure": cells.get("measure", "")[:40],
        "text": cells.get("text", "")[:2000],
        "started": read_hour(cells.get("started", "")),
        "ended": read_hour(cells.get("ended", "")),
    }


def _known(actor: Actor) -> _Known:
    """What is there already, by what makes two rows the same. One query."""
    own = DailyEntry.objects.filter(agency=actor.agency, employee=actor.me)
    rows = own.filter(day__year__gte=actor.today.year - 1).exclude(state=DailyEntry.State.DRAFT)
    found = rows.values_list("result", "action", "day", "started", "quantity", "pk")
    return {
        (result, action, day, started, whole(quantity)): pk
        for result, action, day, started, quantity, pk in found
    }


def whole(quantity: Decimal | None) -> Decimal | None:
    """A number as BKN's file carries it: without a fraction."""
    return None if quantity is None else quantity.quantize(Decimal(1), ROUND_HALF_UP)
