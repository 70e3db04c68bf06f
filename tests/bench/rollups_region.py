"""A million people's year in months, made by the database, and what dashboards ask of it.

Reads the environment.
"""

import os
import time
from dataclasses import dataclass
from datetime import date
from typing import Any

import django
import psycopg

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "karsa.site.settings")
django.setup()

from django.db.models import Count, Exists, OuterRef, QuerySet, Sum  # noqa: E402

from karsa.journal.models import EntryMonth  # noqa: E402
from karsa.org.models import Assignment  # noqa: E402
from karsa.org.tests import make  # noqa: E402
from karsa.tenancy.models import Agency  # noqa: E402
from karsa.tenancy.scope import scope  # noqa: E402

YEAR = 2026
_FILL = (
    """
    INSERT INTO org_unit (id, agency_id, external_id, name, kind, path, head_title,
        head_external_id, echelon, "order", zone, is_stand_alone, is_open)
    SELECT n, %(agency)s, 'B' || n, 'Unit ' || n, 'section',
        '000001/' || lpad((n %% 60 + 2)::text, 6, '0') || '/' || lpad(n::text, 6, '0') || '/',
        '', '', '', '', '', false, true
    FROM generate_series(1000, 1000 + %(people)s / 15) AS n
    """,
    """
    INSERT INTO org_employee (id, agency_id, external_id, nip, name, title_before, title_after,
        employment, rank, sex, phone, is_active)
    SELECT n, %(agency)s, '', lpad(n::text, 18, '0'), 'Pegawai ' || n, '', '', 'pns', '', '', '',
        true
    FROM generate_series(1000, 999 + %(people)s) AS n
    """,
    """
    INSERT INTO org_position (id, agency_id, name, kind, grade)
    VALUES (1000, %(agency)s, 'Analis', 'functional', '')
    """,
    """
    INSERT INTO org_assignment (id, agency_id, employee_id, position_id, unit_id, kind, is_head,
        decree, starts)
    SELECT n, %(agency)s, n, 1000, 1000 + (n - 1000) / 15, 'definitive', n %% 15 = 0, '',
        date '2026-01-01'
    FROM generate_series(1000, 999 + %(people)s) AS n
    """,
    # As a year writes them: month after month; one in fifty tells of nothing.
    """
    INSERT INTO journal_entrymonth (agency_id, month, employee_id, assignment_id, waiting,
        returned, accepted, days, last_day)
    SELECT %(agency)s, month, n, n, n %% 3, n %% 2, 2 + n %% 19, 2 + n %% 19, month::date + 20
    FROM generate_series(date '2026-01-01', '2026-12-01', '1 month') AS month,
        generate_series(1000, 999 + %(people)s) AS n
    WHERE (n + extract(month FROM month)) %% 50 <> 0
    """,
)


@dataclass(frozen=True, slots=True)
class Answer:
    """How long a question took the second time it was asked, and how it was read."""

    question: str
    seconds: float
    plan: str


def fill(people: int) -> None:
    """Write them without looking up what they refer to, which only a superuser may."""
    agency = make.agency()
    superuser = os.environ["DATABASE_ADMIN_URL"].replace("karsa_owner", "postgres")
    with psycopg.connect(superuser, autocommit=True) as everything:
        everything.execute("SET session_replication_role = replica")
        for statement in _FILL:
            everything.execute(statement, {"agency": agency.pk, "people": people})
        everything.execute("VACUUM ANALYZE")


def ask() -> list[Answer]:
    """Ask each question twice."""
    agency = Agency.objects.get()
    with scope(agency):
        return [_answer(name, rows) for name, rows in _questions(agency).items()]


def _questions(agency: Agency) -> dict[str, QuerySet[Any, Any]]:
    """What a region's dashboard asks of a quarter, a month and a year."""
    months = EntryMonth.objects.filter(agency=agency).order_by()
    sums = {name: Sum(name) for name in ("waiting", "returned", "accepted")}
    quarter = months.filter(month__range=(date(YEAR, 7, 1), date(YEAR, 9, 30)))
    month = months.filter(month=date(YEAR, 9, 1))
    year = months.filter(month__year=YEAR)
    told = month.filter(employee=OuterRef("employee"), assignment=OuterRef("pk"))
    silent = Assignment.objects.filter(~Exists(told), agency=agency).order_by()
    return {
        "quarter": quarter.values("agency").annotate(**sums),
        "month by unit": month.values("assignment__unit").annotate(**sums),
        "silent by unit": silent.values("unit").annotate(n=Count("pk")),
        "year by month": year.values("month").annotate(**sums),
        "year by unit": year.values("month", "assignment__unit").annotate(**sums),
    }


def _answer(question: str, rows: QuerySet[Any, Any]) -> Answer:
    list(rows.all())
    begun = time.perf_counter()
    list(rows.all())
    return Answer(question, time.perf_counter() - begun, rows.explain(analyze=True))
