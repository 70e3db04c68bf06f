"""What the killed processes work on: a small region with a day's long work in its queue."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from karsa.accounts.actor import Actor
from karsa.accounts.services import attempts
from karsa.accounts.services.attempts import Count
from karsa.consequences.models import AllowanceAmount, AllowanceRule
from karsa.consequences.services import allowance_runs
from karsa.evaluations import services as evaluations
from karsa.evaluations.tests import make as evaluating
from karsa.files import services as files
from karsa.files.kinds import TABLES
from karsa.jobs import services as jobs
from karsa.journal.models import DailyEntry
from karsa.kit import clock
from karsa.kit.limits import counted
from karsa.org.models import Assignment, Employee, RaterLine
from karsa.org.queries.actor import actor_of
from karsa.org.tests import make
from karsa.plans.models import IndividualIndicator, PerformancePlan, WorkResult
from karsa.tenancy.models import Agency
from karsa.tenancy.scope import scope

PHONES = 3
_HEAD = "nip_baru,nama,jabatan_nama,unor_nama,tmt_jabatan\n"
_RULE = """
langkah target "Target" = hari_kerja × 300
komponen aktivitas 40% "Aktivitas" = min(menit; target) ÷ target
komponen renkin 60% "Renkin" = batas(capaian; 0; 100%)
"""


def lay(posts: str, rows: str) -> dict[str, Any]:
    """A region of so many posts; in its queue two imports of so many rows, two closings, three
    prints and four months of allowance. Returns what its phones need.

    None of them reads what another writes: work that is tried again comes after younger work.
    """
    from tests.bench import sync_region

    agency = make.agency()
    with scope(agency), transaction.atomic():
        people = make.people(agency)
        quarters = [make.quarter(agency, number) for number in (1, 2)]
        phones = [sync_region.phone(people.clinic) for _ in range(PHONES)]
        _signed(people)
        _posts(people, int(posts))
        hana, andi = _actor(people.hana), _actor(people.andi)
        for part in range(2):
            numbers = range(part * int(rows), (part + 1) * int(rows))
            import_people(hana, people.clinic.name, numbers, since="2026-08-01")
        allowance(hana, people)
        for month in (2, 3, 4, 5):
            allowance_runs.work_out(actor=hana, month=date(2026, month, 1), period=None)
        for paper in ("a4", "f4", "a4"):
            evaluations.ask_print(actor=andi, period=quarters[0], unit=people.clinic, paper=paper)
        for period in quarters:
            evaluations.close_period(actor=hana, period=period, reason="Cuti")
    return {"phones": phones}


def _actor(person: Employee) -> Actor:
    assert person.user
    return actor_of(person.user, person.agency, clock.now())


def _signed(people: make.People) -> None:
    """Rina and Dedi have been handed their quarter's evaluation."""
    andi = evaluating.at(people.andi)
    for row in evaluating.both_decided(people):
        evaluations.sign(actor=andi, evaluation_id=row.pk)
        evaluations.deliver(actor=andi, evaluation_id=row.pk)


def _posts(people: make.People, count: int) -> None:
    """People whom Andi rates, each with a plan of one counted result and three entries."""
    known = {"agency": people.rina.agency}
    of = Employee.objects.bulk_create(
        Employee(nip=f"19800101201001{n:04d}", name=f"Pegawai {n}", **known) for n in range(count)
    )
    held = {"unit": people.clinic, "position": make.position(known["agency"])}
    since = {"starts": date(2025, 1, 1)}
    posts = Assignment.objects.bulk_create(
        Assignment(employee=one, **known, **held, **since) for one in of
    )
    RaterLine.objects.bulk_create(
        RaterLine(assignment=post, rater=people.andi, reviewer=people.sinta, **known, **since)
        for post in posts
    )
    year = {"year": 2026, "starts": date(2026, 1, 1), "ends": date(2026, 12, 31), "state": "set"}
    plans = PerformancePlan.objects.bulk_create(
        PerformancePlan(assignment=post, rater=people.andi, **known, **year) for post in posts
    )
    results = WorkResult.objects.bulk_create(
        WorkResult(plan=plan, order=1, text="Ibu hamil terlayani", **known) for plan in plans
    )
    counted = {"target": "120 orang", "target_value": Decimal(120), "measure": "orang"}
    IndividualIndicator.objects.bulk_create(
        IndividualIndicator(
            result=one, order=1, text="Terlayani", aspect="quantity", **counted, **known
        )
        for one in results
    )
    DailyEntry.objects.bulk_create(
        DailyEntry(
            employee=one.plan.assignment.employee,
            assignment=one.plan.assignment,
            plan=one.plan,
            result=one,
            day=date(2026, month, 10),
            quantity=Decimal(10),
            measure="orang",
            text="Pemeriksaan di posyandu",
            state=DailyEntry.State.ACCEPTED,
            **known,
        )
        for one in results
        for month in (1, 2, 3)
    )


def import_people(actor: Actor, unit: str, numbers: range, since: str = "2025-01-01") -> None:
    """Ask for the import of so many people into a unit."""
    lines = (f"19850101201101{n:04d},Pegawai Impor {n},Bidan,{unit},{since}\n" for n in numbers)
    table = SimpleUploadedFile("pegawai.csv", (_HEAD + "".join(lines)).encode())
    stored = files.take(actor, table, purpose="import", allow=TABLES)
    batch = jobs.start(actor, "org.employees", file_id=stored.pk)
    jobs.later("org.import", actor.agency, batch_id=batch.pk)


def allowance(actor: Actor, people: make.People) -> None:
    """A rule in force and what the post is worth."""
    starts = date(2025, 1, 1)
    position = make.position(actor.agency)
    AllowanceAmount.objects.create(
        agency=actor.agency, position=position, amount=5_000_000, job_class=7, starts=starts
    )
    AllowanceRule.objects.create(
        agency=actor.agency,
        name="TPP",
        legal_basis="Perbup",
        text=_RULE,
        starts=starts,
        state="approved",
        written_by=people.hana,
        approved_by=people.regent,
        approved_on=starts,
    )


def bare() -> int:
    """A region of nobody."""
    return make.agency().pk


def count(times: str) -> list[int]:
    """Ask so many times for the same; return what was told each time."""
    return [counted("ramai", 3600, make.NOW) for _ in range(int(times))]


def guess(times: str) -> int:
    """Try and fail so many times at one account; return how often the password was looked at."""
    agency, counts = Agency.objects.get(), [Count("1990")]
    looked = 0
    for _ in range(int(times)):
        with scope(agency):
            if attempts.begin(agency=agency, counts=counts, now=make.NOW) is None:
                looked += 1
                attempts.note_failure(agency=agency, counts=counts, now=make.NOW)
    return looked


TOLD: dict[str, Callable[..., Any]] = {"lay": lay, "bare": bare, "count": count, "guess": guess}
