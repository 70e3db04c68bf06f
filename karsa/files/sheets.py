"""Tables that people bring as long work: taken, checked or kept by a worker, told row by row."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.core.files.base import File

from karsa.files import store
from karsa.files.kinds import TABLES
from karsa.files.models import StoredFile
from karsa.files.services import Doer, take
from karsa.jobs import services as jobs
from karsa.jobs.models import Batch
from karsa.kit.refusals import sentence
from karsa.kit.spreadsheets import Columns, open_sheet
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _

_NOT_CHECKED = _("Lembar ini belum selesai diperiksa. Tunggu sebentar.")
_GONE = _("Isi lembar sudah dihapus. Unggah lagi berkasnya.")

# Lines as people count them, each with its cells by field.
Rows = list[tuple[int, dict[str, str]]]


@dataclass(frozen=True, slots=True)
class Shape:
    """A kind of table: the columns it may and must have, its rows at most, with what to say.

    `kind` is its batches', `purpose` its files'.
    """

    kind: str
    purpose: str
    columns: Columns
    required: Collection[str]
    most: int
    too_long: str


@dataclass(frozen=True, slots=True)
class Brought:
    """A table that was read."""

    stored: StoredFile
    rows: Rows


def start(doer: Doer, upload: "File[bytes]", shape: Shape, *, is_trial: bool = False) -> Batch:
    """Take a table in and open the batch of its rows. Raises Refused if it is no such table."""
    stored = take(doer, upload, purpose=shape.purpose, allow=TABLES)
    open_sheet(store.path_of(stored), shape.columns, shape.required)
    return jobs.start(doer, shape.kind, file_id=stored.pk, is_trial=is_trial)


def start_keeping(doer: Doer, checked: Batch, shape: Shape, kept: str) -> Batch:
    """Open the batch that keeps what a trial of this shape has checked, once.

    Raises Refused while it is being checked; with `kept` if it is kept already.
    """
    trial = Batch.objects.select_for_update().get(pk=checked.pk, kind=shape.kind, is_trial=True)
    if trial.state != Batch.State.DONE:
        raise Refused(_NOT_CHECKED)
    if not jobs.once(doer.agency, f"sheet:{trial.pk}"):
        raise Refused(kept)
    return jobs.start(doer, trial.kind, file_id=trial.file_id)


def read(batch: Batch, shape: Shape, now: datetime) -> Brought | None:
    """Return a batch's table; None where it cannot be read, and then the batch says why."""
    try:
        return _read(batch, shape)
    except Refused as why:
        jobs.fail(batch, sentence(why), now)
        return None


def _read(batch: Batch, shape: Shape) -> Brought:
    stored = StoredFile.objects.filter(pk=batch.file_id or 0, agency=batch.agency_id).first()
    if stored is None or not store.path_of(stored).exists():
        raise Refused(_GONE)
    rows = list(open_sheet(store.path_of(stored), shape.columns, shape.required).rows())
    if len(rows) > shape.most:
        raise Refused(shape.too_long)
    return Brought(stored, rows)
