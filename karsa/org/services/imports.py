"""Importing as people do it: check a file first, then keep it; and as a command does it."""

import csv
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from django.core.exceptions import PermissionDenied
from django.core.files.base import File
from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from karsa.accounts.actor import Actor
from karsa.audit.services import record
from karsa.files import services as files
from karsa.files import store
from karsa.files.kinds import TABLES
from karsa.files.models import StoredFile
from karsa.jobs import services as jobs
from karsa.jobs.models import Batch
from karsa.jobs.verdict import Verdict
from karsa.kit.refusals import sentence
from karsa.org.imports.run import open_file, run
from karsa.org.policies import can_keep_organisation
from karsa.org.queries.actor import system_actor
from karsa.rules.refused import Refused
from karsa.tenancy.models import Agency
from karsa.tenancy.scope import scope

_BUSY = gettext_noop("Impor lain sedang berjalan. Tunggu sampai selesai, lalu simpan lagi.")
_NOT_CHECKED = gettext_noop("Berkas ini belum selesai diperiksa. Tunggu sebentar.")
_KEPT = gettext_noop("Berkas ini sudah disimpan. Buka hasilnya di daftar impor.")
_GONE = gettext_noop("Isi berkas sudah dihapus setelah impor selesai. Unggah lagi berkasnya.")
# After this an import that still says it runs has been cut off.
_LONGEST = timedelta(hours=2)
KIND = "org."


@transaction.atomic
def check(*, actor: Actor, kind: str, upload: "File[bytes]") -> Batch:
    """Take a file in and have it checked without keeping a row: the preview.

    Raises PermissionDenied, or Refused if the file is not of this kind.
    """
    _allow(actor)
    stored = files.take(actor, upload, purpose="import", allow=TABLES)
    open_file(kind, store.path_of(stored))
    batch = jobs.start(actor, KIND + kind, file_id=stored.pk, is_trial=True)
    jobs.later("org.import", actor.agency, batch_id=batch.pk)
    return batch


@transaction.atomic
def keep(*, actor: Actor, batch_id: int) -> Batch:
    """Keep the rows of a file that has been checked.

    Raises PermissionDenied; Refused if the check is not done, the file was kept already, or
    another import runs.
    """
    _allow(actor)
    trial = Batch.objects.select_for_update().get(pk=batch_id, agency=actor.agency, is_trial=True)
    if trial.state != Batch.State.DONE:
        raise Refused(_NOT_CHECKED)
    _refuse_if_busy(actor)
    if not jobs.once(actor.agency, f"import:{trial.pk}"):
        raise Refused(_KEPT)
    batch = jobs.start(actor, trial.kind, file_id=trial.file_id)
    jobs.later("org.import", actor.agency, batch_id=batch.pk)
    return batch


@transaction.atomic
def resume(*, actor: Actor, batch_id: int) -> Batch:
    """Go on with an import that failed or got stuck. Raises PermissionDenied, Refused."""
    _allow(actor)
    batch = jobs.resume(batch_id)
    jobs.later("org.import", actor.agency, batch_id=batch.pk)
    record(actor, "org.import_resumed", batch)
    return batch


def run_batch(*, agency: Agency, batch_id: int, now: datetime) -> None:
    """Run a batch to its end, or say in it why it could not go on. Opens its own scopes."""
    with scope(agency):
        batch = Batch.objects.get(pk=batch_id, agency=agency)
        stored = StoredFile.objects.filter(pk=batch.file_id or 0, agency=agency).first()
        if stored is None or not store.path_of(stored).exists():
            jobs.fail(batch, sentence(Refused(_GONE)), now)
            return
    doer = replace(system_actor(agency, now), user_id=batch.started_by)
    with suppress(Refused):  # the batch says why
        _run(doer, batch, store.path_of(stored))
        if not batch.is_trial:
            with scope(agency):
                store.forget(stored)


def run_command(
    *, actor: Actor, kind: str, path: Path, told: Callable[[list[Verdict]], None]
) -> Batch:
    """Import a file from the command line; `told` gets the verdicts of each slice.

    Raises Refused if the file is not of this kind.
    """
    open_file(kind, path)
    with scope(actor.agency):
        batch = jobs.start(actor, KIND + kind)
    _run(actor, batch, path, told)
    return batch


def run_rows(
    *, actor: Actor, kind: str, rows: Sequence[Mapping[str, str]], is_trial: bool, sender: Model
) -> Batch:
    """Import a few rows that a machine sent, at once; return the batch with its report.

    The rows are those of a file whose headings are the columns' own names. `sender`: whose token
    it was. Raises Refused while another import runs.
    """
    if not is_trial:
        _refuse_if_busy(actor)
    with TemporaryDirectory() as place:
        path = Path(place) / "rows.csv"
        with path.open("w", encoding="utf-8", newline="") as stream:
            table = csv.DictWriter(stream, rows[0], quoting=csv.QUOTE_ALL)
            table.writeheader()
            table.writerows(rows)
        batch = jobs.start(actor, KIND + kind, is_trial=is_trial)
        _run(actor, batch, path, is_sent=True)
    record(actor, "machines.rows_sent", sender)
    return batch


def _run(
    actor: Actor,
    batch: Batch,
    path: Path,
    told: Callable[[list[Verdict]], None] = lambda verdicts: None,
    *,
    is_sent: bool = False,
) -> None:
    try:
        for verdicts in run(
            agency=actor.agency,
            today=actor.today,
            kind=batch.kind.removeprefix(KIND),
            path=path,
            write_down=not batch.is_trial,
            batch=batch,
            is_sent=is_sent,
        ):
            told(verdicts)
    except Exception as why:
        with scope(actor.agency):
            jobs.fail(batch, _problem(why), actor.now)
        raise
    with scope(actor.agency), transaction.atomic():
        jobs.finish(batch, actor.now)
        if not batch.is_trial:
            record(actor, f"{KIND}imported", batch)


def _problem(why: Exception) -> str:
    if isinstance(why, Refused):
        return sentence(why)
    return _(
        "Impor terhenti karena gangguan. Baris yang sudah selesai tetap tersimpan; lanjutkan "
        "untuk sisanya."
    )


def _allow(actor: Actor) -> None:
    if not can_keep_organisation(actor):
        raise PermissionDenied


def _refuse_if_busy(actor: Actor) -> None:
    running = Batch.objects.filter(
        agency=actor.agency,
        kind__startswith=KIND,
        is_trial=False,
        state__in=Batch.MOVING,
        created_at__gt=actor.now - _LONGEST,
    )
    if running.exists():
        raise Refused(_BUSY)
