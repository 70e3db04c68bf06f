"""Pages: what they cost, and what a stranger or a citizen reads of them."""

from datetime import timedelta

import pytest

from karsa.consequences.models import Nomination
from karsa.consequences.services import consent
from karsa.consequences.tests import make
from karsa.kit import clock
from karsa.kit.testing import assert_flat
from karsa.org.tests import make as org

ROOM = "/kerja/tindak-lanjut/"


@pytest.mark.once
def test_a_round_costs_the_same_for_one_nomination_or_many(people, sign_in):
    made = make.nomination(people)
    browser = sign_in(people.hana)

    def grow():
        for name in ("Wati", "Made", "Komang"):
            person = org.employee(people.rina.agency, name)
            org.assignment(person, people.clinic)
            make.nomination(people, made.round, employee=person)

    assert_flat(lambda: browser.get(f"{ROOM}penghargaan/putaran/{made.round_id}/"), grow)
    assert Nomination.objects.count() == 4


@pytest.mark.once
@pytest.mark.parametrize("page", ["", "perbaikan/", "penghargaan/"])
def test_lists_cost_the_same_for_one_row_or_two(people, sign_in, page):
    make.reward(people)
    made = make.improvement(people)
    browser = sign_in(people.hana)

    def grow():
        made.pk, made.employee = None, people.dedi
        made.evaluation = make.result(people, people.dedi, annual=True, grade="poor")
        made.save()

    assert_flat(lambda: browser.get(ROOM + page), grow)


@pytest.mark.once
def test_citizens_read_of_a_person_only_as_long_as_they_consent(people, client, monkeypatch):
    row = make.reward(people)
    unit = f"/unit/{people.clinic.pk}/"
    assert "Rina" not in client.get(unit).text

    for agrees in (True, False):
        day = make.LATER + timedelta(days=agrees)
        actor = make.at(people.rina, day)
        monkeypatch.setattr(clock, "now", lambda now=actor.now: now)
        consent(actor=actor, reward_id=row.pk, agrees=agrees)
        assert ("Rina Kartikasari" in client.get(unit).text) is agrees
        assert people.rina.nip not in client.get(unit).text


def test_a_refusal_keeps_what_was_typed(people, sign_in):
    made = make.nomination(people)
    typed = {"candidate": "Budi", "reason": "Melayani sampai malam"}
    answer = sign_in(people.andi).post(
        f"{ROOM}penghargaan/putaran/{made.round_id}/usulkan/", {**typed, "candidate": "Tak Ada"}
    )
    assert "tidak ditemukan" in answer.text
    assert "Melayani sampai malam" in answer.text
