"""What people did and learned: daily entries and trainings of a month."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from karsa.development.models import Registration
from karsa.development.queries.families import Kind as IndicatorKind
from karsa.journal.models import DailyEntry
from karsa.plans.models import IndividualIndicator
from karsa.tenancy.models import Agency
from karsa.warehouse.month import Month
from karsa.warehouse.queries import keys
from karsa.warehouse.queries.batches import lookup, of_query, scaled
from karsa.warehouse.schema import DAY, INTEGER, LONG, TEXT

_ENTRY = {
    "employee": LONG,
    "unit": LONG,
    "result": LONG,
    "day": DAY,
    "state": TEXT,
    "quantity": LONG,
    "measure": TEXT,
}
_TRAINING = {
    "employee": LONG,
    "unit": LONG,
    "course": TEXT,
    "hours": INTEGER,
    "score_before": INTEGER,
    "score_after": INTEGER,
}


def entries(home: Agency, month: Month) -> Iterator[dict[str, Any]]:
    """Yield the month's entries but drafts, in the order they were made. Four queries.

    `indicator` is named where exactly one is carried by the entry's work result.
    """
    people, offices = lookup(keys.people(home, month.year), LONG), lookup(keys.offices(home), LONG)
    carried = lookup(_carried(home), TEXT)
    rows = DailyEntry.objects.filter(agency=home, day__range=(month.first, month.last))
    sent = rows.exclude(state=DailyEntry.State.DRAFT).order_by("pk")
    told = sent.values_list(
        "employee",
        "assignment__unit",
        "result",
        "day",
        "state",
        scaled("quantity", 2),
        "measure",
    )
    for batch in of_query(told, _ENTRY):
        yield {
            **{name: batch[name] for name in ("unit", "day", "state", "quantity", "measure")},
            "person": people(batch["employee"]),
            "office": offices(batch["unit"]),
            "indicator": carried(batch["result"]),
        }


def _carried(home: Agency) -> dict[int, str]:
    rows = IndividualIndicator.objects.filter(agency=home, indicator__isnull=False)
    told = rows.values_list("result", "indicator__name", "indicator__unit__name").distinct()
    found = [(result, IndicatorKind.of(name, unit).name) for result, name, unit in told]
    count = Counter(result for result, _name in found)
    return {result: name for result, name in found if count[result] == 1}


def trainings(home: Agency, month: Month) -> Iterator[dict[str, Any]]:
    """Yield the courses that people completed in the month. Three queries."""
    people, offices = lookup(keys.people(home, month.year), LONG), lookup(keys.offices(home), LONG)
    rows = Registration.objects.filter(
        agency=home,
        state=Registration.State.ATTENDED,
        completed_on__range=(month.first, month.last),
    )
    told = rows.order_by("pk").values_list(
        "employee",
        "assignment__unit",
        "session__course__kind",
        "hours",
        "score_before",
        "score_after",
    )
    for batch in of_query(told, _TRAINING):
        yield {
            **{name: batch[name] for name in _TRAINING if name != "employee"},
            "person": people(batch["employee"]),
            "office": offices(batch["unit"]),
        }
