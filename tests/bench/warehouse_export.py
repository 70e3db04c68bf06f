"""One agency with very many entries in a month, published once: for tests.bench.warehouse."""

import json
import os
import resource
import sys
import tempfile
import time
from pathlib import Path

import django
import psycopg

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "karsa.site.settings")
django.setup()

from django.db import connection  # noqa: E402

from karsa.org.queries.actor import system_actor  # noqa: E402
from karsa.org.tests import make as org  # noqa: E402
from karsa.plans.tests import make as plans  # noqa: E402
from karsa.tenancy.scope import scope  # noqa: E402
from karsa.warehouse.month import Month  # noqa: E402
from karsa.warehouse.services import publish  # noqa: E402

_MARCH = Month(2026, 3)
_ENTRIES = """
INSERT INTO journal_dailyentry (agency_id, key, employee_id, assignment_id, plan_id, result_id, day,
    quantity, measure, text, state, review_reason, is_field_duty, is_favourite, sent_at)
SELECT e.agency_id, gen_random_uuid(), e.employee_id, e.id, %s, %s, date '2026-03-01' + (i %% 31),
    (i %% 400) / 10.0, 'orang', repeat('Pemeriksaan di posyandu. ', 6),
    'accepted', '', false, false, now()
FROM generate_series(1, %s) AS i JOIN org_assignment AS e ON e.id = (%s::bigint[])[1 + i %% %s]
"""


def main() -> None:
    """Fill, publish, and print the figures."""
    rows = int(sys.argv[1])
    home = org.agency()
    with scope(home):
        _fill(home, rows)
    _count()
    with scope(home), tempfile.TemporaryDirectory(prefix="karsa-month-") as folder:
        start, own = time.perf_counter(), time.process_time()
        told, _new = publish(actor=system_actor(home, org.NOW), month=_MARCH, root=Path(folder))
        spent, own = time.perf_counter() - start, time.process_time() - own
    size = told.tables["entries"].bytes / rows
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    found = {"export_rows_a_second": rows / spent, "export_bytes_a_row": size}
    found["export_own_seconds"] = own
    sys.stdout.write(json.dumps(found | {"export_megabytes": memory}))


def _fill(home, rows: int) -> None:
    people = org.people(home)
    plan = plans.plan(people.rina.assignments.get())
    result = plans.result(plan)
    posts = [one.assignments.get().pk for one in (people.rina, people.dedi, people.andi)]
    with connection.cursor() as cursor:
        cursor.execute(_ENTRIES, [plan.pk, result.pk, rows, posts, len(posts)])


def _count() -> None:
    """As autovacuum does within a minute, once the rows are committed; only the owner may."""
    with psycopg.connect(os.environ["DATABASE_ADMIN_URL"]) as owner:
        owner.execute("ANALYZE")


if __name__ == "__main__":
    main()
