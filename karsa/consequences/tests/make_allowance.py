"""Factories of the allowance: February 2026 by the results of the last quarter of 2025."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from karsa.consequences.models import (
    AllowanceAmount,
    AllowanceInput,
    AllowanceLine,
    AllowanceRule,
    AllowanceRun,
)
from karsa.consequences.services.allowance_rules import Wording
from karsa.consequences.services.allowance_runs import approve_run, compute, propose_run, work_out
from karsa.evaluations.models import Evaluation, KeptProposal
from karsa.org.models import Employee, Period, Position
from karsa.org.tests import make as org
from karsa.plans.models import PerformancePlan
from karsa.plans.tests import make as plans
from karsa.rules.allowance import figures_as_json

MONTH = date(2026, 2, 1)
PATTERN = (Path(__file__).parents[1] / "data" / "tulang-bawang.txt").read_text(encoding="utf-8")
FULL = 5_000_000


def wording(**over: Any) -> Wording:
    usual = {"name": "TPP", "legal_basis": "Perbup 12 Tahun 2026", "text": PATTERN}
    return Wording(**(usual | {"starts": date(2026, 1, 1)} | over))


def rule(people: org.People, **over: Any) -> AllowanceRule:
    """Written by Hana, approved by the regent."""
    usual = {
        "agency": people.hana.agency,
        "name": "TPP",
        "legal_basis": "Perbup 12 Tahun 2026",
        "text": PATTERN,
        "starts": date(2026, 1, 1),
        "state": AllowanceRule.State.APPROVED,
        "written_by": people.hana,
        "approved_by": people.regent,
        "approved_on": date(2026, 1, 5),
    }
    return AllowanceRule.objects.create(**(usual | over))


def draft(people: org.People, **over: Any) -> AllowanceRule:
    return rule(
        people, state=over.pop("state", "draft"), approved_by=None, approved_on=None, **over
    )


def quarter(people: org.People, **over: Any) -> Period:
    """The last quarter of 2025, closed."""
    agency = people.rina.agency
    found = Period.objects.filter(agency=agency, year=2025, number=4).first()
    period = found or org.quarter(agency, 4, 2025)
    Period.objects.filter(pk=period.pk).update(**({"is_closed": True} | over))
    period.refresh_from_db()
    return period


def result(person: Employee, period: Period, *shares: object, waiting: int = 0) -> PerformancePlan:
    """What the evidence of a person carried: a result for each share of its target, in percent."""
    post = person.assignments.get()
    plan = plans.plan(post)
    rows = [
        {"waiting": waiting, "measures": [{"achievement": None if one is None else str(one)}]}
        for one in shares
    ]
    KeptProposal.objects.create(
        agency=person.agency, period=period, assignment=post, plan=plan, proposal={"results": rows}
    )
    return plan


def rated(
    plan: PerformancePlan, by: Employee, period: Period, state: str = "closed", grade: str = "good"
) -> Evaluation:
    return Evaluation.objects.create(
        agency=plan.agency,
        plan=plan,
        assignment=plan.assignment,
        period=period,
        rater=by,
        state=state,
        result_rating="meets",
        behaviour_rating="meets",
        grade=grade,
    )


def tables(person: Employee, **over: Any) -> None:
    """What other offices sent of a person's month; each position's amount."""
    attendance: dict[str, Any] = {"terlambat": (), "tanpa_rekam": 0, "tidak_apel": 0} | over
    cuts = {"iuran_bpjs": attendance.pop("iuran_bpjs", 50_000), "potongan_sah": 0}
    for kind, figures in (("attendance", attendance), ("cuts", cuts)):
        values = {
            name: tuple(map(Decimal, one)) if isinstance(one, tuple) else Decimal(one)
            for name, one in figures.items()
        }
        AllowanceInput.objects.create(
            agency=person.agency,
            employee=person,
            month=MONTH,
            kind=kind,
            figures=figures_as_json(values),
        )


def amounts(people: org.People) -> None:
    AllowanceAmount.objects.bulk_create(
        AllowanceAmount(
            agency=people.rina.agency, position=one, amount=FULL, starts=date(2025, 1, 1)
        )
        for one in Position.objects.filter(agency=people.rina.agency)
    )


def ready(people: org.People) -> Period:
    """All that is needed to work February out: Rina's result is 90 %, three times late."""
    rule(people)
    amounts(people)
    period = quarter(people)
    rated(result(people.rina, period, 80, 100), people.andi, period)
    tables(people.rina, terlambat=(12, 45, 95))
    return period


def run(people: org.People, **over: Any) -> AllowanceRun:
    """February, worked out by Hana."""
    if not AllowanceRule.objects.exists():
        ready(people)
    usual = {"month": MONTH, "period": Period.objects.filter(year=2025, number=4).first()}
    made = work_out(actor=org.actor(people.hana), **(usual | over))
    return compute(agency=made.agency, run_id=made.pk)


def proposed(people: org.People) -> AllowanceRun:
    return propose_run(actor=org.actor(people.hana), run_id=run(people).pk)


def approved(people: org.People) -> AllowanceRun:
    return approve_run(actor=org.actor(people.regent), run_id=proposed(people).pk)


def line(people: org.People, person: Employee | None = None) -> AllowanceLine:
    """Rina's line of February."""
    made = AllowanceRun.objects.first() or run(people)
    return AllowanceLine.objects.get(run=made, employee=person or people.rina)
