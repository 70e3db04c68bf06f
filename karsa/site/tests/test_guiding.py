"""Every place has help and a group; every role a tour of at most five steps, ended in one tap."""

import pytest
from django.urls import reverse

from karsa.accounts.models import User
from karsa.accounts.roles import Role
from karsa.audit.models import AuditEntry
from karsa.development.queries.helps import has_own_help, help_on
from karsa.development.queries.tours import tour, tour_of, toured_roles
from karsa.kit.testing import assert_flat
from karsa.org.tests import make
from karsa.site.navigation import _HEADINGS, _MENU, _PLACES, _group, places_of

PAGES = sorted({place.page for place in (*_PLACES, *_MENU)})


@pytest.mark.once
@pytest.mark.parametrize("page", PAGES)
def test_every_place_has_help_and_a_group(page):
    found = help_on(page)
    assert found
    assert found.what
    assert found.who
    assert found.next
    assert _group(page) in {*_HEADINGS, "account"}


@pytest.mark.once
def test_what_differs_from_its_room_is_said_on_its_own():
    assert has_own_help("evaluations:closing")
    assert help_on("evaluations:closing") != help_on("evaluations:mine")
    assert help_on("journal:entry") == help_on("journal:mine")  # the room's, where no own is


@pytest.mark.once
@pytest.mark.parametrize("role", toured_roles())
def test_a_tour_is_short_and_leads_to_real_places(role):
    steps = tour(role)
    assert 2 <= len(steps) <= 5
    for step in steps:
        assert len(step.text.split()) <= 35
        assert not step.place or reverse(step.place)
        assert step.part in ("", "menu", "help")


def test_the_tour_is_shown_until_it_is_ended_and_again_when_asked_for(people, sign_in):
    page = sign_in(people.rina)
    first = "/kerja/hari-ini/"
    assert "Langkah 1 dari 5" in page.get(first).content.decode()
    assert not page.get("/kerja/catatan/").context["tour"]
    second = page.get(f"{first}?tur=2").context["tour"]
    assert [step.is_shown for step in second] == [False, True, False, False, False]
    assert page.get(f"{first}?tur=nine").context["tour"][0].is_shown

    for _time in range(2):
        page.post("/kerja/belajar/perkenalan/selesai/")
    assert not page.get(first).context["tour"]
    assert page.get(f"{first}?tur=1").context["tour"]
    assert User.objects.get(pk=people.rina.user.pk).toured_on
    assert AuditEntry.objects.filter(verb="development.toured").count() == 1


def test_each_role_gets_the_tour_of_its_widest_duty(people):
    assert tour_of(make.actor(people.rina)) == tour(Role.EMPLOYEE)
    assert tour_of(make.actor(people.andi)) == tour(Role.RATER)
    assert tour_of(make.actor(people.hana)) == tour(Role.PERFORMANCE_MANAGER)


def test_the_menu_holds_all_places_of_a_person_once_in_few_groups(people):
    groups = places_of(make.actor(people.hana), "/kerja/siklus/").menu
    urls = [item.url for group in groups for item in group.items]
    assert len(groups) <= len(_HEADINGS)
    assert len(urls) == len(set(urls))
    assert [item.url for group in groups for item in group.items if item.current]


def test_guides_cost_no_query(people, sign_in):
    page = sign_in(people.rina)
    page.get("/kerja/belajar/")
    assert_flat(
        lambda: page.get("/kerja/hari-ini/"),
        lambda: User.objects.filter(pk=people.rina.user.pk).update(toured_on=make.TODAY),
    )
