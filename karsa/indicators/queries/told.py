"""Indicators and their verified figures as machines are told of them."""

from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import OuterRef, QuerySet, Subquery

from karsa.indicators.models import Indicator, IndicatorCard, Measurement
from karsa.tenancy.models import Agency


def told_indicators(agency: Agency) -> QuerySet[Indicator]:
    """Return the indicators in use, each with the unit of its newest card. One query."""
    newest = IndicatorCard.objects.filter(indicator=OuterRef("pk")).order_by("-version")
    rows = Indicator.objects.filter(agency=agency, is_active=True)
    return rows.annotate(
        measure=Subquery(newest.values("measure")[:1]),
        polarity=Subquery(newest.values("polarity")[:1]),
    )


def told_figures(agency: Agency, year: int, since: date | None) -> QuerySet[Measurement]:
    """Return the verified figures of a year, or those reported since a day. One query."""
    rows = Measurement.objects.filter(
        agency=agency, year=year, state=Measurement.State.VERIFIED, indicator__is_active=True
    )
    if since:
        rows = rows.filter(reported_at__gte=datetime.combine(since, time(), ZoneInfo(agency.zone)))
    return rows


def indicator_told(row: Any) -> dict[str, Any]:
    """Return an indicator of `told_indicators` as plain values."""
    return {
        "id": row.pk,
        "code": row.code,
        "name": row.name,
        "unit": row.unit_id,
        "measure": row.measure or "",
        "polarity": row.polarity or "",
        "is_public": row.is_public,
    }


def figure_told(row: Measurement) -> dict[str, Any]:
    """Return a figure as plain values; the value is text, so that no digit is lost."""
    return {
        "id": row.pk,
        "indicator": row.indicator_id,
        "year": row.year,
        "month": row.month,
        "value": format(row.value.normalize(), "f"),
        "source": row.source,
        "reported_at": row.reported_at,
    }
