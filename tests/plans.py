"""How a database reads the main pages of a seeded region: `python -m tests.plans`, as JSON.

Prints [page, table, statement] for each large table that a page's statement reads from end to end.
On PostgreSQL whole reads are made unattractive first, as a small table is best read whole: one that
remains is one that no index serves.
"""

import json
import re
import sys
from collections.abc import Iterator
from typing import Any

from tests.bench import visits

# It has set Django up.
# isort: split

from django.db import connection
from django.test import Client

from karsa.kit.testing import statements_of
from karsa.tenancy.models import Agency
from karsa.tenancy.scope import scope

# What grows with people, days or acts; the others have as many rows as an office has rooms.
LARGE = {
    *("accounts_user", "accounts_signin", "org_employee", "org_assignment", "org_raterline"),
    *("plans_performanceplan", "plans_workresult", "plans_individualindicator"),
    *(
        "plans_actionitem",
        "journal_dailyentry",
        "journal_entrymonth",
        "journal_entryevidence",
        "files_storedfile",
    ),
    *("feedback_feedback", "evaluations_evaluation", "audit_auditentry", "inbox_notice"),
    *("indicators_measurement", "indicators_observation", "surveys_response", "complaints_case"),
}
_SQLITE = re.compile(r"^SCAN (\w+)")
_NAMED = re.compile(r'"?(\w+_\w+)"? (?:AS )?"?(\w+)"?')
Statement = tuple[str, Any]


def main() -> None:
    """Print what is read whole."""
    agency = Agency.objects.get()
    with scope(agency):
        asked = list(visits.pages(*visits.who_asks(agency)))
    found = [
        [str(one["name"]), table, sql]
        for one in asked
        for sql, values in _statements(one)
        for table in sorted(LARGE.intersection(_read_whole(agency, sql, values)))
    ]
    sys.stdout.write(json.dumps({"pages": len(asked), "whole": found}))


def _statements(one: dict[str, Any]) -> list[Statement]:
    client = Client(SERVER_NAME="127.0.0.1")
    client.cookies["sessionid"] = one["sessions"][0]
    sent = statements_of(lambda: client.get(str(one["path"])))
    return [each for each in sent if each[0].lstrip().startswith(("SELECT", "WITH"))]


def _read_whole(agency: Agency, sql: str, values: Any) -> Iterator[str]:
    """Yield the tables that a statement reads without an index."""
    with scope(agency), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute(f"EXPLAIN (FORMAT JSON) {sql}", values)
            told = cursor.fetchone()[0]
            yield from _whole(json.loads(told) if isinstance(told, str) else told)
            return
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}", values)
        names = {alias: table for table, alias in _NAMED.findall(sql)}
        for *_, detail in cursor.fetchall():
            if read := _SQLITE.match(detail):
                yield names.get(read[1], read[1])


def _whole(plan: Any) -> Iterator[str]:
    """The relations of a plan's whole reads, wherever they stand in it."""
    if isinstance(plan, dict):
        if plan.get("Node Type") == "Seq Scan":
            yield plan["Relation Name"]
        plan = list(plan.values())
    if isinstance(plan, list):
        for part in plan:
            yield from _whole(part)


if __name__ == "__main__":
    main()
