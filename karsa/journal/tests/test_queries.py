"""What a person may report, what waits for a leader, and how far results are."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection

from karsa.journal import queries
from karsa.journal.models import DailyEntry
from karsa.journal.queries.rhythm import days_between
from karsa.journal.tests import make
from karsa.kit.pages import PAGE_SIZE
from karsa.kit.testing import assert_flat
from karsa.org.models import RuleSet
from karsa.org.tests import make as org
from karsa.plans.models import PerformancePlan
from karsa.plans.tests import make as plans
from karsa.rules.lights import Light

State = DailyEntry.State
YESTERDAY = org.TODAY - timedelta(days=1)


def test_an_open_action_shows_what_is_done_and_when_it_was_told_last(work):
    make.accepted(work.result, action=work.action, quantity=Decimal("0.29"))
    make.accepted(work.result, action=work.action, quantity=Decimal("0.29"), day=YESTERDAY)
    make.entry(work.result, action=work.action)
    (row,) = queries.choices(work.rina)

    assert (row.done, row.last) == (Decimal("0.58"), org.TODAY)
    assert row.value == f"a{work.action.pk}"


@pytest.mark.parametrize(
    ("values", "days"),
    [({"functional": "daily"}, 1), ({"default": "weekly"}, 7), ({"default": "lain"}, 31)],
)
def test_the_rhythm_is_the_agencys_per_kind_of_job(work, agency, values, days):
    RuleSet.objects.create(agency=agency, year=2026, key="entry_rhythm", values=values)

    assert days_between(agency, 2026)("functional") == days


def test_actions_of_other_times_and_of_drafts_are_not_open(work):
    plans.action(work.result, ends=YESTERDAY)
    assert len(queries.choices(work.rina)) == 1

    PerformancePlan.objects.update(state=PerformancePlan.State.DRAFT)
    assert queries.choices(work.rina) == ()


def test_a_result_without_actions_can_be_chosen_itself(work):
    bare = plans.result(work.plan)
    make.entry(bare)

    assert [row.value for row in queries.choices(work.rina)] == [
        f"r{bare.pk}",
        f"a{work.action.pk}",
    ]


def test_the_last_entry_of_each_action_can_be_repeated(work):
    make.entry(work.result, action=work.action, quantity=Decimal(9), day=YESTERDAY)
    make.entry(work.result, action=work.action, day=YESTERDAY - timedelta(days=1))
    make.entry(work.result, day=YESTERDAY, state=State.DRAFT)
    make.entry(work.result, day=org.TODAY - timedelta(days=90))
    (row,) = queries.repeatable(work.rina)

    assert (row.quantity, row.title, row.is_done_today) == (
        Decimal(9),
        "Memeriksa ibu hamil",
        False,
    )


def test_the_queue_is_oldest_first_with_evidence_and_never_ones_own(work, people):
    late = make.entry(work.result, day=YESTERDAY)
    make.entry(work.result)
    make.accepted(work.result)
    make.evidence(late)
    make.entry(plans.result(plans.plan(people.andi.assignments.get())))
    found = queries.queue(work.andi)
    rows = found.rows

    assert [row.day for row in rows] == [YESTERDAY, org.TODAY]
    assert rows[0].evidence[0].is_picture
    assert rows[0].person == "Rina Kartikasari"
    assert found.total == queries.waiting_count(work.andi) == 2
    assert queries.queue(work.rina) == queries.queue(work.budi) == queries.Queue((), 0)


def test_a_page_of_the_queue_says_how_many_wait_beyond_it(work):
    for _ in range(PAGE_SIZE + 3):
        make.entry(work.result)
    found = queries.queue(work.andi)
    assert (len(found.rows), found.total) == (PAGE_SIZE + 1, PAGE_SIZE + 3)


def test_a_backlog_shows_the_oldest_of_each_post_and_counts_all(work, people):
    rina, dedi = work.result, plans.result(plans.plan(people.dedi.assignments.get()))
    late = make.entry(rina, day=YESTERDAY)
    sent = [make.entry(result) for result in (rina, rina, rina, dedi)]
    make.evidence(late)
    found = queries.backlog(work.andi)

    posts = [result.plan.assignment_id for result in (rina, dedi)]
    shown = [[row.pk for row in found.rows[post]] for post in posts]
    assert shown == [[late.pk, sent[0].pk, sent[1].pk], [sent[3].pk]]
    assert [found.counts[post] for post in posts] == [4, 1]
    assert found.rows[posts[0]][0].evidence[0].is_picture
    assert found.total == queries.waiting_count(work.andi) == 5
    assert queries.backlog(work.rina) == queries.Backlog({}, {})


@pytest.mark.parametrize("read", ["queue", "backlog", "recent", "choices", "repeatable"])
def test_reads_cost_the_same_for_one_and_many(work, read):
    actor = work.andi if read in {"queue", "backlog"} else work.rina

    def grow():
        for _ in range(12):
            action = plans.action(work.result)
            make.evidence(make.entry(work.result, action=action))

    grow()
    assert_flat(lambda: getattr(queries, read)(actor), grow, budget=3)


def measured(work, **over):
    said = {"target_value": Decimal(365), "measure": "orang", "aspect": "quantity"}
    return plans.measure(work.result, **(said | over))


def progress(work, on=org.TODAY):
    return queries.progress_of([work.plan.pk], on)[work.plan.pk][0]


def test_a_result_stands_against_its_expected_line_month_by_month(work):
    measured(work)
    make.accepted(work.result, day=date(2026, 1, 9), quantity=Decimal(31))
    make.accepted(work.result, day=date(2026, 2, 9), quantity=Decimal("13.50"))
    make.accepted(work.result, day=date(2026, 3, 3), quantity=Decimal(9))
    make.entry(work.result, quantity=Decimal(500))
    row = progress(work)

    assert (row.done, row.expected, row.measure) == (Decimal("53.50"), Decimal("63.00"), "orang")
    assert row.positions == (Decimal("100.00"), Decimal("75.42"), Decimal("84.92"))
    assert (row.light, row.last, row.entries) == (Light.WARN, date(2026, 3, 3), 3)


def test_nothing_accepted_is_no_data_never_red(work):
    measured(work)
    make.entry(work.result)
    row = progress(work)

    assert row.positions == (None, None, None)
    assert (row.done, row.light, row.last) == (None, Light.NONE, None)


def test_old_data_is_stale(work):
    measured(work)
    make.accepted(work.result, day=date(2026, 1, 9), quantity=Decimal(500))

    assert progress(work, on=date(2026, 6, 30)).light is Light.STALE


def test_other_units_do_not_add_and_no_unit_does(work):
    measured(work)
    make.accepted(work.result, quantity=Decimal(5), measure="")
    make.accepted(work.result, quantity=Decimal(7), measure="Orang ")
    make.accepted(work.result, quantity=Decimal(900), measure="lembar")
    row = progress(work)

    assert (row.done, row.entries) == (12, 3)


@pytest.mark.parametrize(
    "over", [{"measure": "%"}, {"aspect": "time"}, {"polarity": "minimize"}, {"target_value": None}]
)
def test_what_days_do_not_add_up_to_has_no_line(work, over):
    measured(work, **over)
    make.accepted(work.result)
    row = progress(work)

    assert (row.target, row.positions, row.position, row.light) == (None, (), None, Light.NONE)


def test_the_actions_give_the_target_where_no_measure_does(work):
    plans.action(work.result, target_value=Decimal(40))
    plans.action(work.result, target_value=Decimal(60))

    assert progress(work).target == 100


def test_entries_on_an_older_version_count_for_the_same_result(work):
    measured(work)
    make.accepted(work.result, quantity=Decimal(5))
    PerformancePlan.objects.update(state=PerformancePlan.State.SUPERSEDED)
    newer = plans.plan(work.plan.assignment, version=2)
    kept = plans.result(newer, key=work.result.key)
    plans.measure(kept, target_value=Decimal(365), measure="orang")

    assert queries.progress_of([newer.pk], org.TODAY)[newer.pk][0].done == 5


def test_many_plans_cost_five_queries(work, agency, people):
    ids = [work.plan.pk]

    def grow():
        for _ in range(10):
            plan = plans.plan(org.assignment(org.employee(agency), people.clinic))
            make.accepted(plans.result(plan))
            ids.append(plan.pk)

    make.accepted(work.result)
    assert_flat(lambda: queries.progress_of(ids, org.TODAY), grow, budget=5)
    assert queries.progress_of([], org.TODAY) == {}


@pytest.mark.postgres
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite goes by the post")
def test_what_waits_is_found_without_reading_what_was_accepted(work):
    for _ in range(200):
        make.accepted(work.result)
    make.entry(work.result)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")

    assert "entry_waiting" in queries.waiting(work.andi).explain()
