"""The RPJMD as chapters: missions, goals, objectives, programmes with money, two versions."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from datetime import date, timedelta
from typing import Any

from karsa.accounts.roles import Role
from karsa.indicators.models import (
    Indicator,
    NodeLink,
    PerformanceNode,
    ProgramBudget,
    StrategicPlan,
    StrategicPlanVersion,
    StrategyItem,
)
from karsa.indicators.queries.versions import snapshot_of
from karsa.org.models import Employee, Unit
from karsa.site.demo.chance import between
from karsa.site.demo.indicators import Measured
from karsa.site.demo.posts import field_of
from karsa.site.demo.words.library import library, tree
from karsa.site.demo.world import World

Kind = StrategyItem.Kind
_KINDS = {"Misi": Kind.MISSION, "Tujuan": Kind.GOAL, "Sasaran": Kind.OBJECTIVE}
_GROWTH = 4  # percent a year
_MILLION = 1_000_000

Items = dict[str, StrategyItem]


def lay(world: World, measured: Iterable[Measured]) -> None:
    """Write the chapters beside the tree that is there, and set them. A dozen queries."""
    plan = StrategicPlan.objects.get(agency=world.agency)
    nodes = {node.code: node for node in plan.nodes.select_related("owner")}
    _grow(plan, nodes)
    items = _chapters(plan, nodes)
    _join(nodes, items)
    offices = list(Unit.objects.filter(agency=world.agency, kind=Unit.Kind.OFFICE).order_by("path"))
    programmes = list(_programmes(plan, offices, items))
    StrategyItem.objects.bulk_create(item for item, _base in programmes)
    ProgramBudget.objects.bulk_create(_budgets(world, plan, programmes))
    _measure(measured, items)
    _set(world, plan)


def _grow(plan: StrategicPlan, nodes: dict[str, PerformanceNode]) -> None:
    """Critical factors and intermediate conditions below the offices' objectives."""
    rows = library("strategy")["nodes"]
    for code, kind, _parents, text in rows:
        level = "Faktor penentu" if kind == "critical_factor" else "Kondisi antara"
        words = {"code": code, "kind": kind, "level": level, "text": text}
        nodes[code] = PerformanceNode(agency=plan.agency, plan=plan, **words)
    PerformanceNode.objects.bulk_create(nodes[row[0]] for row in rows)
    NodeLink.objects.bulk_create(
        NodeLink(agency=plan.agency, child=nodes[code], parent=nodes[parent])
        for code, _kind, parents, _text in rows
        for parent in parents.split()
    )


def _chapters(plan: StrategicPlan, nodes: Mapping[str, PerformanceNode]) -> Items:
    """The upper part of the tree is the plan's own: a line stands under its first parent."""
    added = library("strategy")["added"]
    rows = [*tree()["nodes"], (added["code"], "Sasaran", added["goal"], added["text"])]
    items: Items = {}
    for kind in _KINDS.values():
        of_kind = [row for row in rows if _KINDS.get(row[1]) is kind]
        for code, _level, parents, text in of_kind:
            items[code] = StrategyItem(
                agency=plan.agency,
                plan=plan,
                kind=kind,
                code=code,
                text=text,
                parent=items.get(parents.split()[0]),
            )
        StrategyItem.objects.bulk_create(items[row[0]] for row in of_kind)
    return items


def _join(nodes: Mapping[str, PerformanceNode], items: Items) -> None:
    """A node of the tree speaks of its chapter, which belongs to whoever owns what is below."""
    links = NodeLink.objects.filter(child__plan=next(iter(nodes.values())).plan)
    for parent, owner in links.order_by("pk").values_list("parent__code", "child__owner"):
        item = items.get(parent)
        if item is not None and item.kind == Kind.OBJECTIVE and item.owner_id is None:
            item.owner_id = owner
    objectives = [item for item in items.values() if item.kind == Kind.OBJECTIVE]
    StrategyItem.objects.bulk_update(objectives, ["owner"])
    known = [nodes[item.code] for item in objectives if item.code in nodes]
    for node in known:
        node.objective = items[node.code]
    PerformanceNode.objects.bulk_update(known, ["objective"])


def _programmes(
    plan: StrategicPlan, offices: Iterable[Unit], items: Items
) -> Iterator[tuple[StrategyItem, int]]:
    """Each office's programmes below the objective it serves first, with this year's money."""
    for number, unit in enumerate(offices, start=1):
        office = library(field_of(unit.name, unit.name))["office"]
        objective = items[office["objectives"][0][1].split()[0]]
        for order, line in enumerate(office["programmes"], start=1):
            name, _, amount = line.partition("|")
            money = int(amount) + between(0, 90, unit.external_id, order) * _MILLION
            item = StrategyItem(
                agency=plan.agency,
                plan=plan,
                kind=Kind.PROGRAM,
                code=f"{number:02}.{order:02}",
                text=name,
                parent=objective,
                owner=unit,
            )
            yield item, money


def _budgets(
    world: World, plan: StrategicPlan, programmes: Sequence[tuple[StrategyItem, int]]
) -> Iterator[ProgramBudget]:
    for item, money in programmes:
        for year in range(plan.first_year, plan.last_year + 1):
            grown = money * (100 + _GROWTH * (year - world.today.year)) // 100
            ceiling = grown // _MILLION * _MILLION
            day = min(date(year, 12, 31), world.today.replace(day=1) - timedelta(days=1))
            known = day.year == year
            yield ProgramBudget(
                agency=plan.agency,
                program=item,
                year=year,
                ceiling=ceiling,
                realised=_spent(ceiling, day, item.code) if known else None,
                realised_on=day if known else None,
            )


def _spent(ceiling: int, day: date, code: str) -> int:
    """Money follows the months of the year, never quite all of it."""
    return ceiling * day.month * between(86, 98, code, day.year) // 1200 // 1000 * 1000


def _measure(measured: Iterable[Measured], items: Items) -> None:
    """The offices' indicators are those of the objective their node serves first."""
    rows = [one.row for one in measured if one.row.unit.kind == Unit.Kind.OFFICE and one.row.node]
    links = NodeLink.objects.filter(child__in={row.node_id for row in rows}).order_by("pk")
    above: dict[int, StrategyItem] = {}
    for child, code in links.values_list("child", "parent__code"):
        if code in items:
            above.setdefault(child, items[code])
    for row in rows:
        row.objective = above.get(row.node_id or 0)
    Indicator.objects.bulk_update(rows, ["objective"])


def _set(world: World, plan: StrategicPlan) -> None:
    """Set in the plan's first year, and once more with what changed since."""
    manager = Employee.objects.filter(
        agency=world.agency, user__grants__role=Role.PERFORMANCE_MANAGER
    ).first()
    words = library("strategy")["before"]
    now = snapshot_of(plan)
    days = (date(plan.first_year, 1, 15), date(world.today.year, 1, 20))
    versions = ((_before(now), days[0], ""), (now, days[1], words["reason"]))
    StrategicPlanVersion.objects.bulk_create(
        StrategicPlanVersion(
            agency=world.agency,
            plan=plan,
            version=number,
            reason=reason,
            tree=shown,
            set_by=manager,
            set_at=world.at(min(day, world.today), 10),
        )
        for number, (shown, day, reason) in enumerate(versions, start=1)
    )
    plan.version = len(versions)
    plan.save(update_fields=["version"])


def _before(now: dict[str, Any]) -> dict[str, Any]:
    """The first version: without the added objective and the conditions, one worded otherwise."""
    words = library("strategy")
    then = deepcopy(now)
    added, before = words["added"]["code"], words["before"]
    then["items"] = {key: row for key, row in then["items"].items() if row["code"] != added}
    grown = {row[0] for row in words["nodes"] if row[1] == "condition"}
    then["nodes"] = {key: row for key, row in then["nodes"].items() if row["code"] not in grown}
    for section in ("items", "nodes"):
        for row in then[section].values():
            if row["code"] == before["code"]:
                row["text"] = before["text"]
    return then
