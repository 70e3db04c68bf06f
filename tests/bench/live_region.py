"""The region of the live bench: as many raters as boards, and entries kept in batches."""

import os
from itertools import cycle, islice
from time import monotonic
from uuid import uuid4

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "karsa.site.settings")
django.setup()

from django.db import transaction  # noqa: E402

from karsa.journal.models import DailyEntry  # noqa: E402
from karsa.journal.services.telling import tell_boards  # noqa: E402
from karsa.kit import clock  # noqa: E402
from karsa.kit.live import issue  # noqa: E402
from karsa.org.models import Assignment, Employee, RaterLine  # noqa: E402
from karsa.org.queries.actor import system_actor  # noqa: E402
from karsa.org.tests import make  # noqa: E402
from karsa.plans.models import PerformancePlan, WorkResult  # noqa: E402
from karsa.tenancy.scope import scope  # noqa: E402


class LiveRegion:
    """One person reports to each board."""

    def __init__(self, count: int) -> None:
        self.agency = make.agency()
        with scope(self.agency):
            people = make.people(self.agency)
            self.results = _results(self.agency, people.clinic, count)
        self.boards = [board for board, _result in self.results]
        self._next = cycle(self.results)

    def ticket(self, board: int) -> str:
        return issue(self.agency.pk, board, board)

    def keep(self, count: int) -> dict[int, float]:
        """Keep `count` entries of as many people in one transaction, and tell their boards.

        Returns the moment at which each began to be committed.
        """
        with scope(self.agency), transaction.atomic():
            actor = system_actor(self.agency, clock.now())
            rows = DailyEntry.objects.bulk_create(
                DailyEntry(
                    agency=self.agency,
                    key=uuid4(),
                    employee_id=result.plan.assignment.employee_id,
                    assignment=result.plan.assignment,
                    plan=result.plan,
                    result=result,
                    day=actor.today,
                    text="Kunjungan",
                    sent_at=actor.now,
                )
                for _board, result in islice(self._next, count)
            )
            tell_boards(actor, rows)
            moment = monotonic()
        return {row.pk: moment for row in rows}


def _results(agency, unit, count: int) -> list[tuple[int, WorkResult]]:
    """Raters, and for each a person with a plan and one result."""
    raters, people = (
        Employee.objects.bulk_create(
            Employee(agency=agency, nip=f"{kind}{number:017d}", name=f"Orang {number}")
            for number in range(count)
        )
        for kind in (8, 9)
    )
    position = make.position(agency)
    day = clock.now().date()
    starts, ends = day.replace(month=1, day=1), day.replace(month=12, day=31)
    dated = {"agency": agency, "starts": starts}
    posts = Assignment.objects.bulk_create(
        Assignment(employee=person, unit=unit, position=position, **dated) for person in people
    )
    RaterLine.objects.bulk_create(
        RaterLine(assignment=post, rater=rater, **dated)
        for post, rater in zip(posts, raters, strict=True)
    )
    plans = PerformancePlan.objects.bulk_create(
        PerformancePlan(
            agency=agency,
            assignment=post,
            rater=rater,
            year=day.year,
            starts=starts,
            ends=ends,
            state=PerformancePlan.State.SET,
        )
        for post, rater in zip(posts, raters, strict=True)
    )
    results = WorkResult.objects.bulk_create(
        WorkResult(agency=agency, plan=plan, order=1, text="Layanan sampai") for plan in plans
    )
    return [(rater.pk, result) for rater, result in zip(raters, results, strict=True)]
