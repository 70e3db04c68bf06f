"""Figures: reported with their source, confirmed by another person, corrected by a new row."""

from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db import transaction

from karsa.accounts.actor import Actor
from karsa.audit.services import record
from karsa.files.models import StoredFile
from karsa.indicators import policies
from karsa.indicators.models import Indicator, Measurement
from karsa.rules import flow
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _

State = Measurement.State


@dataclass(frozen=True, slots=True)
class Figure:
    """A value with where it comes from; `weight` is its denominator where one is known."""

    value: Decimal
    source: str
    weight: Decimal | None = None
    note: str = ""
    evidence: StoredFile | None = None


@transaction.atomic
def report_measurement(
    *, actor: Actor, indicator: Indicator, year: int, month: int, figure: Figure
) -> Measurement:
    """Report the figure of one month.

    Raises PermissionDenied for whoever may not report for the unit; Refused for a month to come,
    without a source, or where the month has a figure (correct that one).
    """
    found = _lock(indicator)
    if not policies.can_report(actor, found.unit):
        raise PermissionDenied
    _check_month(actor, year, month)
    valid = found.measurements.filter(year=year, month=month, state__in=Measurement.COUNTS)
    if valid.exists():
        raise Refused(
            _("Angka bulan ini sudah dilaporkan. Buka angka itu dan pilih Perbaiki bila keliru.")
        )
    row = _add(actor, found, year, month, figure)
    record(actor, "measurement.reported", row)
    return row


@transaction.atomic
def verify_measurement(*, actor: Actor, measurement: Measurement) -> Measurement:
    """Confirm a figure; another person than the reporter. Refused if it is confirmed already."""
    found = _lock_row(measurement)
    if not policies.can_verify(actor, found):
        raise PermissionDenied
    found.state = flow.step(flow.MEASUREMENT, found.state, State.VERIFIED)
    found.verified_by_id = actor.employee_id
    found.save(update_fields=["state", "verified_by"])
    record(actor, "measurement.verified", found)
    return found


@transaction.atomic
def correct_measurement(
    *, actor: Actor, measurement: Measurement, figure: Figure, reason: str
) -> Measurement:
    """Replace a figure by a new one that points at it and is confirmed anew.

    Raises PermissionDenied for others; Refused without a reason or if it was replaced already.
    """
    old = _lock_row(measurement)
    if not policies.can_report(actor, old.indicator.unit):
        raise PermissionDenied
    if not reason.strip():
        raise Refused(_("Tulis alasan perbaikannya, supaya kedua angka dapat dijelaskan."))
    old.state = flow.step(flow.MEASUREMENT, old.state, State.REPLACED)
    old.save(update_fields=["state"])
    row = _add(actor, old.indicator, old.year, old.month, figure, corrects=old)
    record(actor, "measurement.corrected", row, note=reason)
    return row


def _add(
    actor: Actor,
    indicator: Indicator,
    year: int,
    month: int,
    figure: Figure,
    corrects: Measurement | None = None,
) -> Measurement:
    if not figure.source.strip():
        raise Refused(_("Tulis sumber datanya, supaya angka ini dapat diperiksa orang lain."))
    if figure.weight is not None and figure.weight < 0:
        raise Refused(_("Penyebut tidak boleh kurang dari nol. Periksa kembali angkanya."))
    return Measurement.objects.create(
        agency=actor.agency,
        indicator=indicator,
        year=year,
        month=month,
        value=figure.value,
        weight=figure.weight,
        source=figure.source.strip(),
        note=figure.note,
        evidence=figure.evidence,
        reported_by_id=actor.employee_id,
        reported_at=actor.now,
        corrects=corrects,
    )


def _check_month(actor: Actor, year: int, month: int) -> None:
    if not 1 <= month <= 12:
        raise Refused(_("Pilih bulan Januari sampai Desember."))
    if (year, month) > (actor.today.year, actor.today.month):
        raise Refused(_("Bulan ini belum tiba. Laporkan angkanya setelah bulan itu berjalan."))


def _lock(indicator: Indicator) -> Indicator:
    return (
        Indicator.objects.select_for_update(of=("self",))
        .select_related("unit")
        .get(pk=indicator.pk)
    )


def _lock_row(measurement: Measurement) -> Measurement:
    return (
        Measurement.objects.select_for_update(of=("self",))
        .select_related("indicator__unit")
        .get(pk=measurement.pk)
    )
