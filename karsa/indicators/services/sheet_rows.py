"""One row of a sheet: an indicator's months, reported, corrected, left or refused together."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from karsa.accounts.actor import Actor
from karsa.files.models import StoredFile
from karsa.indicators.models import Indicator, Measurement
from karsa.indicators.services.measuring import Figure, correct_measurement, report_measurement
from karsa.jobs.models import BatchRow
from karsa.kit.formats import MONTHS, number
from karsa.kit.refusals import sentence
from karsa.rules.events import PLACES
from karsa.rules.refused import Refused

Outcome = BatchRow.Outcome
_KEYS = tuple(f"month_{at}" for at in range(1, 13))
HEADER = ("Nomor", "Indikator", "Satuan", "Tahun", *MONTHS, "Sumber data")
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "key": ("Nomor",),
    "name": ("Indikator",),
    "measure": ("Satuan",),
    "year": ("Tahun",),
    **{key: (name,) for key, name in zip(_KEYS, MONTHS, strict=True)},
    "source": ("Sumber data",),
}
REQUIRED = ("key", "year", "source")
_NO_NUMBER = gettext_noop("%(month)s: “%(text)s” bukan angka. Tulis seperti 1234,5.")
_UNKNOWN = gettext_noop(
    "Nomor indikator ini tidak dikenal. Pakai lembar yang diunduh dari unitnya."
)
_NO_YEAR = gettext_noop("Tahunnya bukan tahun. Tulis empat angka.")
_NOT_YOURS = gettext_noop("Indikator ini dilaporkan unit lain.")
_MEASURE = gettext_noop("Satuannya “%(sent)s”, sedangkan di kartu “%(card)s”.")


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A line of the sheet, counted as people count, with its cells by field."""

    line: int
    cells: Mapping[str, str]


@dataclass(slots=True)
class RowVerdict:
    """What became of a line, or would."""

    line: int
    label: str
    outcome: Outcome = Outcome.UNCHANGED
    notes: list[str] = field(default_factory=list)


def take_row(actor: Actor, row: SheetRow, sheet: StoredFile) -> RowVerdict:
    """Report the months of a row that are new or differ; all of them or, on a refusal, none."""
    verdict = RowVerdict(row.line, row.cells.get("name", ""))
    try:
        with transaction.atomic():
            _take(actor, row, sheet, verdict)
    except Refused as why:
        verdict.outcome, verdict.notes = Outcome.REFUSED, [sentence(why)]
    except PermissionDenied:
        verdict.outcome, verdict.notes = Outcome.REFUSED, [_(_NOT_YOURS)]
    return verdict


def _take(actor: Actor, row: SheetRow, sheet: StoredFile, verdict: RowVerdict) -> None:
    indicator = _indicator(actor, row)
    verdict.label = indicator.name
    year = _year(row)
    rows = indicator.measurements.filter(year=year, state__in=Measurement.COUNTS)
    known = {one.month: one for one in rows}
    for month, value in _figures(row):
        before = known.get(month)
        if before is not None and before.value == value:
            continue
        source = row.cells.get("source", "")
        figure = Figure(value, source, evidence=sheet, origin=Measurement.Origin.SHEET)
        made = _report(actor, indicator, before, year, month, figure)
        verdict.outcome = Outcome.TAKEN
        verdict.notes.append(_told(made, before))


def _report(
    actor: Actor,
    indicator: Indicator,
    before: Measurement | None,
    year: int,
    month: int,
    figure: Figure,
) -> Measurement:
    if before is None:
        return report_measurement(
            actor=actor, indicator=indicator, year=year, month=month, figure=figure
        )
    reason = _("Perbaikan lewat lembar kerja.")
    return correct_measurement(actor=actor, measurement=before, figure=figure, reason=reason)


def _told(made: Measurement, before: Measurement | None) -> str:
    facts = {"month": _(MONTHS[made.month - 1]), "value": number(made.value)}
    if made.state == Measurement.State.HELD:
        return _("%(month)s %(value)s menunggu dilihat: %(why)s") % (
            facts | {"why": _(made.held_because)}
        )
    if before is None:
        return _("%(month)s %(value)s.") % facts
    old = number(before.value)
    return _("%(month)s diperbaiki dari %(old)s ke %(value)s.") % (facts | {"old": old})


def _indicator(actor: Actor, row: SheetRow) -> Indicator:
    key = row.cells.get("key", "")
    rows = Indicator.objects.visible_to(actor).filter(is_active=True)
    found = rows.filter(pk=int(key)).first() if key.isdecimal() and len(key) < 18 else None
    if found is None:
        raise Refused(_UNKNOWN)
    card = found.cards.order_by("-version").first()
    sent = row.cells.get("measure", "")
    if card and sent and sent.lower() != card.measure.lower():
        raise Refused(_MEASURE, sent=sent, card=card.measure)
    return found


def _year(row: SheetRow) -> int:
    text = row.cells.get("year", "")
    if not (text.isdecimal() and len(text) == 4):
        raise Refused(_NO_YEAR)
    return int(text)


def _figures(row: SheetRow) -> Iterator[tuple[int, Decimal]]:
    for month, key in enumerate(_KEYS, start=1):
        if text := row.cells.get(key, ""):
            yield month, _number(text, month)


def _number(text: str, month: int) -> Decimal:
    """Read "1.234,5" as people here write it, and "27.5" as a spreadsheet's own number comes."""
    plain = text.replace(" ", "").removesuffix("%")
    if "," in plain or plain.count(".") > 1:
        plain = plain.replace(".", "").replace(",", ".")
    try:
        value = Decimal(plain)
        if value.is_finite() and abs(value) < 10**14:
            return value.quantize(PLACES)
    except InvalidOperation:
        pass
    raise Refused(_NO_NUMBER, month=_(MONTHS[month - 1]), text=text[:40])
