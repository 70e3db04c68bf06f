"""Recognition on the portal: units, and persons as long as they agree."""

import pytest
from django.urls import reverse

from karsa.consequences import services
from karsa.consequences.models import Nomination, Reward
from karsa.consequences.tests import make
from karsa.kit.testing import assert_flat
from karsa.org.tests import make as org

HOME, ALL = reverse("portal:home"), reverse("portal:rewards")


@pytest.fixture(autouse=True)
def now(monkeypatch):
    monkeypatch.setattr("karsa.kit.clock.now", lambda: org.NOW)


def test_a_person_is_named_only_while_they_agree(people, client):
    row = make.reward(people)
    for agrees in (False, True, False):
        services.consent(actor=make.at(people.rina), reward_id=row.pk, agrees=agrees)
        text = client.get(ALL).content.decode()
        assert ("Rina Kartikasari" in text) is agrees
        assert people.rina.nip not in text


def test_the_front_page_leads_there_and_names_nobody(people, client):
    row = make.reward(people)
    services.consent(actor=make.at(people.rina), reward_id=row.pk, agrees=True)
    text = client.get(HOME).content.decode()
    assert f'href="{ALL}"' in text
    assert "Rina Kartikasari" not in text


def test_pages_cost_the_same_for_many(people, client):
    row = make.reward(people)
    services.consent(actor=make.at(people.rina), reward_id=row.pk, agrees=True)

    def grow() -> None:
        for number, person in enumerate((people.budi, people.dedi)):
            other = Nomination.objects.create(
                agency=row.agency,
                round=row.nomination.round,
                employee=person,
                by=people.andi,
                reason="Teladan",
                on=row.decided_on,
                found_on=row.decided_on,
            )
            Reward.objects.create(
                **{name: getattr(row, name) for name in ("agency", "award", "rule", "reason")},
                nomination=other,
                employee=person,
                year=row.year + number,
                decided_by=people.regent,
                decided_on=row.decided_on,
                consented_on=row.decided_on,
            )

    assert_flat(lambda: client.get(ALL, {"x": "1"}), grow)
