"""Bad input of issue 5: refused with the reason, and no way from an employee to the own grade."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from karsa.evaluations import services
from karsa.evaluations.models import Evaluation
from karsa.evaluations.services.objecting import Verdict
from karsa.evaluations.tests import make
from karsa.feedback.tests import make as feedback
from karsa.files.store import path_of
from karsa.journal.tests import make as journal
from karsa.org.models import Period, RaterLine
from karsa.rules.refused import Refused


def decide(people, plan, **over):
    choice = {"result_rating": "meets", "behaviour_rating": "meets"} | over
    actor, period = make.at(people.andi), make.quarter(people)
    return services.decide(actor=actor, plan=plan, period=period, reason=make.WELL, **choice)


@pytest.mark.parametrize("field", ["result_rating", "behaviour_rating"])
@pytest.mark.parametrize("code", ["", "5", "excellent"])
def test_a_rating_outside_the_scale(people, field, code):
    with pytest.raises(Refused, match="Pilih rating"):
        decide(people, make.plan(people.rina), **{field: code})


def test_an_objection_is_not_changed_to_a_rating_outside_the_scale(people):
    objection = make.objected(people)
    services.explain(actor=make.at(people.andi), objection_id=objection.pk, text="Bukti Maret")
    words = Verdict("changes", "Bukti cukup", result_rating="5", behaviour_rating="meets")
    with pytest.raises(Refused, match="pilih rating baru"):
        services.decide_objection(
            actor=make.at(people.sinta), objection_id=objection.pk, verdict=words
        )


def test_two_raters_on_a_date(people):
    plan = make.plan(people.rina)
    RaterLine.objects.create(
        agency=plan.agency,
        assignment=plan.assignment,
        rater=people.budi,
        starts=date(2025, 6, 1),
        ends=date(2026, 12, 31),
    )
    for rater in (people.andi, people.budi):
        with pytest.raises((Refused, PermissionDenied)):
            services.decide(
                actor=make.at(rater),
                plan=plan,
                period=make.quarter(people),
                result_rating="meets",
                behaviour_rating="meets",
                reason=make.WELL,
            )


def test_a_missing_period_and_a_period_of_another_year(people, sign_in):
    plan = make.plan(people.rina)
    client = sign_in(people.andi)
    assert client.get(reverse("evaluations:assess", args=[plan.pk, 999])).status_code == 404
    other = Period.objects.create(
        agency=plan.agency,
        year=2025,
        number=4,
        name="Triwulan 4",
        starts=date(2025, 10, 1),
        ends=date(2025, 12, 31),
    )
    with pytest.raises(Refused):
        services.decide(
            actor=make.at(people.andi, date(2026, 1, 5)),
            plan=plan,
            period=other,
            result_rating="meets",
            behaviour_rating="meets",
            reason=make.WELL,
        )


def test_a_document_whose_checksum_no_longer_matches_is_not_opened(people, sign_in, monkeypatch):
    now = make.at(people.andi).now
    monkeypatch.setattr("karsa.kit.clock.now", lambda: now)
    paper = make.signed(people).papers.get(code="D.1.1")
    address = reverse("evaluations:paper", args=[paper.pk])
    client = sign_in(people.andi)
    answer = client.get(address)
    assert b"".join(answer.streaming_content).startswith(b"%PDF")

    path = path_of(paper.file)
    whole = path.read_bytes()
    path.write_bytes(whole + b" ")
    try:
        assert client.get(address).status_code == 409
    finally:
        path.write_bytes(whole)


def test_nothing_an_employee_does_reaches_the_own_grade(people):
    row = make.delivered(people)
    before = Evaluation.objects.filter(pk=row.pk).values().get()
    journal.accepted(row.plan.results.get(), day=date(2026, 3, 30), quantity=500)
    feedback.feedback(row.plan, giver=people.dedi, source="peer")
    row.plan.results.update(text="Diganti")

    assert Evaluation.objects.filter(pk=row.pk).values().get() == before
    rina, plan = make.at(people.rina), row.plan
    acts = (
        lambda: services.decide(
            actor=rina,
            plan=plan,
            period=row.period,
            result_rating="above",
            behaviour_rating="above",
            reason=make.WELL,
        ),
        lambda: services.reopen(actor=rina, evaluation_id=row.pk),
        lambda: services.sign(actor=rina, evaluation_id=row.pk),
        lambda: services.take_over(actor=rina, plan=plan, period=row.period, reason="Saya"),
        lambda: services.close_period(actor=rina, period=row.period, reason="Saya"),
        lambda: services.set_organisation_grade(
            actor=rina, unit=people.clinic, period=row.period, level="excellent"
        ),
    )
    for act in acts:
        with pytest.raises(PermissionDenied):
            act()
    assert Evaluation.objects.filter(pk=row.pk).values().get() == before
