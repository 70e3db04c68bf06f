"""How people were rated: signed evaluations without their names, and each rater's habit."""

from collections.abc import Iterator
from typing import Any

from karsa.evaluations.models import Evaluation, RaterEffect
from karsa.tenancy.models import Agency
from karsa.warehouse.month import Month
from karsa.warehouse.queries import keys
from karsa.warehouse.queries.batches import lookup, of_query, of_rows
from karsa.warehouse.schema import INTEGER, LONG, TABLES, TEXT

_EVALUATION = {
    "unit": LONG,
    "rater": LONG,
    "year": INTEGER,
    "period": INTEGER,
    "result": TEXT,
    "behaviour": TEXT,
    "grade": TEXT,
}
_UNSIGNED = (Evaluation.State.DRAFT, Evaluation.State.DECIDED)
_COUNTS = ("people", "middle", "alike", "lifted", "lowered")


def evaluations(home: Agency, month: Month) -> Iterator[dict[str, Any]]:
    """Yield the signed evaluations of periods that end in the month. Three queries."""
    raters, offices = lookup(keys.people(home, month.year), LONG), lookup(keys.offices(home), LONG)
    rows = Evaluation.objects.filter(agency=home, period__ends__range=(month.first, month.last))
    signed = rows.rated_here().exclude(state__in=_UNSIGNED).order_by("pk")
    told = signed.values_list(
        "assignment__unit",
        "rater",
        "period__year",
        "period__number",
        "result_rating",
        "behaviour_rating",
        "grade",
    )
    for batch in of_query(told, _EVALUATION):
        yield {
            **{name: batch[name] for name in _EVALUATION},
            "rater": raters(batch["rater"]),
            "office": offices(batch["unit"]),
        }


def raters(home: Agency, month: Month) -> Iterator[dict[str, Any]]:
    """Yield what is known of each rater's habit in such periods. Two queries."""
    known = keys.people(home, month.year)
    rows = RaterEffect.objects.filter(agency=home, period__ends__range=(month.first, month.last))
    found = rows.select_related("period").order_by("pk")
    told = (
        (
            known[row.rater_id],
            row.period.year,
            row.period.number,
            *(getattr(row, name) for name in _COUNTS),
            *(None if one is None else int(one * 1000) for one in (row.severity, row.error)),
            row.is_notable,
        )
        for row in found.iterator(chunk_size=2000)
    )
    yield from of_rows(told, TABLES["raters"])
