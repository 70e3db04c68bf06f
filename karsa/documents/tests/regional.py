"""The regulation's regional example (Anak Lampiran 3 and 5) as our shapes."""

import json
from pathlib import Path
from typing import Any

from karsa.documents.shapes import (
    AgreementForm,
    Annex,
    Behaviour,
    BudgetLine,
    EvaluationForm,
    IndicatorTarget,
    ManualIndicatorForm,
    MatrixRow,
    Measure,
    Objective,
    Party,
    PlanForm,
    Remark,
    ResultLine,
    RoleResultMatrixForm,
    Signature,
    Steps,
    WorkblockForm,
)
from karsa.rules.grade import Grade, OrganisationLevel, Rating

LEVELS = {"BAIK": OrganisationLevel.GOOD}
GRADES = {"BAIK": Grade.GOOD}
RATINGS = {"SESUAI EKSPEKTASI": Rating.MEETS, "DIATAS EKSPEKTASI": Rating.ABOVE}
QUALITY: dict[str, Any] = {"Outcome": "outcome"}
REPORTING: dict[str, Any] = {"Tahunan": "yearly"}

ANNEX: dict[str, Any] = json.loads(
    (Path(__file__).parent / "annex_regional.json").read_text(encoding="utf-8")
)


def holder(row):
    return Party(row["holder"], row["nip"], row["rank"], row["position"], row["unit"])


def rater(row):
    return Party(
        row["rater"], row["rater_nip"], row["rater_rank"], row["rater_position"], row["rater_unit"]
    )


def remarks(rows):
    return tuple(Remark(row["giver"], row["text"]) for row in rows or ())


def result(row):
    return ResultLine(
        number=row["no"],
        text=row["text"],
        assigned_by=row["assigned_by"],
        supports=row.get("supports"),
        measures=tuple(
            Measure(m["text"], m["target"], perspective=m["aspect_or_perspective"])
            for m in row["measures"]
        ),
        realisation=tuple(row.get("realisation") or ()),
        feedback=remarks(row.get("feedback")),
        symbol=row.get("feedback_symbol"),
    )


def behaviours(rows):
    return tuple(
        Behaviour(
            number=row["no"],
            value=row["value"],
            guides=tuple(row["guides"]),
            expectations=row["leader_expectations"] and tuple(row["leader_expectations"]),
            feedback=remarks(row.get("feedback")),
        )
        for row in rows
    )


def signatures(row):
    date = row["signatures"]["place_date"]
    return tuple(
        Signature(block["role"], block["name"], block["nip"], date)
        for block in row["signatures"]["blocks"]
    )


def plan(row):
    annex = row["annex"]
    names = ("resources", "accountability", "consequences")
    return PlanForm(
        code=row["form"],
        holder=holder(row),
        rater=rater(row),
        main=tuple(map(result, row["main"])),
        additional=tuple(map(result, row["additional"])),
        behaviours=behaviours(row["behaviours"]),
        signatures=signatures(row),
        agency=row["agency"],
        period=row["period"],
        annex=annex and Annex(*(tuple(annex[name]) for name in names)),
        footnotes=tuple(row["footnotes"]),
    )


def card(row):
    return ManualIndicatorForm(
        position=row["position"],
        agency=row["agency"],
        period=row["period"],
        result=row["result"],
        measure=row["measure"],
        purpose=row["purpose"],
        definition=tuple(row["definition"]),
        definition_items=tuple(row["definition_items"]),
        formula=row["formula"],
        unit=row["unit_of_measurement"],
        quality=QUALITY[row["quality_and_control_level"]],
        data_source=row["data_source"],
        reporting=REPORTING[row["reporting_period"]],
    )


def workblock(row):
    def steps(name):
        return Steps(
            *(
                tuple(item["text"] for item in row[name] if item["kind"] == kind)
                for kind in ("rutin", "transformatif")
            )
        )

    plain = ("initiative", "intervenes_on", "owner", "completion_time", "beneficiary")
    return WorkblockForm(
        **{name: row[name] for name in (*plain, "purpose", "budget")},
        parties=tuple(row["parties"]),
        activities=steps("key_activities"),
        milestones=steps("key_milestones"),
    )


def matrix(row):
    return RoleResultMatrixForm(
        subtitle=row["title"].removeprefix("CONTOH MATRIKS PEMBAGIAN PERAN DAN HASIL "),
        owner=row["owner"],
        owner_employee=row["owner_employee"],
        column_label=row["column_label"],
        columns=tuple(row["columns"]),
        rows=tuple(
            MatrixRow(line["employee"], line["position"], tuple(map(tuple, line["cells"])))
            for line in row["rows"]
        ),
    )


def agreement(row, **over):
    return AgreementForm(
        unit=row["unit"],
        year=row["year"],
        objectives=tuple(
            Objective(
                o["text"],
                tuple(IndicatorTarget(i["name"], i["target_as_printed"]) for i in o["indicators"]),
            )
            for o in row["objectives"]
        ),
        budget=tuple(BudgetLine(line["name"], line["budget"]) for line in row["budget_lines"]),
        objective_label=row["objective_label"],
        indicator_label=row["indicator_label"],
        budget_label=row["budget_label"],
        **over,
    )


def evaluation(row):
    lines = [(line["kind"], result(line)) for line in row["results"]]
    return EvaluationForm(
        code=row["form"],
        holder=holder(row),
        rater=rater(row),
        main=tuple(line for kind, line in lines if kind == "utama"),
        additional=tuple(line for kind, line in lines if kind == "tambahan"),
        behaviours=behaviours(row["behaviours"]),
        signatures=signatures(row),
        heads="Perspektif" in row["measures_heading"],
        term=row["period"],
        agency=row["agency"],
        period=row["assessment_period"],
        organisation=LEVELS[row["organisation_grade"]],
        result_rating=RATINGS[row["result_rating"]],
        behaviour_rating=RATINGS[row["behaviour_rating"]],
        grade=GRADES[row["grade"]],
        footnotes=tuple(row["footnotes"]),
    )
