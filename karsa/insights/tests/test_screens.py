"""The first screens: what they say is true, and their queries do not grow with the rows."""

import subprocess
from decimal import Decimal
from functools import partial

import pytest
from django.db import connection

from karsa.accounts.roles import Role
from karsa.audit.services import Nobody, record, record_many, seal
from karsa.documents.pades import make_certificate
from karsa.feedback.tests import make as feedback
from karsa.indicators.tests import make as indicators
from karsa.insights.queries.inspection import BY_MOMENT, trail
from karsa.insights.queries.leader import board_of
from karsa.insights.queries.today import today_of
from karsa.insights.tests.make import team as board_of_team
from karsa.journal.tests import make as journal
from karsa.kit.testing import assert_all_flat, assert_flat
from karsa.org.models import Assignment
from karsa.org.tests import make
from karsa.plans.tests import make as plans
from karsa.rules.lights import Light


def plan_of(person, **over):
    made = plans.plan(person.assignments.get(), **over)
    result = plans.result(made)
    plans.measure(result, target_value=Decimal(240), measure="orang", aspect="quantity")
    plans.action(result)
    return made, result


@pytest.fixture
def rina_works(people):
    return plan_of(people.rina)[1]


def test_today_tells_what_was_done_and_what_can_be_repeated(people, rina_works):
    journal.accepted(rina_works, quantity=Decimal(40))
    journal.entry(rina_works, quantity=Decimal(9))

    day = today_of(make.actor(people.rina))

    assert day.lately.today == 2
    assert day.lately.waiting == 1
    assert day.lately.repeatable[0].plain == "9"
    assert day.posts[0].results[0].done == 40


def test_several_posts_are_merged_and_named(people, rina_works):
    second = make.assignment(people.rina, people.office, kind=Assignment.Kind.ACTING)
    make.rater(second, people.sinta)
    plans.result(plans.plan(second))

    posts = today_of(make.actor(people.rina)).posts

    assert [post.unit for post in posts] == ["Puskesmas Melati", "Dinas Kesehatan"]


def test_the_board_puts_who_needs_attention_first(people, rina_works):
    plan_of(people.dedi)
    journal.accepted(rina_works, quantity=Decimal(60))
    journal.entry(people.dedi.assignments.get().plans.get().results.get())

    team = board_of_team(people.andi)

    assert [member.name for member in team.members] == ["Dedi Kurniawan", "Rina Kartikasari"]
    assert team.waiting == 1
    assert team.on_track == 1
    assert not board_of_team(people.budi).members


def test_each_post_of_a_person_on_the_board_has_its_own_entries(people, rina_works):
    second = make.assignment(people.rina, people.clinic, kind=Assignment.Kind.ACTING)
    make.rater(second, people.andi)
    journal.entry(plans.result(plans.plan(second)), text="Rapat persiapan")

    board = [row.text for one in board_of_team(people.andi).members for row in one.waiting]

    assert board.count("Rapat persiapan") == 1


def test_a_leader_sees_red_and_worsening_first_and_no_data_is_not_red(people):
    good, bad, empty = (indicators.indicator(people.clinic) for _ in range(3))
    for indicator in (good, bad, empty):
        indicators.target(indicator, 100)
    indicators.figure(good, 2, 100)
    indicators.figure(bad, 1, 60)
    indicators.figure(bad, 2, 50)

    board = board_of(make.actor(people.andi))

    assert [signal.year.indicator_id for signal in board.signals] == [bad.pk, empty.pk, good.pk]
    assert board.signals[0].is_worsening
    assert board.lights[Light.NONE] == 1
    assert board_of(make.actor(people.regent)).signals == board.signals
    assert not board_of(make.actor(people.budi)).signals


def crowd(people, number):
    for _ in range(number):
        person = make.employee(people.clinic.agency)
        make.rater(make.assignment(person, people.clinic), people.andi, people.sinta)
        _, result = plan_of(person)
        journal.accepted(result)
        journal.evidence(journal.entry(result))


def test_first_screens_cost_the_same_for_one_and_many(people, sign_in_each, rina_works):
    make.quarter(people.clinic.agency)
    crowd(people, 1)
    feedback.feedback(rina_works.plan)
    journal.evidence(journal.entry(rina_works))
    screens = {"andi": "/kerja/tim/", "hana": "/kerja/siklus/", "rina": "/kerja/hari-ini/"}
    clients = sign_in_each(people, screens)

    def grow():
        crowd(people, 10)
        for _ in range(12):
            journal.entry(plans.result(rina_works.plan))

    for name, url in screens.items():
        assert clients[name].get(url).status_code == 200
    assert_all_flat([partial(clients[name].get, url) for name, url in screens.items()], grow, 11)


def test_the_board_of_indicators_costs_the_same_for_one_and_many(people, sign_in):
    def grow():
        for _ in range(30):
            indicators.target(indicators.indicator(people.clinic), 100)

    indicators.indicator(people.clinic)
    client = sign_in(people.regent)
    assert_flat(lambda: client.get("/kerja/pimpinan/"), grow)


def test_each_role_starts_where_its_day_starts(people, sign_in):
    starts = {
        "rina": "/kerja/hari-ini/",
        "andi": "/kerja/tim/",
        "hana": "/kerja/siklus/",
        "regent": "/kerja/pimpinan/",
    }
    for name, url in starts.items():
        assert sign_in(getattr(people, name)).get("/kerja/").url == url


def test_what_nobody_did_does_not_stand_between_what_has_an_hour(people):
    agency = people.clinic.agency
    record(make.actor(people.andi), "survey.opened", people.clinic)
    record(Nobody(agency, make.TODAY), "case.received", people.clinic)
    record(make.actor(people.andi), "survey.closed", people.clinic)
    found = trail(make.actor(people.andi)).order_by(*BY_MOMENT)
    assert [one.verb for one in found] == ["survey.closed", "survey.opened", "case.received"]


def test_the_trails_order_is_read_from_an_index(people):
    """Few rows are cheaper to sort, so PostgreSQL is told not to; neither database sorts."""
    record_many(make.actor(people.andi), "survey.opened", [people.clinic] * 500)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute("SET LOCAL enable_sort = off")
    plan = trail(make.actor(people.andi)).order_by(*BY_MOMENT)[:51].explain()
    assert "audit_by_moment" in plan
    assert "B-TREE" not in plan
    assert "Sort" not in plan


def test_the_inspectorate_reads_the_trail_without_names(people, sign_in):
    make.grant(people.budi, Role.INSPECTOR)

    page = sign_in(people.budi).get("/kerja/jejak/")

    assert page.status_code == 200
    assert people.rina.nip not in page.content.decode()


@pytest.mark.once
def test_an_anchor_is_downloaded_inside_the_agencys_signature(
    people, sign_in, settings, tmp_path, agency
):
    settings.CERTIFICATES_ROOT = tmp_path
    make_certificate(agency, make.NOW)
    make.grant(people.budi, Role.INSPECTOR)
    record(make.actor(people.andi), "survey.opened", people.clinic)
    made = seal(agency, make.NOW)
    assert made
    number = made.number
    client = sign_in(people.budi)

    plain = client.get(f"/kerja/jejak/segel/{number}.json").content
    signed = client.get(f"/kerja/jejak/segel/{number}.p7m").content

    opened = subprocess.run(
        ["openssl", "cms", "-verify", "-noverify", "-inform", "DER"],
        input=signed,
        capture_output=True,
        check=True,
    )
    assert opened.stdout == plain
    assert f"{number}</td>" in client.get("/kerja/jejak/segel/").content.decode()
