"""After the decision: who may read of it, and the money that goes with it."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from karsa.consequences import services
from karsa.consequences.models import Reward
from karsa.consequences.queries.recognition import recognised
from karsa.consequences.tests import make
from karsa.consequences.tests.test_rewards import verbs
from karsa.rules.refused import Refused


class TestRecognition:
    def test_persons_by_their_consent_which_they_take_back(self, people):
        row = make.reward(people)
        assert recognised(row.agency) == []
        with pytest.raises(PermissionDenied):
            services.consent(actor=make.at(people.andi), reward_id=row.pk, agrees=True)

        services.consent(actor=make.at(people.rina), reward_id=row.pk, agrees=True)
        assert [one.name for one in recognised(row.agency, people.office)] == ["Rina Kartikasari"]
        assert Reward.objects.visible_to(make.at(people.budi)).exists()

        services.consent(actor=make.at(people.rina), reward_id=row.pk, agrees=False)
        assert recognised(row.agency) == []
        assert not Reward.objects.visible_to(make.at(people.budi)).exists()
        assert verbs()[-2:] == ["reward.consented", "reward.consent_withdrawn"]


class TestMoney:
    def test_takes_two(self, people):
        row = make.incentive(people)
        answer: Any = {"incentive_id": row.pk, "approves": True, "reason": ""}
        for who in (people.hana, people.rina, people.andi):
            with pytest.raises(PermissionDenied):
                services.answer_incentive(actor=make.at(who), **answer)
        row = services.answer_incentive(actor=make.at(people.regent, make.LATER), **answer)

        assert (row.state, row.answered_by) == ("approved", people.regent)
        with pytest.raises(Refused, match="sudah dijawab"):
            services.answer_incentive(actor=make.at(people.regent), **answer)
        assert verbs()[-1] == "reward.incentive_approved"

    def test_what_was_refused_is_proposed_anew(self, people):
        row = make.incentive(people)
        no: Any = {"incentive_id": row.pk, "approves": False, "reason": "Mata anggaran keliru"}
        services.answer_incentive(actor=make.at(people.regent, make.LATER), **no)
        again = services.propose_incentive(
            actor=make.at(people.hana, make.LATER),
            reward_id=row.reward_id,
            amount=2_500_000,
            legal_basis="Peraturan Bupati 7/2026",
            budget_line="5.1.02.02.01.0081",
        )
        assert (again.pk, again.state, again.answered_by) == (row.pk, "proposed", None)

    def test_is_proposed_once_with_its_basis(self, people):
        row = make.incentive(people)
        again: Any = {
            "reward_id": row.reward_id,
            "amount": 1,
            "legal_basis": "x",
            "budget_line": "y",
        }
        with pytest.raises(Refused, match="dua kali"):
            services.propose_incentive(actor=make.at(people.hana), **again)
        with pytest.raises(Refused, match="dasar hukum"):
            services.propose_incentive(actor=make.at(people.hana), **again | {"legal_basis": " "})
        with pytest.raises(PermissionDenied):
            services.propose_incentive(actor=make.at(people.andi), **again)
