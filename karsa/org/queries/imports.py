"""What a keeper sees of imports: the latest ones, and one with its rows, problems first."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from karsa.files.models import StoredFile
from karsa.jobs.models import Batch, BatchRow
from karsa.jobs.queries import Progress, progress
from karsa.org.imports.run import KINDS
from karsa.tenancy.models import Agency

KIND = "org."
_LONG = timedelta(minutes=15)
LATEST = 10


@dataclass(frozen=True, slots=True)
class ImportView:
    """A batch with the name of its file, and how far it is.

    `kept` counts rows that are, or would be, in Karsa: taken and repaired.
    """

    batch: Batch
    file_name: str
    progress: Progress
    kept: int

    @property
    def what(self) -> str:
        """What the rows are."""
        return _(KINDS[self.batch.kind.removeprefix(KIND)].what)


def is_stuck(batch: Batch, now: datetime) -> bool:
    """Whether an import has been on its way for so long that its worker must have gone. No query.

    Going on is harmless even then: two workers cannot move one batch.
    """
    return progress(batch).is_moving and batch.created_at < now - _LONG


def imports(agency: Agency) -> QuerySet[Batch]:
    """Every import of the agency."""
    return Batch.objects.filter(agency=agency, kind__startswith=KIND)


def latest(agency: Agency) -> list[ImportView]:
    """The ten latest imports, newest first. Two queries."""
    batches = list(imports(agency).order_by("-pk")[:LATEST])
    names = dict(
        StoredFile.objects.filter(
            agency=agency, pk__in=[batch.file_id for batch in batches if batch.file_id]
        ).values_list("pk", "name")
    )
    return [_view(batch, names.get(batch.file_id or 0, "")) for batch in batches]


def view_of(batch: Batch) -> ImportView:
    """One import. One query."""
    stored = StoredFile.objects.filter(agency=batch.agency_id, pk=batch.file_id or 0).first()
    return _view(batch, stored.name if stored else "")


def rows_of(batch: Batch, outcome: str) -> QuerySet[BatchRow]:
    """The rows of one outcome, or all. Ordered by outcome they begin with what was refused."""
    rows = BatchRow.objects.filter(batch=batch)
    return rows.filter(outcome=outcome) if outcome in BatchRow.Outcome else rows


def _view(batch: Batch, file_name: str) -> ImportView:
    name = file_name or _("dari baris perintah")
    return ImportView(batch, name, progress(batch), batch.taken + batch.repaired)
