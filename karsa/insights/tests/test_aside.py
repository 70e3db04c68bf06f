"""Beside one's day: what one's work does for citizens, by the way of the leaders' results."""

import pytest
from django.urls import reverse

from karsa.indicators.tests import make as indicators
from karsa.insights.queries.aside import aside_of
from karsa.kit.testing import queries_of
from karsa.org.tests import make
from karsa.plans.tests import make as plans


@pytest.fixture
def waiting(people):
    """Sinta carries the indicator; Andi's result serves hers, Rina's serves his."""
    row = indicators.indicator(
        people.office,
        {"measure": "menit", "polarity": "minimize"},
        name="Waktu tunggu warga",
    )
    above = None
    for person in (people.sinta, people.andi, people.rina):
        result = plans.result(plans.plan(person.assignments.get()), supports=above)
        plans.measure(result, indicator=row if above is None else None)
        above = result
    return row


def test_the_indicator_is_found_through_two_leaders_and_said_in_a_sentence(
    people, waiting, sign_in
):
    indicators.figure(waiting, 1, 30, year=2025)
    indicators.figure(waiting, 1, "24.5")
    found = aside_of(make.actor(people.rina)).benefit
    assert found

    assert found.words == (
        "Waktu tunggu warga: 24,5 menit pada Januari 2026, setahun sebelumnya 30."
    )
    assert found.direction == "better"
    assert len(queries_of(lambda: aside_of(make.actor(people.rina)))) <= 5  # four are the actor's
    page = sign_in(people.rina).get(reverse("insights:today")).content.decode()
    assert "Pekerjaan Anda ikut menggerakkannya." in page


def test_one_figure_is_no_movement(people, waiting):
    assert aside_of(make.actor(people.rina)).benefit is None
    indicators.figure(waiting, 2, 30)
    found = aside_of(make.actor(people.rina)).benefit
    assert found
    assert found.words == "Waktu tunggu warga: 30 menit pada Februari 2026."


def test_without_a_link_there_is_nothing(people, waiting, sign_in):
    indicators.figure(waiting, 1, 30)

    assert aside_of(make.actor(people.dedi)).benefit is None
    page = sign_in(people.dedi).get(reverse("insights:today")).content.decode()
    assert "Hasil Anda bagi warga" not in page
