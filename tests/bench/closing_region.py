"""A region whose quarter waits to be closed, filled in by the database. Reads the environment."""

import os
from typing import Any

import django
import psycopg

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "karsa.site.settings")
django.setup()

from django.db import connection, models  # noqa: E402

from karsa.evaluations.models import Evaluation  # noqa: E402
from karsa.feedback.models import Feedback  # noqa: E402
from karsa.journal.models import DailyEntry  # noqa: E402
from karsa.org.models import Assignment, Employee, RaterLine, Unit  # noqa: E402
from karsa.org.tests import make  # noqa: E402
from karsa.plans.models import IndividualIndicator, PerformancePlan, WorkResult  # noqa: E402
from karsa.tenancy.scope import scope  # noqa: E402

RESULTS = 5
PER_UNIT = 15
_DAY = "date '2026-01-05' + (n % 80)::int"


def fill(people: int, entries: int) -> None:
    """Make the first quarter of 2026 of so many people, each with a unit's head as the rater.

    Each has five results with a measure, so many accepted entries and five pieces of feedback;
    nine of ten are rated.
    """
    agency = make.agency()
    with scope(agency):
        period = make.quarter(agency)
        position = make.position(agency)
        known: dict[str, Any] = {"agency_id": str(agency.pk)}
        unit, head = f"(n / {PER_UNIT})::int + 1", f"(n / {PER_UNIT})::int * {PER_UNIT} + 1"
        units = people // PER_UNIT + 1
        path = "'/' || lpad(n::text, 6, '0') || '/'"
        insert(Unit, units, known, name="'Unit ' || n", external_id="'U' || n", path=path)
        nip = "'19900101201503' || lpad(n::text, 6, '0')"
        insert(Employee, people, known, name="'Pegawai ' || n", nip=f"right({nip}, 18)")
        held = {"position_id": str(position.pk), "starts": "date '2025-01-01'"}
        first = f"(n - 1) % {PER_UNIT} = 0"
        insert(
            Assignment, people, known | held, employee_id="n", unit_id=_unit(unit), is_head=first
        )
        rates = {"starts": "date '2025-01-01'", "rater_id": _unit(head), "reviewer_id": "1"}
        insert(RaterLine, people, known | rates, assignment_id="n")
        year = {"year": "2026", "starts": "date '2026-01-01'", "ends": "date '2026-12-31'"}
        of_plan = {"state": "'set'", "assignment_id": "n"}
        insert(PerformancePlan, people, known | year | of_plan)
        plan, result = f"(n - 1) / {RESULTS} + 1", f"(n - 1) % {RESULTS} + 1"
        words = {"text": "'Layanan sesuai standar ' || n", "key": "md5('r' || n)::uuid"}
        insert(WorkResult, people * RESULTS, known | words, plan_id=plan, order=result)
        aim = {"text": "'Terlayani'", "target": "'120 orang'", "target_value": "120"}
        counted = {"measure": "'orang'", "aspect": "'quantity'", "order": "1"}
        insert(IndividualIndicator, people * RESULTS, known | aim | counted, result_id="n")
        insert(DailyEntry, people * entries, known | _entry(people))
        said = {"tone": "'positive'", "source": "'leader'", "day": _DAY, "given_at": "now()"}
        of = {"employee_id": f"(n - 1) % {people} + 1", "plan_id": f"(n - 1) % {people} + 1"}
        about = f"CASE WHEN n > {people} THEN ((n - 1) % {people}) * {RESULTS} + 1 END"
        value = f"CASE WHEN n > {people} THEN '' ELSE 'service_oriented' END"
        insert(Feedback, people * 5, known | said | of, result_id=about, value=value)
        rated = {"result_rating": "'meets'", "behaviour_rating": "'meets'", "grade": "'good'"}
        of_post = {"plan_id": "n", "assignment_id": "n", "rater_id": _unit(head)}
        went = {"state": "'closed'", "period_id": str(period.pk), "reviewer_id": "1"}
        insert(Evaluation, people * 9 // 10, known | rated | of_post | went)
    # As autovacuum does within a minute; only the owner may.
    with psycopg.connect(os.environ["DATABASE_ADMIN_URL"]) as owner:
        owner.execute("ANALYZE")


def _unit(expression: str) -> str:
    return expression.replace("(n /", "((n - 1) /")


def _entry(people: int) -> dict[str, str]:
    """Each person's entries go round their results; one day is one person's."""
    post = f"(n - 1) % {people} + 1"
    return {
        "employee_id": post,
        "assignment_id": post,
        "plan_id": post,
        "result_id": f"((n - 1) % {people}) * {RESULTS} + (n / {people}) % {RESULTS} + 1",
        "day": _DAY,
        "quantity": "12",
        "measure": "'orang'",
        "text": "'Memeriksa ibu hamil di posyandu bersama kader'",
        "state": "'accepted'",
        "key": "md5('e' || n)::uuid",
    }


def insert(
    model: type[models.Model], count: int, *given: dict[str, str], behind: int = 0, **own: str
) -> None:
    """Insert rows 1 to `count`; columns by SQL over `n`, else by the field's default.

    Their keys come after `behind`.
    """
    named = {name: value for some in (*given, own) for name, value in some.items()}
    fields = [field for field in model._meta.concrete_fields if not field.primary_key]
    columns = ", ".join(f'"{field.column}"' for field in fields)
    values = ", ".join(named.get(field.attname, "%s") for field in fields)
    defaults = [
        field.get_db_prep_save(field.get_default(), connection)
        for field in fields
        if field.attname not in named
    ]
    sql = (
        f'INSERT INTO "{model._meta.db_table}" (id, {columns}) '
        f"SELECT n + {behind}, {values} FROM generate_series(1, {count}) AS n"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql.replace("% ", "%% ") if defaults else sql, defaults or None)
