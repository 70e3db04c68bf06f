"""The regulation's regional example (Anak Lampiran 3 and 5) as our shapes."""

import json
from pathlib import Path
from typing import Any

from karsa.documents.shapes.common import Behaviour, Measure, Party, Remark, ResultLine, Signature
from karsa.documents.shapes.plan import Annex, PlanForm

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
