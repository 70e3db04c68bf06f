"""The agency's cycle: what is counted, and that counting everybody is not done for every reader."""

from dataclasses import replace
from datetime import timedelta

import pytest

from karsa.evaluations.tests import make as evaluations
from karsa.insights.queries.cycle import Entries, cycle_of
from karsa.journal.tests import make as journal
from karsa.kit.testing import queries_of
from karsa.org.tests import make
from karsa.plans.tests import make as plans
from karsa.tenancy.scope import scope


@pytest.fixture
def quarter(people):
    return make.quarter(people.clinic.agency)


@pytest.fixture
def plan(people):
    made = plans.plan(people.rina.assignments.get())
    journal.accepted(plans.result(made))
    journal.entry(made.results.get())
    return made


def counted(people, quarter, minutes=0):
    actor = make.actor(people.hana)
    with scope(actor.agency):
        return cycle_of(replace(actor, now=actor.now + timedelta(minutes=minutes)), quarter)


def test_a_rater_is_late_until_a_plan_is_evaluated(people, quarter, plan):
    found = counted(people, quarter)

    assert (found.plans.set, found.evaluated) == (1, 0)
    assert found.entries == Entries(sent=2, waiting=1)
    [late] = found.late
    assert (late.name, late.missing) == (people.andi.full_name, 1)
    assert late.position == people.andi.assignments.get().position.name


def test_an_evaluated_plan_is_nobodys_debt(people, quarter, plan):
    evaluations.evidence(plan)
    evaluations.decided(people, reason="Bukti dan angkanya sama dengan yang saya lihat di lapangan")

    found = counted(people, quarter)

    assert (found.evaluated, found.late) == (1, ())


def test_who_asks_again_is_told_when_it_was_counted(people, quarter, plan, sign_in):
    first = counted(people, quarter)
    journal.entry(plan.results.get())
    actor = make.actor(people.hana)

    with scope(actor.agency):
        assert queries_of(lambda: cycle_of(actor, quarter)) == []
    assert counted(people, quarter, minutes=1) == first
    assert "dihitung pukul" in sign_in(people.hana).get("/kerja/siklus/").content.decode()


def test_a_new_plan_is_counted_at_once(people, quarter, plan):
    before = counted(people, quarter)
    plans.plan(people.budi.assignments.get())

    after = counted(people, quarter, minutes=1)

    assert after.plans.set == before.plans.set + 1
    assert after.counted > before.counted
