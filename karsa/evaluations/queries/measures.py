"""A measure of a result against what is expected of it by the period's end."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from karsa.evaluations.queries.achievements import IndicatorFact
from karsa.evaluations.queries.evidence import EntryRow, MeasureRow
from karsa.plans.models import Cascade, IndividualIndicator
from karsa.rules.achievement import Achievement, Polarity, achievement
from karsa.rules.lights import light
from karsa.rules.reporting import NOT_ADDED, expected

_COUNTED = frozenset({"", IndividualIndicator.Aspect.QUANTITY})


@dataclass(frozen=True, slots=True)
class MeasureFact:
    """What is verified against what is expected; None where it cannot be told.

    `achievement` in percent; `light` a code of rules.lights; `note` says why there is none;
    `entries` are the accepted entries the actual is the sum of.
    """

    text: str
    target: str
    aspect: str
    unit: str
    actual: Decimal | None = None
    expected: Decimal | None = None
    achievement: Decimal | None = None
    light: str = "none"
    note: str = ""
    entries: tuple[int, ...] = ()


def facts_of(
    measures: Sequence[MeasureRow],
    entries: Sequence[EntryRow],
    known: Mapping[int, IndicatorFact],
    share: Decimal,
) -> tuple[MeasureFact, ...]:
    """Hold each measure of one result against its verified realisation. No query.

    `entries`: the accepted ones of this result since the plan began. `known`: indicators
    by id, with their verified achievement. `share`: how much of the plan's time has
    passed, 0 to 1: a quantity is expected to grow evenly with it.
    """
    units = [measure.unit for measure in measures]
    return tuple(_fact(measure, units, entries, known, share) for measure in measures)


def _fact(
    measure: MeasureRow,
    units: Sequence[str],
    entries: Sequence[EntryRow],
    known: Mapping[int, IndicatorFact],
    share: Decimal,
) -> MeasureFact:
    # A result that only serves an indicator is held against its own measure.
    serves = measure.cascade == Cascade.INDIRECT
    fact = None if serves else known.get(measure.indicator_id or 0)
    if fact is not None:
        return _told(measure, fact.found, fact.actual, fact.target)
    reason = _why_not_added(measure, units)
    # An entry without a unit counts where the result has one measure only.
    fitting = {measure.unit, ""} if len(units) == 1 else {measure.unit}
    rows = [row for row in entries if row.quantity is not None and row.unit in fitting]
    if reason or not rows or measure.target_value is None:
        return _told(measure, Achievement(None, reason or _("belum ada catatan terverifikasi")))
    actual = sum((row.quantity for row in rows if row.quantity is not None), Decimal(0))
    due = expected(measure.target_value, share)
    found = achievement(Polarity.MAXIMIZE, actual=actual, target=due)
    return _told(measure, found, actual, due, tuple(row.pk for row in rows))


def _told(
    measure: MeasureRow,
    found: Achievement,
    actual: Decimal | None = None,
    due: Decimal | None = None,
    entries: tuple[int, ...] = (),
) -> MeasureFact:
    return MeasureFact(
        text=measure.text,
        target=measure.target,
        aspect=measure.aspect_label,
        unit=measure.measure,
        actual=actual,
        expected=due,
        achievement=found.value,
        light=light(found.value).value,
        note=_(found.reason) if found.reason else "",
        entries=entries,
    )


def _why_not_added(measure: MeasureRow, units: Sequence[str]) -> str:
    if measure.target_value is None:
        return _("tanpa target angka: timbang dari catatan dan umpan balik")
    countable = measure.aspect in _COUNTED and measure.polarity == Polarity.MAXIMIZE
    if not countable or measure.unit in NOT_ADDED:
        return _("tidak dijumlahkan dari catatan: timbang dari bukti")
    if units.count(measure.unit) > 1:
        return _("beberapa ukuran bersatuan sama: timbang dari bukti")
    return ""
