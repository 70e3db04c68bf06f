"""Boards of leaders: what asks for attention stands first, and costs the same for any number."""

import io
from datetime import date
from decimal import Decimal

import pytest
from python_calamine import CalamineWorkbook

from karsa.indicators.tests import make as indicators
from karsa.insights.queries.leader import board_of
from karsa.insights.tests.make import team as board_of_team
from karsa.journal.queries import progress_of
from karsa.journal.tests import make as entries
from karsa.kit.testing import assert_flat
from karsa.org.tests import make
from karsa.plans.tests import make as plans
from karsa.rules.lights import Light
from karsa.rules.warning import Need, Trend


def measured(unit, *values, target=100, **over):
    made = indicators.indicator(unit, **over)
    indicators.target(made, target)
    for month, value in enumerate(values, start=1):
        indicators.figure(made, month, value)
    return made


def test_red_and_worsening_then_stale_then_behind_then_unknown_then_well(people):
    old = measured(people.clinic)
    indicators.figure(old, 12, 90, year=2025)
    well, behind = measured(people.clinic, 100, 101), measured(people.clinic, 90, 90)
    red = measured(people.clinic, 70, 60)

    board = board_of(make.actor(people.andi))

    ids = [one.year.indicator_id for one in board.signals]
    assert ids == [red.pk, behind.pk, old.pk, well.pk]
    assert board.signals[0].warning
    assert board.signals[0].warning.need is Need.WORSENING
    assert board.signals[0].trend is Trend.WORSENING
    assert (board.urgent, board.worsening) == (1, 1)


def test_a_past_month_is_told_as_it_was(people):
    measured(people.clinic, 100, 50)

    actor = make.actor(people.andi)
    then, now = board_of(actor, at=date(2026, 1, 31)), board_of(actor)

    assert then.lights[Light.GOOD] == 1
    assert now.lights[Light.BAD] == 1
    assert then.signals[0].year.value == 100


def test_the_region_compares_offices_and_a_head_their_units(people):
    measured(people.clinic, 90)
    measured(people.office, 110)

    region = board_of(make.actor(people.regent)).units
    office = board_of(make.actor(people.sinta)).units

    assert [(row.name, row.months[0]) for row in region] == [("Dinas Kesehatan", Decimal(100))]
    assert {row.name for row in office} == {"Dinas Kesehatan", "Puskesmas Melati"}


def test_the_board_shows_some_and_pages_the_rest(people, sign_in):
    for _ in range(25):
        measured(people.clinic, 50)
    client = sign_in(people.regent)

    first = client.get("/kerja/pimpinan/")
    last = first.context["board"].value.signals[-1].year.indicator_id
    second = client.get(f"/kerja/pimpinan/?setelah={last}")

    assert len(first.context["board"].value.signals) == 12
    assert len(second.context["board"].value.signals) == 12
    assert "memburuk" in client.get("/kerja/pimpinan/?lampu=memburuk").content.decode()


def test_a_head_stands_where_the_indicator_of_the_result_stands(people):
    good, bad = measured(people.clinic, 100, 110), measured(people.clinic, 80, 60)
    result = plans.result(plans.plan(people.andi.assignments.get()))
    plans.measure(result, indicator=good)
    plans.measure(result, indicator=bad)

    (andi,) = board_of_team(people.sinta).members

    assert andi.light is Light.BAD
    assert andi.positions == (Decimal(80), Decimal(60))
    assert andi.behind == result.text


@pytest.mark.parametrize(
    ("who", "url"),
    [
        ("regent", "/kerja/pimpinan/indikator.xlsx"),
        ("regent", "/kerja/pimpinan/unit.xlsx"),
        ("sinta", "/kerja/tim/papan.xlsx"),
    ],
)
def test_boards_can_be_taken_away_with_numbers(who, url, people, sign_in):
    measured(people.clinic, 87.5, name="=HYPERLINK(1)")
    result = plans.result(plans.plan(people.andi.assignments.get()))
    plans.measure(result, indicator=measured(people.clinic, 90))
    client = sign_in(getattr(people, who))

    book = CalamineWorkbook.from_filelike(io.BytesIO(client.get(url).content))
    cells = [cell for row in book.get_sheet_by_index(0).to_python()[1:] for cell in row]

    assert any(isinstance(cell, float) for cell in cells)
    assert client.get(url.replace("xlsx", "csv")).status_code == 200
    assert client.get(url.replace("xlsx", "pdf")).status_code == 404


def test_a_team_with_heads_costs_the_same_for_one_and_many(people, sign_in):
    def grow():
        for _ in range(4):
            unit = make.unit(people.office)
            head = make.employee(unit.agency)
            make.rater(make.assignment(head, unit, is_head=True), people.sinta)
            result = plans.result(plans.plan(head.assignments.get()))
            plans.measure(result, indicator=measured(unit, 90, 95))

    grow()
    client = sign_in(people.sinta)
    assert_flat(lambda: client.get("/kerja/tim/"), grow, budget=11)


def test_who_is_drawn_has_the_months_that_their_whole_year_gives(people, sign_in):
    post = people.rina.assignments.get()
    result = plans.result(plans.plan(post))
    plans.measure(result, target_value=Decimal(365), measure="orang", aspect="quantity")
    for month, measure in ((1, "orang"), (2, ""), (3, "lembar")):
        said = {"quantity": Decimal(20 * month), "measure": measure}
        entries.accepted(result, day=date(2026, month, 5), **said)

    (rina,) = board_of_team(people.andi).members
    shown = sign_in(people.andi).get("/kerja/tim/?pilih=semua").context["board"].value
    (drawn,) = shown.members

    [progress] = progress_of([rina.plan_id], make.TODAY)[rina.plan_id]
    assert drawn.positions == progress.positions != ()
    assert rina.pace == progress.position == drawn.positions[-1]


def test_a_team_begins_with_those_who_need_most_and_the_rest_is_one_tap_away(
    people, sign_in, monkeypatch
):
    monkeypatch.setattr("karsa.insights.views.team.FIRST", 2)
    heads = [make.employee(people.office.agency) for _ in range(3)]
    for head in heads:
        post = make.assignment(head, make.unit(people.office), is_head=True)
        make.rater(post, people.sinta)
        plans.result(plans.plan(post))
    client = sign_in(people.sinta)

    first = client.get("/kerja/tim/?pilih=semua").content.decode()
    whole = client.get("/kerja/tim/?pilih=semua&semua").content.decode()

    assert sum(head.full_name in first for head in heads) < 3
    assert "orang lagi" in first
    assert all(head.full_name in whole for head in heads)
    assert "orang lagi" not in whole


def test_a_regent_who_owes_no_plan_has_no_day_of_her_own_in_the_menu(people, sign_in):
    page = sign_in(people.regent).get("/kerja/pimpinan/").content.decode()

    assert "/kerja/hari-ini/" not in page
    assert '"/kerja/catatan/"' not in page
    assert "/kerja/hari-ini/" in sign_in(people.andi).get("/kerja/tim/").content.decode()
