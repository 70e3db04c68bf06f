"""Boards are drawn once and kept until something they follow from is written, by whomever."""

import re
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import connection
from django.urls import reverse

from karsa.evaluations.queries.closing import posts_without
from karsa.evaluations.queries.units import says
from karsa.indicators.models import Measurement
from karsa.indicators.tests import make as indicators
from karsa.insights.queries.cycle import plans_of
from karsa.insights.queries.leader import board_of
from karsa.insights.queries.team import team_of, with_months
from karsa.insights.queries.today import posts_in
from karsa.journal.models import AwaitedFile, DailyEntry, ReviewQuestion
from karsa.journal.queries import backlog, told_by_team, waits_word
from karsa.journal.tests import make as journal
from karsa.kit.remembered import forget_all, mark
from karsa.kit.testing import queries_of
from karsa.org.models import Leave, Position
from karsa.org.queries.rater_gaps import gaps
from karsa.org.queries.units import branch, unit_rows
from karsa.org.tests import make
from karsa.plans.queries.coverage import Field, Part, by_path
from karsa.plans.tests import make as plans
from karsa.tenancy.marks import marked_tables
from karsa.tenancy.models import Agency
from karsa.tenancy.scope import scope
from karsa.tenancy.turns import Remembered, Turn, hear

TEAM, LEADER = reverse("insights:team"), reverse("insights:leader")
# What waits is read each time; what was accepted is told by its months (`told_by_team`).
OF_ENTRIES = {"journal_dailyentry", "journal_awaitedfile", "journal_entryevidence"} | {
    "journal_reviewquestion",
    "files_storedfile",
}


@pytest.fixture
def result(people):
    made = plans.result(plans.plan(people.rina.assignments.get()))
    plans.measure(made, target_value=Decimal(365), measure="orang", aspect="quantity")
    return made


@pytest.fixture
def indicator(people):
    made = indicators.indicator(people.clinic, name="Antrean KTP")
    indicators.target(made, 100)
    indicators.figure(made, 1, 90)
    return made


def tables_of(act):
    """The tables that `act` reads, with nothing remembered."""
    forget_all()
    found = re.findall(r'(?:FROM|JOIN)\s+"?([a-z]+_[a-z]+)"?', " ".join(queries_of(act)))
    return set(found) - {"json_each"}


def remembered_tables():
    models = (one for one in apps.get_models() if issubclass(one, Remembered))
    return {one._meta.db_table for one in models}


def test_every_table_a_board_follows_from_is_heard(people, result, indicator):
    make.employee(people.clinic.agency)
    journal.accepted(result, quantity=Decimal(5))
    head = plans.result(plans.plan(people.andi.assignments.get()))
    plans.measure(head, indicator=indicator)
    heard = set(marked_tables()) | remembered_tables()

    actors = [make.actor(leader) for leader in (people.andi, people.sinta)]
    words = {actor: told_by_team(actor) for actor in actors}
    reporter, keeper = make.actor(people.rina), make.actor(people.hana)
    agency, period = keeper.agency, make.quarter(people.clinic.agency)

    def boards():
        posts_in(reporter)
        plans_of(reporter, 2026)
        gaps(agency, make.TODAY)
        unit_rows(list(branch(agency, None, make.TODAY)), make.TODAY)
        posts_without(agency, period)
        by_path(Part.PEOPLE, Field(keeper, 2026))
        for actor in actors:
            list(says(actor, period))
        for actor in actors:
            with_months(team_of(actor, backlog(actor), words[actor]).members, make.TODAY)
            board_of(actor)

    read = tables_of(boards)

    assert {"plans_workresult", "indicators_measurement", "journal_dailyentry"} <= read
    assert read - heard <= OF_ENTRIES


def test_a_board_that_is_kept_is_not_read_again(people, sign_in, result, indicator):
    for leader, place in ((people.andi, TEAM), (people.regent, LEADER)):
        client = sign_in(leader)
        first = client.get(place).content
        again = queries_of(partial(client.get, place))
        assert not any("plans_individualindicator" in sql for sql in again)
        assert not any("indicators_measurement" in sql for sql in again)
        assert len(client.get(place).content) == len(first)


def rename(result):
    person = result.plan.assignment.employee
    person.name = "Rina Baru"
    person.save(update_fields=["name"])
    return "Rina Baru"


def accept(result):
    journal.accepted(result, quantity=Decimal(3))
    return "Catatan diterima terakhir"


def promote(result):
    Position.objects.filter(assignments=result.plan.assignment).update(name="Bidan Ahli Madya")
    return "Bidan Ahli Madya"


@pytest.mark.parametrize("write", [rename, accept, promote])
def test_what_somebody_writes_stands_on_the_board_at_once(people, sign_in, result, write):
    client = sign_in(people.andi)
    address = f"{TEAM}?pilih=semua"
    before = client.get(address).content.decode()
    told = write(result)
    after = client.get(address).content.decode()

    assert told not in before
    assert told in after


def test_a_figure_stands_on_the_leaders_board_at_once(people, sign_in, indicator):
    client = sign_in(people.regent)
    before = client.get(LEADER).content
    Measurement.objects.filter(indicator=indicator).update(value=Decimal("37.5"))

    assert b"37,5" not in before
    assert b"37,5" in client.get(LEADER).content


def test_the_next_indicators_are_one_tap_away(people, sign_in):
    for number in range(14):
        indicators.indicator(people.clinic, name=f"Indikator {number:02}")
    client = sign_in(people.regent)
    first = client.get(LEADER).content.decode()
    [key] = re.findall(r"setelah=(\d+)", first)
    second = client.get(f"{LEADER}?setelah={key}").content.decode()

    assert {"Indikator 00" in first, "Indikator 13" in second} == {True}
    assert "Indikator 13" not in first
    assert "Dari awal" in second


def test_an_entry_marks_its_month_alone(people, result):
    hear(people.clinic.agency.pk)
    before, told = mark(), told_by_team(make.actor(people.andi))
    entry = journal.accepted(result, quantity=Decimal(5))
    hear(people.clinic.agency.pk)
    accepted = told_by_team(make.actor(people.andi))
    DailyEntry.objects.filter(pk=entry.pk).update(quantity=Decimal(6))
    corrected = told_by_team(make.actor(people.andi))
    DailyEntry.objects.filter(pk=entry.pk).update(is_favourite=True)

    assert mark() == before
    assert len({told, accepted, corrected}) == 3
    assert told_by_team(make.actor(people.budi)) == "0 0"
    if connection.vendor == "postgresql":
        assert told_by_team(make.actor(people.andi)) == corrected


def test_each_change_of_what_waits_is_another_word(people, result):
    andi, shown = make.actor(people.andi), []

    def look():
        shown.append(waits_word(andi))

    look()
    entry = journal.entry(result)
    look()
    kept = journal.evidence(entry)
    look()
    agency = people.clinic.agency
    file = AwaitedFile.objects.create(agency=agency, entry=entry, key=uuid4())
    look()
    file.evidence = kept
    file.save(update_fields=["evidence"])
    look()
    question = ReviewQuestion.objects.create(
        agency=agency, entry=entry, asked_by=people.andi, asked_at=make.NOW, text="Siapa saja?"
    )
    look()
    for hours in (1, 2):
        question.answered_at = make.NOW + timedelta(hours=hours)
        question.save(update_fields=["answered_at"])
        look()
    kept.delete()
    look()
    entry.sent_at = make.NOW + timedelta(hours=3)
    entry.save(update_fields=["sent_at"])
    look()
    entry.delete()

    assert len(set(shown)) == len(shown)
    assert waits_word(andi) == shown[0] == waits_word(make.actor(people.budi))


def test_of_many_writes_one_word_of_the_agency_is_left(people, result):
    agency = people.clinic.agency
    for number in range(3):
        Leave.objects.create(
            agency=agency, employee=people.rina, kind="annual", starts=date(2026, 5, 1 + number)
        )
        hear(agency.pk)
    words = Turn.objects.filter(about=str(agency.pk))

    assert [one.word for one in words] == [mark()]


def test_who_comes_back_from_another_agency_hears_the_own_one_again(people, elsewhere):
    with scope(people.clinic.agency):
        own = mark()
        with scope(elsewhere):
            assert mark() != own
        assert mark() == own


def test_another_agencys_rows_are_not_heard(people, elsewhere):
    hear(people.clinic.agency.pk)
    before = mark()
    assert before
    hear(elsewhere.pk)
    assert mark() != before
    assert Agency.objects.count() == 2
