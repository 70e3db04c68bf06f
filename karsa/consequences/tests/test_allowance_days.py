"""Who comes, goes or moves in the middle of a month; every figure is worked out by hand."""

from datetime import date

import pytest

from karsa.consequences.models import AllowanceAmount, AllowanceLine, AllowanceRule
from karsa.consequences.queries.allowance_facts import facts_of
from karsa.consequences.queries.allowance_pages import payout_tables
from karsa.consequences.queries.allowance_why import why_of
from karsa.consequences.services import allowance_runs as services
from karsa.consequences.tests import make_allowance as make
from karsa.evaluations.models import Evaluation
from karsa.kit.testing import assert_flat
from karsa.org.models import EmployeeStatus
from karsa.org.tests import make as org
from karsa.rules.refused import Refused

# February 2026: 28 days, 20 of them working days. Of her amount she earns 60 % × 0.9 + 40 % × 0.97.
SHARE, CUT = 0.928, 50_000
TENTH, NEXT = date(2026, 2, 10), date(2026, 2, 11)


def hers(people) -> AllowanceLine:
    make.run(people)
    return make.line(people)


def move(people, amount: int):
    """From the tenth to the eleventh to a post that is worth more."""
    old = people.rina.assignments.get()
    old.ends = TENTH
    old.save(update_fields=["ends"])
    position = org.position(people.rina.agency, "Bidan Mahir")
    AllowanceAmount.objects.create(
        agency=people.rina.agency, position=position, amount=amount, starts=date(2025, 1, 1)
    )
    return org.assignment(people.rina, people.clinic, position=position, starts=NEXT)


def test_who_arrives_has_the_days_since(people):
    make.ready(people)
    people.rina.assignments.update(starts=NEXT)
    line = hers(people)

    assert line.amount == round(5_000_000 * 18 / 28 * SHARE - CUT) == 2_932_857
    [told] = why_of(line, is_own=True).days
    assert told.endswith("11 Februari 2026 sampai 28 Februari 2026: Rp5.000.000 × 18 ÷ 28 hari")


def test_who_leaves_has_the_days_until(people):
    make.ready(people)
    people.rina.assignments.update(ends=TENTH)
    # What begins after the last day is no reason to hold it up.
    EmployeeStatus.objects.create(
        agency=people.rina.agency, employee=people.rina, kind="retiring", starts=NEXT
    )
    line = hers(people)

    assert line.amount == round(5_000_000 * 10 / 28 * SHARE - CUT) == 1_607_143
    assert line.standing == "ready"


def test_who_moves_has_both_by_the_result_of_the_post_that_was_rated(people):
    make.ready(people)
    latest = move(people, 7_000_000)
    line = hers(people)

    # (5,000,000 × 10 + 7,000,000 × 18) ÷ 28 = 6,285,714.29
    assert line.amount == round((50_000_000 + 126_000_000) / 28 * SHARE - CUT) == 5_783_143
    assert line.assignment == latest
    assert len(why_of(line, is_own=True).days) == 2
    paid = list(payout_tables(line.run)[0].rows)
    assert [row[4:6] for row in paid] == [(6_285_714, 5_783_143)]


def test_what_a_mover_was_paid_by_is_looked_at_again(people):
    make.ready(people)
    move(people, 7_000_000)
    run = services.propose_run(actor=org.actor(people.hana), run_id=hers(people).run_id)
    Evaluation.objects.update(state="objected")
    with pytest.raises(Refused, match="evaluasi 1 orang berubah"):
        services.approve_run(actor=org.actor(people.regent), run_id=run.pk)


def test_a_post_without_an_amount_holds_the_line_up(people):
    make.ready(people)
    move(people, 7_000_000)
    AllowanceAmount.objects.filter(amount=7_000_000).delete()
    line = hers(people)
    assert (line.amount, line.standing) == (None, "missing")
    assert "belum ada data × 18 ÷ 28 hari" in why_of(line, is_own=True).days[1]


@pytest.mark.parametrize(
    ("way", "amount"),
    [("working", 5_000_000 * 13 / 20 * SHARE - CUT), ("last_day", 5_000_000 * SHARE - CUT)],
)
def test_which_days_count_is_the_rules(people, way, amount):
    make.ready(people)
    AllowanceRule.objects.update(proration=way)
    people.rina.assignments.update(starts=NEXT)
    people.dedi.assignments.update(ends=TENTH)
    assert hers(people).amount == amount
    lines = AllowanceLine.objects.filter(employee=people.dedi)
    assert lines.exists() is (way != "last_day")


def test_the_days_of_work_are_those_in_the_post(people):
    make.rule(people, text='komponen a 100% "A" = hari_kerja ÷ 100')
    make.amounts(people)
    make.quarter(people)
    people.rina.assignments.update(starts=NEXT)
    facts = hers(people).facts
    assert facts["values"]["hari_kerja"] == "13"


def test_who_stays_all_month_is_kept_as_before(people):
    make.ready(people)
    assert "tenure" not in hers(people).facts


def test_it_costs_no_more_queries(people):
    make.ready(people)
    run = make.run(people)

    def work() -> list[object]:
        return list(facts_of(run, run.rule.sheet))

    assert_flat(work, lambda: people.rina.assignments.update(starts=NEXT), 13)
