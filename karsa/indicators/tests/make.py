"""Factories of indicators: a card, a target of the year, and figures by month."""

from datetime import date
from decimal import Decimal
from itertools import count
from typing import Any

from karsa.indicators.models import Indicator, IndicatorCard, Innovation, Measurement, Target
from karsa.org.models import Employee, Unit
from karsa.org.tests.make import NOW

_n = count(1)


def indicator(unit: Unit, card: dict[str, Any] | None = None, **over: Any) -> Indicator:
    defaults = {"name": f"Ibu hamil terlayani ({next(_n)})"}
    made = Indicator.objects.create(agency=unit.agency, unit=unit, **(defaults | over))
    fields = {"measure": "%", "created_at": NOW} | (card or {})
    IndicatorCard.objects.create(agency=unit.agency, indicator=made, **fields)
    return made


def target(indicator: Indicator, value: Any = 100, **over: Any) -> Target:
    defaults = {"year": 2026, "value": value}
    return Target.objects.create(agency=indicator.agency, indicator=indicator, **(defaults | over))


def figure(indicator: Indicator, month: int, value: Any, **over: Any) -> Measurement:
    defaults: dict[str, Any] = {
        "year": 2026,
        "value": Decimal(str(value)),
        "source": "Laporan bulanan",
        "reported_at": NOW,
    }
    return Measurement.objects.create(
        agency=indicator.agency, indicator=indicator, month=month, **(defaults | over)
    )


def reporter(measurement: Measurement, by: Employee) -> Measurement:
    measurement.reported_by = by
    measurement.save(update_fields=["reported_by"])
    return measurement


def innovation(unit: Unit, owner: Employee, **over: Any) -> Innovation:
    defaults: dict[str, Any] = {
        "title": f"Antrean lewat pesan ({next(_n)})",
        "problem": "Pasien menunggu lama",
        "change": "Pasien memilih jam",
        "state": "running",
        "changed_on": date(2025, 10, 6),
    }
    return Innovation.objects.create(
        agency=unit.agency, unit=unit, owner=owner, **(defaults | over)
    )
