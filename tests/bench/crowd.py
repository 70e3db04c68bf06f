"""Fills the demo region up to a number of people, and names the pages to ask for.

Every newcomer is a colleague of somebody in the demo: same unit and position, a plan with three
results and a year of entries. They lead one another in teams of twenty, as people do. Prints
JSON: name, path, session and queries of each visit.
"""

import json
import os
import sys
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import cycle, islice

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "karsa.site.settings")
django.setup()

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.db import transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402

from karsa.accounts.models import User  # noqa: E402
from karsa.accounts.roles import Role  # noqa: E402
from karsa.journal.models import DailyEntry  # noqa: E402
from karsa.kit import clock  # noqa: E402
from karsa.kit.testing import queries_of  # noqa: E402
from karsa.org.models import Assignment, Employee, RaterLine  # noqa: E402
from karsa.org.queries.periods import periods_of  # noqa: E402
from karsa.plans.models import IndividualIndicator, PerformancePlan, WorkResult  # noqa: E402
from karsa.tenancy.models import Agency  # noqa: E402
from karsa.tenancy.scope import scope  # noqa: E402

RESULTS = 3
ENTRIES = 24
TEAM = 20
BATCH = 2000


@transaction.atomic
def fill(agency: Agency, size: int, now: datetime) -> None:
    """Add people until the agency has `size`; each table in batches."""
    missing = max(size - Employee.objects.filter(agency=agency).count(), 0)
    patterns = list(
        PerformancePlan.objects.filter(agency=agency, state="set", rater__isnull=False)
        .select_related("assignment")
        .order_by("pk")
    )
    chosen = list(islice(cycle(patterns), missing))
    people = Employee.objects.bulk_create(
        (
            Employee(agency=agency, nip=f"9{number:017d}", name=f"Rekan {number}")
            for number in range(missing)
        ),
        batch_size=BATCH,
    )
    posts = Assignment.objects.bulk_create(
        (
            Assignment(
                agency=agency,
                employee=person,
                position_id=plan.assignment.position_id,
                unit_id=plan.assignment.unit_id,
                starts=plan.starts,
            )
            for person, plan in zip(people, chosen, strict=True)
        ),
        batch_size=BATCH,
    )
    raters = [
        people[(place - 1) // TEAM].pk if place else patterns[0].rater_id
        for place in range(missing)
    ]
    RaterLine.objects.bulk_create(
        (
            RaterLine(agency=agency, assignment=post, rater_id=rater, starts=post.starts)
            for post, rater in zip(posts, raters, strict=True)
        ),
        batch_size=BATCH,
    )
    _plans(agency, posts, raters, chosen, now)


def _plans(
    agency: Agency,
    posts: list[Assignment],
    raters: list[int],
    chosen: list[PerformancePlan],
    now: datetime,
) -> None:
    plans = PerformancePlan.objects.bulk_create(
        (
            PerformancePlan(
                agency=agency,
                assignment=post,
                year=plan.year,
                state="set",
                rater_id=rater,
                starts=plan.starts,
                ends=plan.ends,
            )
            for post, rater, plan in zip(posts, raters, chosen, strict=True)
        ),
        batch_size=BATCH,
    )
    results = WorkResult.objects.bulk_create(
        (
            WorkResult(agency=agency, plan=plan, order=order, text=f"Hasil kerja {order}")
            for plan in plans
            for order in range(1, RESULTS + 1)
        ),
        batch_size=BATCH,
    )
    IndividualIndicator.objects.bulk_create(
        (
            IndividualIndicator(
                agency=agency,
                result=result,
                order=1,
                text="Warga terlayani",
                target_value=Decimal(240),
                measure="orang",
                aspect="quantity",
            )
            for result in results
        ),
        batch_size=BATCH,
    )
    DailyEntry.objects.bulk_create(_entries(agency, results, now), batch_size=BATCH)


def _entries(agency: Agency, results: list[WorkResult], now: datetime) -> Iterator[DailyEntry]:
    day = now.date()
    for result in results:
        for number in range(ENTRIES // RESULTS):
            plan = result.plan
            yield DailyEntry(
                agency=agency,
                employee_id=plan.assignment.employee_id,
                assignment=plan.assignment,
                plan=plan,
                result=result,
                day=max(day - timedelta(days=30 * number), date(day.year, 1, 1)),
                quantity=Decimal(20),
                measure="orang",
                state="accepted" if number else "sent",
                sent_at=now,
            )


def visits(agency: Agency) -> Iterator[dict[str, object]]:
    """Name the ten main pages with a session of somebody who uses them daily."""
    staff, rater = _busiest(agency)
    plan = PerformancePlan.objects.filter(assignment__employee=staff.pk, state="set").first()
    regent, manager, inspector = (
        User.objects.filter(agency=agency, grants__role=role).first()
        for role in (Role.REGENT, Role.PERFORMANCE_MANAGER, Role.INSPECTOR)
    )
    today = clock.now().date()
    period = next(one for one in periods_of(agency, today.year) if one.starts <= today <= one.ends)
    yield from (
        _visit("today", reverse("insights:today"), staff.user),
        _visit("own entries", reverse("journal:mine"), staff.user),
        _visit("new entry", reverse("journal:new"), staff.user),
        _visit("own plan", reverse("plans:plan", args=[plan.pk]), staff.user),
        _visit("team board", reverse("insights:team"), rater.user),
        _visit("waiting entries", reverse("journal:waiting"), rater.user),
        _visit("evaluation", reverse("evaluations:assess", args=[plan.pk, period.pk]), rater.user),
        _visit("leader's indicators", reverse("insights:leader"), regent),
        _visit("cycle", reverse("insights:cycle"), manager),
        _visit("audit trail", reverse("insights:trail"), inspector),
    )


def _busiest(agency: Agency) -> tuple[Employee, Employee]:
    """Somebody with an account and many entries, whose rater has an account too."""
    found = (
        DailyEntry.objects.filter(agency=agency, employee__user__isnull=False)
        .filter(plan__rater__user__isnull=False, plan__state="set")
        .values_list("employee", "plan__rater")
    )
    counts: dict[tuple[int, int], int] = {}
    for pair in found.iterator():
        counts[pair] = counts.get(pair, 0) + 1
    employee, rater = max(counts, key=lambda pair: (counts[pair], pair))
    return Employee.objects.get(pk=employee), Employee.objects.get(pk=rater)


def _visit(name: str, path: str, user: User) -> dict[str, object]:
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "karsa.accounts.backend.AgencyBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    client = Client(SERVER_NAME="127.0.0.1")
    client.cookies["sessionid"] = session.session_key or ""
    client.get(path)
    queries = queries_of(lambda: client.get(path))
    return {"name": name, "path": path, "session": session.session_key, "queries": len(queries)}


def main() -> None:
    """Fill the only agency up to the number named and print its visits."""
    agency = Agency.objects.get()
    with scope(agency):
        fill(agency, int(sys.argv[1]), clock.now())
        sys.stdout.write(json.dumps(list(visits(agency))))


if __name__ == "__main__":
    main()
