"""Figures of many indicators from one spreadsheet: checked first, then kept, row by row."""

from datetime import datetime
from typing import IO

from django.core.exceptions import PermissionDenied
from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from karsa.accounts.actor import Actor
from karsa.accounts.models import User
from karsa.audit.services import record
from karsa.files import sheets
from karsa.files.sheets import Brought, Shape
from karsa.indicators import policies
from karsa.indicators.models import Indicator, IndicatorCard, Measurement
from karsa.indicators.services.sheet_rows import COLUMNS, HEADER, REQUIRED, SheetRow, take_row
from karsa.jobs import services as jobs
from karsa.jobs.models import Batch
from karsa.jobs.verdict import Verdict
from karsa.kit.formats import number
from karsa.kit.spreadsheets import write_xlsx
from karsa.org.models import Unit
from karsa.org.queries.actor import actor_of
from karsa.tenancy.models import Agency
from karsa.tenancy.scope import scope

SHEET = Shape(
    kind="indicators.figures",
    purpose="indicators.sheet",
    columns=COLUMNS,
    required=REQUIRED,
    most=2_000,
    too_long=gettext_noop("Lembar ini lebih dari 2.000 baris. Pecah menjadi beberapa."),
)
_KEPT = gettext_noop("Lembar ini sudah disimpan. Angkanya ada di halaman indikator.")


def write_template(target: IO[bytes], unit: Unit, year: int) -> None:
    """Write the sheet of a unit's indicators for a year, with the figures that are known.

    Three queries.
    """
    indicators = list(Indicator.objects.filter(unit=unit, is_active=True).order_by("name"))
    cards = IndicatorCard.objects.filter(indicator__in=indicators).order_by("version")
    measures = {card.indicator_id: card.measure for card in cards}
    rows = Measurement.objects.filter(
        indicator__in=indicators, year=year, state__in=Measurement.COUNTS
    )
    known = {(row.indicator_id, row.month): row for row in rows}
    write_xlsx(
        target,
        _("Realisasi %(year)s") % {"year": year},
        HEADER,
        (_template_row(one, measures.get(one.pk, ""), year, known) for one in indicators),
    )


def _template_row(
    indicator: Indicator, measure: str, year: int, known: dict[tuple[int, int], Measurement]
) -> list[str | int]:
    months = [known.get((indicator.pk, month)) for month in range(1, 13)]
    figures = ["" if row is None else _plain(row) for row in months]
    source = next((row.source for row in reversed(months) if row is not None), "")
    return [indicator.pk, indicator.name, measure, year, *figures, source]


def _plain(row: Measurement) -> str | int:
    """A figure as one would type it, without dots between thousands."""
    if row.value == row.value.to_integral_value():
        return int(row.value)
    return number(row.value, 4).replace(".", "").rstrip("0")


@transaction.atomic
def check_sheet(*, actor: Actor, unit: Unit, upload: "File[bytes]") -> Batch:
    """Take a sheet in and have it checked without keeping a figure: the preview.

    Raises PermissionDenied for whoever may not report for the unit; Refused if it is no such sheet.
    """
    if not policies.can_report(actor, unit):
        raise PermissionDenied
    batch = sheets.start(actor, upload, SHEET, is_trial=True)
    jobs.later("indicators.sheet", actor.agency, batch_id=batch.pk)
    return batch


@transaction.atomic
def keep_sheet(*, actor: Actor, batch: Batch) -> Batch:
    """Keep the figures of a sheet that one has checked oneself.

    Raises PermissionDenied for others; Refused while it is being checked, or if it is kept already.
    """
    if batch.started_by != actor.user_id:
        raise PermissionDenied
    kept = sheets.start_keeping(actor, batch, SHEET, _KEPT)
    jobs.later("indicators.sheet", actor.agency, batch_id=kept.pk)
    return kept


def run_sheet(*, agency: Agency, batch_id: int, now: datetime) -> None:
    """Check or keep a sheet to its end, or say in its batch why not. Opens its own scope.

    A trial does all a real run does and takes it back, so that it cannot promise more.
    """
    with scope(agency), transaction.atomic():
        batch = Batch.objects.get(pk=batch_id, agency=agency, kind=SHEET.kind)
        found = sheets.read(batch, SHEET, now)
        if found:
            _run(agency, batch, found, now)


def _run(agency: Agency, batch: Batch, found: Brought, now: datetime) -> None:
    actor = actor_of(User.objects.get(pk=batch.started_by or 0), agency, now)
    jobs.begin(batch, len(found.rows))
    with transaction.atomic():
        took = [take_row(actor, SheetRow(*row), found.stored) for row in found.rows]
        transaction.set_rollback(batch.is_trial)
    verdicts = [Verdict(one.line, one.outcome, one.label, " ".join(one.notes)) for one in took]
    jobs.keep_rows(batch, [verdict.row(batch) for verdict in verdicts])
    jobs.finish(batch, now)
    if not batch.is_trial:
        record(actor, "measurement.sheet_kept", batch)
