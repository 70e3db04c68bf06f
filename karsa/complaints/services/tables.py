"""Cases carried from and to SP4N-LAPOR!: checked first, then kept, once per their number."""

from collections.abc import Mapping
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext_noop as _

from karsa.accounts.actor import Actor
from karsa.accounts.models import User
from karsa.audit.services import record
from karsa.complaints import policies
from karsa.complaints.queries.carried import COLUMNS, REQUIRED
from karsa.complaints.services.table_rows import Known, known, take_row
from karsa.files import sheets, store
from karsa.files.sheets import Brought, Shape
from karsa.jobs import services as jobs
from karsa.jobs.models import Batch
from karsa.jobs.verdict import Verdict, refused
from karsa.org.queries.actor import actor_of
from karsa.rules.refused import Refused
from karsa.tenancy.models import Agency
from karsa.tenancy.scope import scope

SHEET = Shape(
    kind="complaints.cases",
    purpose="complaints.cases",
    columns=COLUMNS,
    required=REQUIRED,
    most=5_000,
    too_long=_("Lembar ini lebih dari 5.000 baris. Pecah menjadi beberapa."),
)
_KEPT = _("Lembar ini sudah disimpan. Laporannya ada di antrean.")


@transaction.atomic
def check(*, actor: Actor, upload: "File[bytes]") -> Batch:
    """Take a table in and have it checked without keeping a case: the preview.

    Raises PermissionDenied for others than the intake office; Refused if it is no such table.
    """
    _allow(actor)
    batch = sheets.start(actor, upload, SHEET, is_trial=True)
    jobs.later("complaints.cases", actor.agency, batch_id=batch.pk)
    return batch


@transaction.atomic
def keep(*, actor: Actor, batch: Batch) -> Batch:
    """Keep the cases of a checked table, once. Raises PermissionDenied; Refused until checked."""
    _allow(actor)
    kept = sheets.start_keeping(actor, batch, SHEET, _KEPT)
    jobs.later("complaints.cases", actor.agency, batch_id=kept.pk)
    return kept


def run(*, agency: Agency, batch_id: int, now: datetime) -> None:
    """Check or keep a table to its end, or say in its batch why not. Opens its own scope."""
    with scope(agency), transaction.atomic():
        batch = Batch.objects.get(pk=batch_id, agency=agency, kind=SHEET.kind)
        found = sheets.read(batch, SHEET, now)
        if found:
            _run(agency, batch, found, now)


def _run(agency: Agency, batch: Batch, found: Brought, now: datetime) -> None:
    actor = actor_of(User.objects.get(pk=batch.started_by or 0), agency, now)
    jobs.begin(batch, len(found.rows))
    with transaction.atomic():
        told = known(agency, [cells["number"] for _line, cells in found.rows])
        verdicts = [_verdict(actor, line, cells, told) for line, cells in found.rows]
        transaction.set_rollback(batch.is_trial)
    jobs.keep_rows(batch, [verdict.row(batch) for verdict in verdicts])
    jobs.finish(batch, now)
    if not batch.is_trial:
        store.forget(found.stored)
        record(actor, "complaint.imported", batch)


def _verdict(actor: Actor, line: int, cells: Mapping[str, str], told: Known) -> Verdict:
    label = cells["number"]
    try:
        with transaction.atomic():
            outcome, note = take_row(actor, cells, told)
    except Refused as why:
        return refused(line, label, why)
    return Verdict(line, outcome, label, note)


def _allow(actor: Actor) -> None:
    if not policies.is_intake(actor):
        raise PermissionDenied
