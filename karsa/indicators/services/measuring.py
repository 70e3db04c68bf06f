"""Figures: reported with their source, confirmed by another person, corrected by a new row.

An unlikely figure is kept as it was given and waits until another person has looked at it.
"""

from dataclasses import dataclass, replace
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db import transaction

from karsa.accounts.actor import Actor
from karsa.audit.services import record
from karsa.files.models import StoredFile
from karsa.indicators import policies
from karsa.indicators.models import Indicator, IndicatorCard, Measurement
from karsa.indicators.queries.usual import usual_figures
from karsa.indicators.services.forecasting import forecast_later
from karsa.machines.models import Event
from karsa.machines.services import announce
from karsa.rules import flow, plausible
from karsa.rules.plausible import Believable
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _

State = Measurement.State
_WAITS = _("Angka bulan ini masih menunggu dilihat orang lain. Putuskan dulu angka itu.")


@dataclass(frozen=True, slots=True)
class Figure:
    """A value with where it comes from; `weight` is its denominator where one is known.

    `origin` says how it came in: typed, or in a sheet.
    """

    value: Decimal
    source: str
    weight: Decimal | None = None
    note: str = ""
    evidence: StoredFile | None = None
    origin: str = Measurement.Origin.FORM


@transaction.atomic
def report_measurement(
    *, actor: Actor, indicator: Indicator, year: int, month: int, figure: Figure
) -> Measurement:
    """Report the figure of one month.

    Raises PermissionDenied for whoever may not report for the unit; Refused for a month to come,
    without a source, or where the month has a figure (correct that one) or one that waits.
    """
    found = _lock(indicator)
    if not policies.can_report(actor, found.unit):
        raise PermissionDenied
    check_month(actor, year, month)
    _check_free(found, year, month)
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
    announce(actor, Event.MEASURED, id=found.pk, indicator=found.indicator_id)
    return found


@transaction.atomic
def correct_measurement(
    *, actor: Actor, measurement: Measurement, figure: Figure, reason: str
) -> Measurement:
    """Replace a figure by a new one that points at it and is confirmed anew.

    Without a note of its own it carries the reason, which citizens read beside both figures.
    An unlikely one leaves the old in its place until somebody accepts it. Raises PermissionDenied
    for others; Refused without a reason, if it was replaced already or a correction waits.
    """
    old = _lock_row(measurement)
    if not policies.can_report(actor, old.indicator.unit):
        raise PermissionDenied
    if not reason.strip():
        raise Refused(_("Tulis alasan perbaikannya, supaya kedua angka dapat dijelaskan."))
    flow.step(flow.MEASUREMENT, old.state, State.REPLACED)
    if hasattr(old, "corrected_by"):
        raise Refused(_WAITS)
    told = replace(figure, note=figure.note or reason.strip())
    row = _add(actor, old.indicator, old.year, old.month, told, corrects=old)
    record(actor, "measurement.corrected", row, note=reason)
    return row


def unlikely(indicator: Indicator, value: Decimal) -> str:
    """Return why another person should look at a month's figure first; empty where nothing is odd.

    By the card's bounds, else by the last twelve figures. Two queries.
    """
    card = indicator.cards.order_by("-version").first()
    bounds = Believable(card.plausible_low, card.plausible_high) if card else Believable()
    return plausible.doubt(value, bounds, usual_figures([indicator]).get(indicator.pk))


def _add(
    actor: Actor,
    indicator: Indicator,
    year: int,
    month: int,
    figure: Figure,
    corrects: Measurement | None = None,
) -> Measurement:
    _check_figure(figure)
    _check_weight(indicator, figure)
    why = unlikely(indicator, figure.value)
    if corrects is not None and not why:
        corrects.state = flow.step(flow.MEASUREMENT, corrects.state, State.REPLACED)
        corrects.save(update_fields=["state"])
    forecast_later(actor.agency, [indicator.pk])
    return Measurement.objects.create(
        agency=actor.agency,
        indicator=indicator,
        year=year,
        month=month,
        value=figure.value,
        weight=figure.weight,
        origin=figure.origin,
        source=figure.source.strip(),
        note=figure.note,
        evidence=figure.evidence,
        state=State.HELD if why else State.REPORTED,
        held_because=why,
        reported_by_id=actor.employee_id,
        reported_at=actor.now,
        corrects=corrects,
    )


def _check_figure(figure: Figure) -> None:
    if not figure.source.strip():
        raise Refused(_("Tulis sumber datanya, supaya angka ini dapat diperiksa orang lain."))
    if figure.weight is not None and figure.weight < 0:
        raise Refused(_("Penyebut tidak boleh kurang dari nol. Periksa kembali angkanya."))


def _check_weight(indicator: Indicator, figure: Figure) -> None:
    """A weighted mean over the months says nothing without denominators. One query."""
    kinds = indicator.cards.order_by("-version").values_list("over_time", flat=True)
    if kinds.first() == IndicatorCard.Consolidation.WEIGHTED and not figure.weight:
        raise Refused(_("Isi penyebutnya, karena indikator ini memakai rata-rata tertimbang."))


def _check_free(indicator: Indicator, year: int, month: int) -> None:
    rows = indicator.measurements.filter(year=year, month=month)
    states = set(rows.values_list("state", flat=True))
    if states & Measurement.COUNTS:
        raise Refused(
            _("Angka bulan ini sudah dilaporkan. Buka angka itu dan pilih Perbaiki bila keliru.")
        )
    if State.HELD in states:
        raise Refused(_WAITS)


def check_month(actor: Actor, year: int, month: int) -> None:
    """Raise Refused for a month that has not come, or is none."""
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
        .select_related("indicator__unit", "corrected_by")
        .get(pk=measurement.pk)
    )
