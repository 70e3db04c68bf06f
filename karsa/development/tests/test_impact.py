"""Does a training work: what is concluded, what is not, and what nobody is shown."""

from decimal import Decimal

import pytest
from django.urls import reverse

from karsa.development.queries import impact_of, impacts
from karsa.development.tests import make
from karsa.development.tests.trained import START, desks
from karsa.indicators.tests import make as indicators
from karsa.kit.testing import assert_flat
from karsa.org.tests import make as org


@pytest.fixture
def hana(people):
    return org.actor(people.hana)


def test_waiting_fell_where_people_learned(people, hana, sign_in):
    first = desks(people.office)
    (found,) = impacts(hana)
    assert found.change

    assert (found.treated, found.others, found.people) == (6, 6, 6)
    assert (found.before, found.after, found.first) == (7, 7, START)
    assert found.is_sure
    assert found.is_better
    assert found.change.low < -6 < found.change.high < 0
    assert found.finding.startswith("Waktu tunggu turun ")
    assert found.finding.endswith(") dibanding unit yang belum ikut")
    assert [slot.is_after for slot in found.slots].index(True) == 7
    assert found.slots[7].name == "September 2025"
    page = sign_in(people.rina).get(reverse("development:impact", args=[first.pk]))
    text = page.content.decode()
    assert "turun" in text
    assert "September 2025" in text
    assert "Pegawai" not in text.split("<main")[1]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"trained": 6, "others": 3}, "pembanding kurang dari lima"),
        ({"jump": 0}, "memuat naik maupun turun"),
    ],
)
def test_what_is_missing_is_said(people, hana, given, words):
    desks(people.office, **given)
    (found,) = impacts(hana)

    assert not found.is_sure
    assert any(words in reason for reason in found.missing)
    assert found.finding == "Waktu tunggu: belum bisa disimpulkan"


def test_few_people_are_not_shown(people, hana, sign_in):
    first = desks(people.office, trained=4)
    (found,) = impacts(hana)

    assert (found.people, found.change, found.slots) == (None, None, ())
    page = sign_in(people.rina).get(reverse("development:impact", args=[first.pk]))
    assert "kurang dari lima orang" in page.content.decode()


def test_without_a_comparison_the_own_line_is_a_weaker_word(people, hana):
    desks(people.office, others=0)
    (found,) = impacts(hana)

    assert found.alone is None  # seven months before are too few
    assert found.change is None
    assert any("pembanding" in reason for reason in found.missing)


def test_worse_is_said_as_well(people, hana):
    desks(people.office, jump=5)
    (found,) = impacts(hana)

    assert found.is_sure
    assert not found.is_better
    assert "naik" in found.finding


def test_people_below_a_unit_count_for_it_and_unfinished_ones_do_not(people, hana):
    first = desks(people.office, trained=5)
    counter = org.unit(first.unit)
    person = org.employee(people.office.agency)
    org.assignment(person, counter)
    session = make.session(first.courses.get().course)
    make.registration(session, person, state="attended", completed_on=org.TODAY)
    make.registration(session, people.rina)

    found = impact_of(hana, first.pk)
    assert found is not None
    assert (found.people, found.treated) == (6, 5)
    assert isinstance(found.change.effect if found.change else None, Decimal)
    assert impact_of(hana, 0) is None


def test_the_office_above_is_not_compared_beside_its_own_desks(people, hana):
    first = desks(people.office)
    above = indicators.indicator(
        people.office,
        {"measure": "menit", "polarity": "minimize"},
        name=f"Waktu tunggu di {people.office.name}",
    )
    for month in range(2, 13):
        indicators.figure(above, month, 30, year=2025)

    found = impact_of(hana, first.pk)
    assert found is not None
    assert (found.treated, found.others, found.people) == (6, 6, 6)


def test_the_list_costs_the_same_for_one_and_for_many(people, sign_in):
    client, url = sign_in(people.rina), reverse("development:impacts")
    assert "akan tampil di sini" in client.get(url).content.decode()
    desks(people.office)
    assert_flat(
        lambda: client.get(url),
        lambda: [desks(people.office, code=f"k{n}", name=f"Hal {n} {{unit}}") for n in range(2)],
    )
