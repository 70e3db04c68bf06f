"""Performance agreements of all offices: signed in January, with programmes and money."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from karsa.indicators.models import PerformanceNode
from karsa.plans.models import (
    AgreementBudget,
    AgreementLine,
    AgreementObjective,
    Cascade,
    PerformanceAgreement,
)
from karsa.site.demo.chance import between
from karsa.site.demo.indicators import Measured
from karsa.site.demo.posts import Post, field_of
from karsa.site.demo.trajectory import aim
from karsa.site.demo.words.library import library
from karsa.site.demo.world import World

State = PerformanceAgreement.State


def sign(world: World, indicators: Iterable[Measured], posts: Iterable[Post]) -> None:
    """Write this year's agreements of the units that have indicators and a head. Five queries."""
    by_unit: dict[int, list[Measured]] = defaultdict(list)
    for one in indicators:
        by_unit[one.row.unit_id].append(one)
    heads = [post for post in posts if post.leads and post.row.unit_id in by_unit]
    agreements = [_agreement(world, head) for head in _one_per_unit(heads)]
    PerformanceAgreement.objects.bulk_create(agreements)
    objectives, lines, budgets = [], [], []
    for agreement in agreements:
        of_unit = by_unit[agreement.unit_id]
        mine = _objectives(agreement, of_unit)
        objectives += mine
        lines += [line for objective in mine for line in _lines(objective, of_unit)]
        budgets += _budgets(agreement, of_unit)
    AgreementObjective.objects.bulk_create(objectives)
    AgreementLine.objects.bulk_create(lines)
    AgreementBudget.objects.bulk_create(budgets)


def _one_per_unit(heads: Iterable[Post]) -> list[Post]:
    return list({post.row.unit_id: post for post in heads}.values())


def _agreement(world: World, head: Post) -> PerformanceAgreement:
    signed = date(world.today.year, 1, between(12, 29, head.key, "agreement"))
    return PerformanceAgreement(
        agency=world.agency,
        unit=head.row.unit,
        year=world.today.year,
        state=State.SIGNED if signed <= world.today else State.DRAFT,
        first_party=head.row.employee,
        second_party_id=head.line.rater_id,
        signed_on=signed if signed <= world.today else None,
    )


def _objectives(
    agreement: PerformanceAgreement, of_unit: Iterable[Measured]
) -> list[AgreementObjective]:
    nodes: dict[str, PerformanceNode] = {}
    for one in of_unit:
        if one.row.node:
            nodes.setdefault(one.row.node.code, one.row.node)
    return [
        AgreementObjective(
            agency=agreement.agency, agreement=agreement, order=order, text=node.text, node=node
        )
        for order, node in enumerate(nodes.values(), start=1)
    ]


def _lines(objective: AgreementObjective, of_unit: Iterable[Measured]) -> list[AgreementLine]:
    mine = [one for one in of_unit if one.row.node == objective.node]
    return [
        AgreementLine(
            agency=objective.agency,
            objective=objective,
            order=order,
            text=one.row.name,
            target=_printed(one),
            indicator=one.row,
            cascade=Cascade.DIRECT,
        )
        for order, one in enumerate(mine, start=1)
    ]


def _printed(one: Measured) -> str:
    metric = one.metric
    if metric.low is not None and metric.high is not None:
        return f"{metric.low}–{metric.high} {metric.unit}"
    return f"{aim(metric, 12).normalize():f} {metric.unit}".replace(".", ",")


def _budgets(agreement: PerformanceAgreement, of_unit: list[Measured]) -> list[AgreementBudget]:
    from_field = _programmes(of_unit)
    return [
        AgreementBudget(
            agency=agreement.agency,
            agreement=agreement,
            order=order,
            name=name,
            amount=int(amount) + between(0, 90, agreement.unit.external_id, order) * 1_000_000,
        )
        for order, (name, amount) in enumerate(from_field, start=1)
    ]


def _programmes(of_unit: list[Measured]) -> list[tuple[str, str]]:
    unit = of_unit[0].row.unit
    lines = library(field_of(unit.name, unit.name))["office"]["programmes"]
    return [(name, amount) for name, _, amount in (line.partition("|") for line in lines)]
