"""The screen and the result with everything on them: still ten queries."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from karsa.evaluations.tests import make
from karsa.evaluations.tests.test_proposal import _indicator
from karsa.kit.testing import assert_flat
from karsa.plans.tests import make as plans


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    now = datetime.combine(make.DAY, datetime.min.time(), UTC)
    monkeypatch.setattr("karsa.kit.clock.now", lambda: now)


@pytest.fixture
def plan(people):
    found = make.plan(people.rina)
    make.evidence(found)
    return found


def _costs(client, address, *said):
    shown = client.get(address).content.decode()
    assert [words for words in said if words not in shown] == []
    assert_flat(lambda: client.get(address), lambda: None)


def test_the_screen_with_indicators_and_an_earlier_decision(people, plan, sign_in):
    plans.measure(plan.results.get(), indicator=_indicator(people))
    written = {plan.results.get().pk: "Sesuai buku KIA"}
    reason = "Angka Maret masih ganda di dua register"
    row = make.decided(people, reason=reason, realisations=written)

    address = reverse("evaluations:assess", args=[plan.pk, row.period_id])

    _costs(sign_in(people.andi), address, "Sesuai buku KIA", reason)


@pytest.mark.parametrize("reader", ["rina", "andi", "sinta"])
def test_the_result_with_a_level_and_an_objection(people, plan, sign_in, reader):
    make.level(people)
    objection = make.objected(people, with_file=True)

    address = reverse("evaluations:result", args=[objection.evaluation_id])

    _costs(sign_in(getattr(people, reader)), address, "Keberatan diajukan", "Baik")
