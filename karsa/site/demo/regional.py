"""The regulation's regional example (Anak Lampiran 3), entered as its people would enter it.

Every row goes through a service with the actor who may do it. What the annex leaves blank is
not passed on, so it stays blank.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from karsa.accounts.actor import Actor
from karsa.indicators import services as indicators
from karsa.indicators.models import IndicatorCard, PerformanceNode
from karsa.org.models import Assignment, Unit
from karsa.plans import services as plans
from karsa.plans.models import (
    AnnexItem,
    IndividualIndicator,
    ManualIndicator,
    PerformanceAgreement,
    PerformancePlan,
    RoleResultMatrix,
    Workblock,
)
from karsa.rules.behaviour import VALUES

Row = Mapping[str, Any]
HEAD, CLINIC_HEAD, MIDWIFE = (
    "KEPALA DINAS KESEHATAN",
    "KEPALA PUSKESMAS",
    "JABATAN FUNGSIONAL BIDAN PENYELIA",
)
_ASPECTS = {str(aspect.label): aspect.value for aspect in IndividualIndicator.Aspect}
_VALUES = {value.name: value.key for value in VALUES}
_QUALITY = {str(one.label): one.value for one in IndicatorCard.Quality}
_FREQUENCY = {"Triwulanan": "quarterly"} | {
    str(one.label): one.value for one in IndicatorCard.Frequency
}
_APPROACH = {
    "PENDEKATAN HASIL KERJA KUALITATIF": PerformancePlan.Approach.QUALITATIVE,
    "PENDEKATAN HASIL KERJA KUANTITATIF": PerformancePlan.Approach.QUANTITATIVE,
}


@cache
def annex() -> Mapping[str, Any]:
    """Return the annex as structured text."""
    path = Path(__file__).parent / "data" / "annex_regional.json"
    found: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


@dataclass(frozen=True)
class Cast:
    """Who plays the annex's positions: their posts, and each person as an actor."""

    government: Unit
    posts: Mapping[str, Assignment]  # by the annex's position
    manager: Actor  # draws the tree
    actor_of: Callable[[int], Actor]  # by the employee's id

    def actor(self, position: str) -> Actor:
        """Return the holder of an annex position as an actor."""
        return self.actor_of(self.posts[position].employee_id)

    def owner(self, level: str, code: str) -> Unit:
        """Return the unit that answers for a node: region, office, and below S2-5 the clinic."""
        if level == "S0":
            return self.government
        clinic = code == "S2-5" or level in ("S3", "S4")
        return self.posts[CLINIC_HEAD if clinic else HEAD].unit


@dataclass(frozen=True)
class Planted:
    """What came of the annex, for whoever goes on with it (evaluations, the demo)."""

    nodes: Mapping[str, PerformanceNode]
    agreements: tuple[PerformanceAgreement, ...]
    plans: Mapping[str, PerformancePlan]  # by the annex's position
    manual: ManualIndicator
    workblock: Workblock
    matrices: tuple[RoleResultMatrix, ...]


def plant(cast: Cast, year: int) -> Planted:
    """Enter the whole planning part of the annex for `year`; a few hundred queries."""
    source = annex()
    nodes = plant_tree(cast, source)
    units = {HEAD: cast.posts[HEAD].unit, CLINIC_HEAD: cast.posts[CLINIC_HEAD].unit}
    signed = tuple(
        plant_agreement(cast, position, unit, row, year)
        for (position, unit), row in zip(units.items(), source["agreements"], strict=True)
    )
    made = {row["position"]: plant_plan(cast, row, year) for row in source["plans"]}
    block = next(row for row in source["strategies"] if row["kind"] == "workblock")
    return Planted(
        nodes=nodes,
        agreements=signed,
        plans=made,
        manual=plant_manual(cast, made[HEAD], source["indicator_cards"][0]),
        workblock=plant_workblock(cast, made[CLINIC_HEAD], block),
        matrices=tuple(plant_matrix(cast, row, year) for row in source["role_result_matrices"]),
    )


def plant_tree(cast: Cast, source: Row) -> dict[str, PerformanceNode]:
    """Draw the tree with its indicators; a definition where the strategic plan gives one."""
    first, last = map(int, source["strategic_plan"]["years"].split("-"))
    plan = indicators.add_strategic_plan(
        actor=cast.manager, name=source["planning_title"], first_year=first, last_year=last
    )
    nodes: dict[str, PerformanceNode] = {}
    for row in source["performance_tree"]:
        owner = cast.owner(row["level"], row["id"])
        nodes[row["id"]] = node = indicators.add_node(
            actor=cast.manager,
            plan=plan,
            words=indicators.NodeWords(row["id"], row["level"], row["text"], owner=owner),
            parents=[nodes[parent] for parent in row["parents"]],
        )
        for name in row["indicators"]:
            plant_indicator(cast.manager, owner, node, name, last)
    return nodes


def plant_indicator(actor: Actor, owner: Unit, node: PerformanceNode, name: str, year: int) -> None:
    """Add an indicator of a node; Tabel 1 defines two of them, with target and baseline."""
    known = _definition(name)
    words = "\n".join([known["definition"], *known["definition_items"]]) if known else ""
    row = indicators.add_indicator(
        actor=actor,
        unit=owner,
        name=name,
        place=indicators.Place(node=node),
        card=indicators.CardWords(
            measure=(known["unit"] or "") if known else "",
            definition=words,
            formula=known["formula"] if known else "",
            source=known["data_source"] if known else "",
        ),
    )
    if known:
        value, base = Decimal(known["target"]), Decimal(known["baseline"])
        target = indicators.TargetWords(value=value, baseline=base)
        indicators.set_target(actor=actor, indicator=row, year=year, target=target)


def _definition(name: str) -> Any:
    """Tabel 1 spells the same indicator otherwise; two words tell which one is meant."""
    marks = {"keluarga sehat": "keluarga sehat", "(skm) puskesmas": "(skm) puskesmas"}
    mark = next((one for one in marks if name.casefold().endswith(one)), None)
    rows = [one for goal in annex()["strategic_plan"]["objectives"] for one in goal["indicators"]]
    return next((one for one in rows if mark and one["name"].casefold().endswith(mark)), None)


def plant_agreement(
    cast: Cast, position: str, unit: Unit, row: Row, year: int
) -> PerformanceAgreement:
    """Draft a unit's agreement and let both parties sign it."""
    actor = cast.actor(position)
    labels = plans.Labels(row["objective_label"], row["indicator_label"], row["budget_label"])
    agreement = plans.draft_agreement(actor=actor, unit=unit, year=year, labels=labels)
    for one in row["objectives"]:
        objective = plans.set_objective(actor=actor, agreement=agreement, text=one["text"])
        for line in one["indicators"]:
            plans.set_line(
                actor=actor,
                objective=objective,
                text=line["name"],
                target=line["target_as_printed"] or "",
            )
    for budget in row["budget_lines"]:
        plans.set_budget(
            actor=actor, agreement=agreement, name=budget["name"] or "", amount=budget["budget"]
        )
    plans.sign_agreement(actor=actor, agreement=agreement)
    second = cast.actor_of(agreement.second_party_id or 0)
    return plans.sign_agreement(actor=second, agreement=agreement)


def plant_plan(cast: Cast, row: Row, year: int) -> PerformancePlan:
    """Write a plan as its holder, add what its leader expects, and let both agree and set it."""
    post = cast.posts[row["position"]]
    actor = cast.actor_of(post.employee_id)
    plan = plans.start_plan(
        actor=actor, assignment=post, year=year, approach=_APPROACH[row["approach"]]
    )
    for kind in ("main", "additional"):
        for one in row[kind]:
            _plant_result(actor, plan, kind, one)
    leader = cast.actor_of(plan.rater_id or 0)
    _plant_expectations(leader, plan, row["behaviours"])
    if row["annex"]:
        _plant_annex(leader, plan, row["annex"])
    plans.propose(actor=actor, plan=plan)
    return plans.set_plan(actor=leader, plan=plan)


def _plant_result(actor: Actor, plan: PerformancePlan, kind: str, row: Row) -> None:
    words = plans.ResultWords(
        row["text"],
        kind=kind,
        assigned_by=row["assigned_by"] or "",
        supports_text=row["supports"] or "",
    )
    result = plans.add_result(actor=actor, plan=plan, words=words)
    for one in row["measures"]:
        aspect = _ASPECTS[one["aspect_or_perspective"]] if one["aspect_or_perspective"] else ""
        measure = plans.MeasureWords(one["text"], one["target"] or "", aspect)
        plans.set_measure(actor=actor, result=result, words=measure)


def _plant_expectations(leader: Actor, plan: PerformancePlan, rows: Iterable[Row]) -> None:
    for row in rows:
        if row["leader_expectations"]:
            plans.expect_behaviour(
                actor=leader,
                plan=plan,
                value=_VALUES[row["value"]],
                text="\n".join(row["leader_expectations"]),
            )


def _plant_annex(leader: Actor, plan: PerformancePlan, row: Row) -> None:
    names = ("resources", "accountability", "consequences")
    for section, name in zip(AnnexItem.Section, names, strict=True):
        plans.set_annex(actor=leader, plan=plan, section=section, lines=row[name])


def plant_manual(cast: Cast, plan: PerformancePlan, row: Row) -> ManualIndicator:
    """Write the manual of the head's first measure."""
    first = plan.results.order_by("order")[0]
    return plans.write_manual(
        actor=cast.actor(row["position"]),
        measure=first.measures.order_by("order")[0],
        words=plans.ManualWords(
            title=row["measure"],
            purpose=row["purpose"],
            definition="\n".join(row["definition"]),
            definition_items="\n".join(row["definition_items"]),
            formula=row["formula"],
            measurement_unit=row["unit_of_measurement"],
            quality=_QUALITY[row["quality_and_control_level"]],
            source=row["data_source"],
            reporting_period=_FREQUENCY[row["reporting_period"]],
        ),
    )


def plant_workblock(cast: Cast, plan: PerformancePlan, row: Row) -> Workblock:
    """Write the strategy of the clinic's head for the first result."""

    def lines(name: str, kind: str) -> str:
        return "\n".join(item["text"] for item in row[name] if item["kind"] == kind)

    plain = ("initiative", "intervenes_on", "owner", "completion_time", "beneficiary", "purpose")
    return plans.write_workblock(
        actor=cast.actor(CLINIC_HEAD),
        result=plan.results.order_by("order")[0],
        words=plans.WorkblockWords(
            **{name: row[name] or "" for name in plain},
            parties="\n".join(row["parties"]),
            budget=row["budget"] or "",
            routine_activities=lines("key_activities", "rutin"),
            transformative_activities=lines("key_activities", "transformatif"),
            routine_milestones=lines("key_milestones", "rutin"),
            transformative_milestones=lines("key_milestones", "transformatif"),
        ),
    )


def plant_matrix(cast: Cast, row: Row, year: int) -> RoleResultMatrix:
    """Divide roles and results in the clinic, by position where the annex names nobody."""
    actor = cast.actor(CLINIC_HEAD)
    matrix = plans.make_matrix(
        actor=actor,
        unit=cast.posts[CLINIC_HEAD].unit,
        year=year,
        title=row["title"].removeprefix("CONTOH MATRIKS PEMBAGIAN PERAN DAN HASIL "),
        owner=plans.MatrixOwner(position=row["owner"]),
        column_label=row["column_label"],
    )
    plans.set_columns(actor=actor, matrix=matrix, texts=row["columns"])
    rows = [plans.RowWords(position=line["position"]) for line in row["rows"]]
    plans.set_rows(actor=actor, matrix=matrix, rows=rows)
    columns = list(matrix.columns.order_by("order"))
    for line, made in zip(row["rows"], matrix.rows.order_by("order"), strict=True):
        for column, texts in zip(columns, line["cells"], strict=True):
            if texts:
                plans.set_cells(actor=actor, row=made, column=column, texts=texts)
    return matrix
