"""The strategic plan, its tree, and the indicators of offices with cards and targets."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from karsa.indicators.models import (
    Indicator,
    IndicatorCard,
    NodeLink,
    PerformanceNode,
    StrategicPlan,
    Target,
)
from karsa.org.models import Unit
from karsa.site.demo.posts import field_of
from karsa.site.demo.trajectory import aim
from karsa.site.demo.words.library import Metric, library, metrics, tree
from karsa.site.demo.world import World

_KINDS = (Unit.Kind.OFFICE, Unit.Kind.HEALTH_CENTRE, Unit.Kind.TECHNICAL_UNIT)

_ASPECTS = {"menit": "time", "jam": "time", "hari": "time", "rupiah/kg": "cost"}
_SHARES = frozenset({"%", "indeks"})


@dataclass(frozen=True, slots=True)
class Measured:
    """An indicator with the metric it follows."""

    row: Indicator
    metric: Metric


def lay(world: World) -> list[Measured]:
    """Write plan, tree, indicators, cards and targets; return the indicators. A dozen queries."""
    first = world.today.year - (world.today.year % 5)
    plan = StrategicPlan.objects.create(
        agency=world.agency,
        name=f"{tree()['name']} {first}–{first + 4}",
        vision=tree()["vision"],
        first_year=first,
        last_year=first + 4,
    )
    units = list(Unit.objects.filter(agency=world.agency, kind__in=_KINDS).order_by("path"))
    nodes = _nodes(plan, units)
    found = [
        Measured(_indicator(unit, metric, nodes), metric)
        for unit in units
        for metric in metrics(field_of(unit.name, unit.name))
    ]
    Indicator.objects.bulk_create([one.row for one in found])
    IndicatorCard.objects.bulk_create(_card(one, world) for one in found)
    Target.objects.bulk_create(_targets(found, world), batch_size=1000)
    return found


def _nodes(plan: StrategicPlan, units: list[Unit]) -> dict[str, PerformanceNode]:
    rows = [tuple(row) for row in tree()["nodes"]]
    nodes = {
        code: PerformanceNode(agency=plan.agency, plan=plan, code=code, level=level, text=text)
        for code, level, _, text in rows
    }
    links = [(code, parent) for code, _, parents, _ in rows for parent in parents.split()]
    for code, parents, text, owner in _objectives(units):
        nodes.setdefault(
            code,
            PerformanceNode(
                agency=plan.agency,
                plan=plan,
                code=code,
                level="Sasaran OPD",
                text=text,
                owner=owner,
            ),
        )
        links += [(code, parent) for parent in parents.split()]
    PerformanceNode.objects.bulk_create(nodes.values())
    NodeLink.objects.bulk_create(
        (
            NodeLink(agency=plan.agency, child=nodes[child], parent=nodes[parent])
            for child, parent in dict.fromkeys(links)
        )
    )
    return nodes


def _objectives(units: Iterable[Unit]) -> Iterator[tuple[str, str, str, Unit | None]]:
    """What offices add to the tree; a field shared by many units has no single owner."""
    fields: dict[str, list[Unit]] = {}
    for unit in units:
        fields.setdefault(field_of(unit.name, unit.name), []).append(unit)
    for name, owners in fields.items():
        for code, parents, text in library(name)["office"]["objectives"]:
            yield code, parents, text, owners[0] if len(owners) == 1 else None


def _indicator(unit: Unit, metric: Metric, nodes: dict[str, PerformanceNode]) -> Indicator:
    return Indicator(
        agency=unit.agency,
        unit=unit,
        node=nodes[metric.node],
        name=metric.name.format(unit=unit.name),
    )


def _card(one: Measured, world: World) -> IndicatorCard:
    metric = one.metric
    quality = IndicatorCard.Quality
    return IndicatorCard(
        agency=world.agency,
        indicator=one.row,
        purpose=f"Mengetahui kemajuan sasaran: {one.row.node}" if one.row.node else "",
        definition=metric.definition,
        formula=metric.formula,
        measure=metric.unit,
        polarity=metric.polarity,
        quality=quality.OUTCOME if metric.over_time == "last" else quality.INTERMEDIATE,
        over_time=metric.over_time,
        aspect=_ASPECTS.get(metric.unit, "quality" if metric.unit in _SHARES else "quantity"),
        validity=IndicatorCard.Validity.PROXY if metric.unit == "indeks" else "exact",
        causes="\n".join(_causes(one)),
        source=metric.source,
        provider=one.row.unit.name,
        created_at=world.at(date(world.years[0], 1, 6), 10),
    )


def _causes(one: Measured) -> list[str]:
    found: dict[str, list[str]] = library("improving")["causes"]
    return found.get(field_of(one.row.unit.name, one.row.unit.name), [])


def _targets(found: Iterable[Measured], world: World) -> Iterator[Target]:
    for one in found:
        for year in range(world.years[0] - 1, world.today.year + 1):
            back = world.today.year - year
            for month in range(13):
                yield _target(one, year, month, back)


def _target(one: Measured, year: int, month: int, back: int) -> Target:
    metric = one.metric
    value = aim(metric, month or 12, back)
    ranged = metric.polarity == "range"
    return Target(
        agency=one.row.agency,
        indicator=one.row,
        year=year,
        month=month,
        value=None if ranged else value,
        low=metric.low if ranged else None,
        high=metric.high if ranged else None,
        baseline=aim(metric, 0, back),
    )
