"""What the demo region shows to everybody: opened indicators, releases of data, reports."""

from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal

from karsa.indicators.models import Indicator, Measurement
from karsa.insights.services import release_data, release_report
from karsa.org.models import Service, Unit
from karsa.site.demo.indicators import Measured
from karsa.site.demo.world import World

State = Measurement.State
_CORRECTED = 6  # indicators whose figure of an earlier month was put right
_WHY = "Dua laporan datang terlambat dan kini ikut dihitung."


def publish(world: World, measured: Sequence[Measured]) -> None:
    """Open the indicators of offices and of units with services; release. About forty queries."""
    serving = set(Service.objects.filter(agency=world.agency).values_list("unit", flat=True))
    shown = [one.row for one in measured if _is_open(one.row.unit, serving)]
    Indicator.objects.filter(pk__in=[row.pk for row in shown]).update(is_public=True)
    _correct(world, shown[:_CORRECTED])
    release_data(actor=world.actor, note="Rilis pertama.")
    region = Unit.objects.get(agency=world.agency, parent=None)
    release_report(actor=world.actor, unit=region, year=world.today.year - 1)


def _is_open(unit: Unit, serving: set[int]) -> bool:
    return unit.kind in (Unit.Kind.GOVERNMENT, Unit.Kind.OFFICE) or unit.pk in serving


def _correct(world: World, indicators: Sequence[Indicator]) -> None:
    """Put one confirmed figure of each right, as its operator did and another confirmed."""
    rows = Measurement.objects.filter(
        indicator__in=indicators, year=world.today.year, month=3, state=State.VERIFIED
    )
    before = list(rows)
    rows.update(state=State.REPLACED)
    Measurement.objects.bulk_create(
        Measurement(
            agency=world.agency,
            indicator_id=old.indicator_id,
            year=old.year,
            month=old.month,
            value=(old.value * Decimal("1.01")).quantize(Decimal("0.1")),
            weight=old.weight,
            source=old.source,
            note=_WHY,
            state=State.VERIFIED,
            reported_by_id=old.reported_by_id,
            verified_by_id=old.verified_by_id,
            reported_at=old.reported_at + timedelta(days=40),
            corrects=old,
        )
        for old in before
    )
