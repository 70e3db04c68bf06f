"""What one gets out of it comes early, and to one's own eyes."""

import pytest
from django.urls import reverse

from karsa.development.queries.benefits import benefits_of
from karsa.feedback.models import Feedback
from karsa.journal.tests import make as journal
from karsa.kit.testing import assert_flat
from karsa.org.tests import make
from karsa.plans.tests import make as plans


@pytest.fixture
def result(people):
    return plans.result(plans.plan(people.rina.assignments.get()))


def praise(result, giver):
    return Feedback.objects.create(
        agency=result.agency,
        employee=result.plan.assignment.employee,
        plan=result.plan,
        result=result,
        giver=giver,
        tone=Feedback.Tone.POSITIVE,
        text="Rapi dan cepat",
        day=make.TODAY,
        given_at=make.NOW,
    )


def test_the_first_praise_and_what_is_not_typed_again(people, result):
    assert not benefits_of(make.actor(people.rina))
    praise(result, people.andi)
    journal.entry(result, state="accepted")
    journal.entry(result, state="draft")

    found = benefits_of(make.actor(people.rina))
    assert found.praise
    assert (found.entries, found.minutes, found.month_entries, found.days) == (1, 2, 1, 1)
    assert not benefits_of(make.actor(people.dedi))


def test_home_asks_for_it_later_and_the_card_costs_the_same_for_many(
    people, result, sign_in, monkeypatch
):
    monkeypatch.setattr("karsa.kit.clock.now", lambda: make.NOW)
    page = sign_in(people.rina)
    address = reverse("development:benefits")
    assert f'hx-get="{address}"' in page.get("/kerja/hari-ini/").content.decode()
    praise(result, people.andi)
    assert_flat(lambda: page.get(address), lambda: journal.entry(result))
    card = page.get(address, headers={"HX-Request": "true"}).content.decode()
    assert "Pujian pertama Anda" in card
    assert "<html" not in card
