"""What citizens said: counted answers of closed surveys, and how reports were handled."""

from collections.abc import Iterator
from typing import Any

from karsa.complaints.models import Case
from karsa.complaints.queries.figures import counted, handled_by_night
from karsa.surveys.models import COLUMNS, Response, Survey
from karsa.tenancy.models import Agency
from karsa.warehouse.month import Month
from karsa.warehouse.queries import keys
from karsa.warehouse.queries.batches import lookup, of_query, of_rows
from karsa.warehouse.schema import INTEGER, LONG, TABLES

_RESPONSE = {"unit": LONG, "service": LONG, **dict.fromkeys(COLUMNS, INTEGER)}


def responses(home: Agency, month: Month) -> Iterator[dict[str, Any]]:
    """Yield the month's counted answers of closed surveys, without who gave them. Two queries.

    In the order of their content, so that none can be told by when it came.
    """
    offices = lookup(keys.offices(home), LONG)
    rows = Response.objects.filter(
        agency=home,
        day__range=(month.first, month.last),
        is_counted=True,
        survey__state=Survey.State.CLOSED,
    )
    fields = ("survey__service__unit", "survey__service", *COLUMNS)
    for batch in of_query(rows.order_by(*fields).values_list(*fields), _RESPONSE):
        yield {
            **{name: batch[name] for name in _RESPONSE},
            "office": offices(batch["unit"]),
        }


def complaints(home: Agency, month: Month) -> Iterator[Any]:
    """Yield the reports that came in the month, but those about conduct. Two queries."""
    offices = keys.offices(home)
    rows = counted(home).filter(received_on__range=(month.first, month.last), is_protected=False)
    cases = rows.order_by("pk").iterator(chunk_size=2000)
    yield from of_rows((_case(one, offices) for one in cases), TABLES["complaints"])


def _case(case: Case, offices: dict[int, int]) -> tuple[Any, ...]:
    found = handled_by_night(case)
    days = None if found.solved is None else (found.solved - found.received).days
    office = offices.get(case.unit_id) if case.unit_id else None
    return (case.unit_id, office, case.kind, days, found.in_time, found.is_reopened)
