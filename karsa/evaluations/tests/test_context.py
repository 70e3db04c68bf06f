"""What surrounds the evidence: promised support first, labelled context, never counted."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from karsa.evaluations.queries.context import context_of
from karsa.evaluations.queries.proposal import proposal_for
from karsa.evaluations.tests import make
from karsa.evaluations.tests.test_proposal import _indicator
from karsa.indicators.models import (
    InnovationMember,
    NodeLink,
    PerformanceNode,
    StrategicPlan,
    VoiceSource,
)
from karsa.indicators.tests import make as indicators
from karsa.kit.testing import assert_flat
from karsa.monitoring.tests import make as monitoring
from karsa.org.models import Service
from karsa.plans.models import MatrixCell, MatrixColumn, MatrixRow, RoleResultMatrix
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


def around(plan, people):
    return context_of(plan, make.quarter(people))


def test_support_that_did_not_come_stands_first_and_suggests_the_adjustment(people, plan, sign_in):
    came, missing = (
        monitoring.promise(people.rina, "Kendaraan"),
        monitoring.promise(people.rina, "Tenaga tambahan"),
    )
    monitoring.answer(came)
    monitoring.answer(missing, "not", note="Formasi ditunda")

    found = around(plan, people)
    assert [one.text for one in found.support] == ["Tenaga tambahan", "Kendaraan"]
    assert found.parts[0][0] == "Dukungan yang dijanjikan"
    address = reverse("evaluations:context", args=[plan.pk, make.quarter(people).pk])
    page = sign_in(people.andi).get(address).content.decode()
    assert "Pasal 11 ayat (2)" in page
    assert page.index("Tenaga tambahan") < page.index("Kendaraan")
    screen = reverse("evaluations:assess", args=[plan.pk, make.quarter(people).pk])
    shown = sign_in(people.andi).get(screen).content.decode()
    assert shown.index(address) < shown.index("Usulan: hasil")


def test_the_part_in_the_matrix_and_innovations_are_told(people, plan, agency):
    matrix = RoleResultMatrix.objects.create(
        agency=agency, unit=people.clinic, year=2026, title="MPH Puskesmas"
    )
    column = MatrixColumn.objects.create(agency=agency, matrix=matrix, order=1, text="Ibu selamat")
    row = MatrixRow.objects.create(
        agency=agency, matrix=matrix, order=1, assignment=plan.assignment
    )
    MatrixCell.objects.create(agency=agency, row=row, column=column, order=1, text="Kelas ibu")
    own = indicators.innovation(people.clinic, people.andi, title="Antrean lewat pesan")
    InnovationMember.objects.create(agency=agency, innovation=own, employee=people.rina)
    indicators.innovation(people.clinic, people.rina, state="idea", changed_on=None)

    found = around(plan, people)
    assert [(one.text, one.note) for one in found.roles] == [
        ("Kelas ibu", "untuk Ibu selamat (MPH Puskesmas)")
    ]
    assert [(one.text, one.label) for one in found.innovations] == [
        ("Antrean lewat pesan", "Berjalan")
    ]


def test_outcomes_carry_their_control_and_the_voice_of_citizens(people, plan, agency):
    renstra = StrategicPlan.objects.create(
        agency=agency, name="Renstra", first_year=2025, last_year=2029
    )
    top, low = (
        PerformanceNode.objects.create(
            agency=agency, plan=renstra, code=code, level="S1", text=text
        )
        for code, text in (("A", "Ibu dan bayi selamat"), ("B", "Pelayanan ibu hamil"))
    )
    NodeLink.objects.create(agency=agency, child=low, parent=top)
    output = indicators.indicator(
        people.clinic, {"quality": "low_control"}, name="Kunjungan K6", node=low
    )
    above = indicators.indicator(people.office, name="Kematian ibu", node=top)
    service = Service.objects.create(agency=agency, unit=people.clinic, name="Poli KIA")
    VoiceSource.objects.create(
        agency=agency, indicator=above, voice="survey", service=service, statistic="index"
    )
    plans.measure(plan.results.get(), indicator=output)

    told = {one.text: one for one in around(plan, people).outcomes}
    assert told["Kunjungan K6"].label == "Output kendali rendah"
    assert told["Kematian ibu"].label == "Outcome: kendali bersama banyak pihak"
    assert "Ibu dan bayi selamat · dari suara warga" in told["Kematian ibu"].note


def test_nothing_of_it_moves_the_proposal(people, plan):
    period = make.quarter(people)
    before = proposal_for(plan, period, make.DAY).ratings
    monitoring.answer(monitoring.promise(people.rina), "not")
    indicators.innovation(people.clinic, people.rina)

    assert proposal_for(plan, period, make.DAY).ratings == before


def test_it_is_kept_with_the_decision_and_printed_with_the_explanation(people, plan, sign_in):
    monitoring.answer(monitoring.promise(people.rina), "not")
    row = make.delivered(people)
    monitoring.promise(people.rina, "Sesudah keputusan")
    rina = sign_in(people.rina)

    for page in ("result", "explanation"):
        shown = rina.get(reverse(f"evaluations:{page}", args=[row.pk])).content.decode()
        assert "Kendaraan dua hari sepekan" in shown
        assert "Sesudah keputusan" not in shown
    assert "diverifikasi" in shown
    assert "<details" not in shown
    assert row.proposal["context"][0]["heading"] == "Dukungan yang dijanjikan"


def test_it_costs_the_same_for_many(people, plan, sign_in):
    plans.measure(plan.results.get(), indicator=_indicator(people))
    andi = sign_in(people.andi)
    address = reverse("evaluations:context", args=[plan.pk, make.quarter(people).pk])

    def more():
        for number in range(3):
            monitoring.answer(monitoring.promise(people.rina, f"Janji {number}"))
            indicators.innovation(people.clinic, people.rina)
            plans.measure(plan.results.get(), indicator=_indicator(people, f"Lain {number}"))

    assert_flat(lambda: andi.get(address), more)
