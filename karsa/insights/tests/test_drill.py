"""The way down from a goal to the evidence: unbroken for a person's line, closed to all others."""

import pytest

from karsa.accounts.roles import Role
from karsa.insights.tests import make as steps
from karsa.journal.tests import make as journal
from karsa.kit.testing import assert_flat
from karsa.org.tests import make
from karsa.plans.tests import make as plans


@pytest.fixture
def way(people):
    return steps.way(people)


def addresses(people, way):
    home = f"/kerja/telusur/{way.indicator.pk}"
    return {
        "goals": "/kerja/telusur/",
        "goal": f"/kerja/telusur/tujuan/{way.goal.pk}/",
        "indicator": f"{home}/",
        "unit": f"{home}/unit/{people.clinic.pk}/",
        "head": f"{home}/hasil/{way.head.pk}/",
        "result": f"{home}/hasil/{way.result.pk}/",
        "entry": f"{home}/hasil/{way.result.pk}/{way.entry.pk}/",
    }


@pytest.mark.parametrize("who", ["andi", "sinta", "hana"])
def test_whoever_stands_above_walks_to_the_evidence_link_by_link(who, people, way, sign_in):
    client, steps_down = sign_in(getattr(people, who)), list(addresses(people, way).values())
    shown = [client.get(url).content.decode() for url in steps_down]

    for page, following in zip(shown[:3], steps_down[1:4], strict=True):
        assert following in page
    assert steps_down[4] in shown[3]
    assert steps_down[5] in shown[3]
    assert steps_down[6] in shown[5]
    assert f"/kerja/catatan/bukti/{way.entry.evidence.get().pk}/" in shown[6]
    for page in shown[1:]:
        assert steps_down[0] in page


def test_the_head_of_region_reads_units_and_heads_but_no_juniors(people, way, sign_in):
    client, at = sign_in(people.regent), addresses(people, way)

    unit = client.get(at["unit"]).content.decode()

    assert people.andi.name in unit  # she reviews his rating
    assert people.rina.name not in unit
    assert "1 orang bekerja untuk indikator ini" in unit
    assert client.get(at["head"]).status_code == 200
    assert client.get(at["result"]).status_code == 404
    assert client.get(at["entry"]).status_code == 404


def test_a_head_elsewhere_sees_units_and_nobody(people, way, sign_in):
    client, at = sign_in(people.budi), addresses(people, way)

    unit = client.get(at["unit"]).content.decode()

    assert people.andi.name not in unit
    assert people.rina.name not in unit
    assert client.get(at["head"]).status_code == 404


def test_the_evaluation_team_sees_progress_and_the_inspector_nobody(people, way, sign_in):
    make.grant(people.dedi, Role.EVALUATION_TEAM, people.office.path)
    make.grant(people.budi, Role.INSPECTOR)
    at = addresses(people, way)

    assert sign_in(people.dedi).get(at["entry"]).status_code == 200
    assert sign_in(people.budi).get(at["entry"]).status_code == 404


def test_staff_do_not_drill(people, way, sign_in):
    for url in addresses(people, way).values():
        assert sign_in(people.rina).get(url).status_code == 403


def test_a_result_is_reached_only_by_the_indicator_it_serves(people, way, sign_in):
    other = plans.result(way.result.plan)
    url = f"/kerja/telusur/{way.indicator.pk}/hasil/{other.pk}/"

    assert sign_in(people.andi).get(url).status_code == 404


@pytest.mark.parametrize("step", ["goals", "goal", "indicator", "unit", "head", "result", "entry"])
def test_every_step_costs_the_same_for_one_and_many(step, people, way, sign_in):
    def grow():
        for _ in range(3):
            journal.evidence(journal.accepted(way.result))
            person = make.employee(people.clinic.agency)
            make.rater(make.assignment(person, people.clinic), people.andi, people.sinta)
            plans.result(plans.plan(person.assignments.get()), supports=way.head)

    client, url = sign_in(people.andi), addresses(people, way)[step]
    assert_flat(lambda: client.get(url), grow)
