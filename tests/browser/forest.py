"""A performance tree of any size in an empty region: `plant` is run inside `karsa shell`."""

from karsa.indicators.models import (
    Indicator,
    IndicatorCard,
    Measurement,
    NodeLink,
    PerformanceNode,
    StrategicPlan,
    Target,
)
from karsa.kit import clock
from karsa.org.models import Unit
from karsa.tenancy.models import Agency
from karsa.tenancy.scope import scope

# Every node holds up to six below it; every seventh serves a second parent as well.
BELOW, SHARED = 6, 7


def plant(size: int) -> None:
    """Plant one tree of `size` nodes, six layers deep for 2,000, each with an indicator."""
    agency = Agency.objects.get()
    with scope(agency):
        plan = StrategicPlan.objects.create(
            agency=agency, name="RPJMD", first_year=2025, last_year=2029
        )
        nodes = PerformanceNode.objects.bulk_create(
            PerformanceNode(
                agency=agency,
                plan=plan,
                code=f"S{number}",
                level=f"Tingkat {_depth(number)}",
                text=f"Meningkatnya mutu layanan dasar bagi warga di wilayah kerja ke-{number}",
            )
            for number in range(size)
        )
        NodeLink.objects.bulk_create(_links(nodes))
        _measure(agency, nodes)


def _depth(number: int) -> int:
    return 0 if not number else _depth((number - 1) // BELOW) + 1


def _links(nodes: list[PerformanceNode]) -> list[NodeLink]:
    pairs = {(number, (number - 1) // BELOW) for number in range(1, len(nodes))}
    pairs |= {(number, number // SHARED // 2) for number in range(SHARED, len(nodes), SHARED)}
    return [
        NodeLink(agency=nodes[child].agency, child=nodes[child], parent=nodes[parent])
        for child, parent in sorted(pairs)
    ]


def _measure(agency: Agency, nodes: list[PerformanceNode]) -> None:
    unit = Unit.objects.create(agency=agency, external_id="hutan", name="Dinas Contoh", path="/h/")
    now, year = clock.now(), clock.now().year
    rows = Indicator.objects.bulk_create(
        Indicator(agency=agency, unit=unit, node=node, name=f"Capaian {node.code}")
        for node in nodes
    )
    IndicatorCard.objects.bulk_create(
        IndicatorCard(agency=agency, indicator=row, measure="%", created_at=now) for row in rows
    )
    Target.objects.bulk_create(
        Target(agency=agency, indicator=row, year=year, month=month, value=100)
        for row in rows
        for month in range(13)
    )
    Measurement.objects.bulk_create(
        Measurement(
            agency=agency,
            indicator=row,
            year=year,
            month=month,
            value=70 + number % 40,
            source="SIMPUS",
            reported_at=now,
        )
        for number, row in enumerate(rows)
        for month in range(1, now.month)
    )
