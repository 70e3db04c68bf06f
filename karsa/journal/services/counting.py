"""The months of entries beside the entries: whether the database kept them, and made anew.

One statement sees both as they were committed together, so checking holds nobody up.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import Max, Min

from karsa.journal.models import DailyEntry, EntryMonth
from karsa.journal.months import COUNTED, COUNTS, MARK
from karsa.kit import statements
from karsa.tenancy.models import Agency

_WHOSE = "agency_id, employee_id, assignment_id"
_TOLD = f"""
    SELECT {_WHOSE}, {COUNTS} FROM journal_dailyentry AS told
    WHERE agency_id = %(agency)s AND day >= %(month)s AND day < %(next)s AND state <> 'draft'
    GROUP BY {_WHOSE}
"""  # noqa: S608 - our own words
_KEPT = f"""
    SELECT {_WHOSE}, {COUNTED} FROM journal_entrymonth
    WHERE agency_id = %(agency)s AND month = %(month)s
"""  # noqa: S608 - our own words
_DIFFERENT = f"""
    SELECT count(*) FROM (
        SELECT * FROM ({_TOLD} EXCEPT {_KEPT}) AS missing
        UNION ALL SELECT * FROM ({_KEPT} EXCEPT {_TOLD}) AS surplus
    ) AS different
"""  # noqa: S608 - our own words
_FORGET = "DELETE FROM journal_entrymonth WHERE agency_id = %(agency)s AND month = %(month)s"
_COUNT = f"""
    INSERT INTO journal_entrymonth (month, {_WHOSE}, {COUNTED}, mark)
    SELECT %(month)s, counted.*, {{mark}} FROM ({_TOLD}) AS counted
"""  # noqa: S608 - our own words
# Writers have their entries counted by then, or wait: nobody's is missed.
_ALONE = "LOCK TABLE journal_entrymonth IN SHARE ROW EXCLUSIVE MODE"


def differing(agency: Agency) -> list[date]:
    """Name the months that are not what the entries say. A query a month, and two."""
    return [
        month
        for month in _months(agency)
        if statements.rows(_DIFFERENT, _values(agency, month)) != [(0,)]
    ]


def recount(agency: Agency, months: Iterable[date]) -> None:
    """Make months anew from the entries, each in a transaction of its own. Three queries a month.

    On PostgreSQL whoever sends or reviews waits meanwhile, a second or so in a large region.
    """
    for month in months:
        with transaction.atomic(), connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute(_ALONE)
            cursor.execute(_FORGET, _values(agency, month))
            count = _COUNT.format(mark=MARK[connection.vendor])
            cursor.execute(count, _values(agency, month))


def begin(agency: Agency) -> None:
    """Count everything where nothing has been counted yet. One query, else as `recount`."""
    if not EntryMonth.objects.filter(agency=agency).exists():
        recount(agency, _months(agency))


def _values(agency: Agency, month: date) -> dict[str, Any]:
    following = (month + timedelta(days=31)).replace(day=1)
    values = {"agency": agency.pk, "month": month, "next": following}
    return {name: statements.kept(value) for name, value in values.items()}


def _months(agency: Agency) -> Iterator[date]:
    """Every month from the first that is told of or kept to the last."""
    told = DailyEntry.objects.filter(agency=agency).aggregate(first=Min("day"), last=Max("day"))
    kept = EntryMonth.objects.filter(agency=agency).aggregate(first=Min("month"), last=Max("month"))
    known = [day for day in (*told.values(), *kept.values()) if day]
    month = min(known).replace(day=1) if known else date.max
    while known and month <= max(known):
        yield month
        month = (month + timedelta(days=31)).replace(day=1)
