"""Second raters: drawn, unseen, for the figures alone."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from karsa.evaluations import services
from karsa.evaluations.models import Evaluation, RaterEffect, SecondRating
from karsa.evaluations.services.measuring import measure
from karsa.evaluations.tests import make
from karsa.kit.testing import assert_flat
from karsa.org.tests import make as org
from karsa.rules.refused import Refused

BOTH = {"result_rating": "below", "behaviour_rating": "meets"}


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    now = datetime.combine(make.DAY, datetime.min.time(), UTC)
    monkeypatch.setattr("karsa.kit.clock.now", lambda: now)


def test_who_is_drawn_is_far_from_the_person(people):
    second = make.second(people)

    assert second.rater == people.budi
    assert {one.rater for one in SecondRating.objects.all()} == {people.budi, people.andi}


def drawn(people):
    draw: dict[str, Any] = {"period": make.quarter(people), "seed": "4711", "wanted": 9}
    made = services.draw_seconds(actor=make.at(people.hana), **draw)
    return dict(made.ratings.values_list("evaluation__assignment__employee__name", "rater"))


def test_who_sat_in_a_calibration_is_not_drawn_for_its_people(people):
    session = make.session(people)
    make.case_of(session, people.dedi).delete()
    session.members.create(agency=session.agency, employee=people.budi)
    make.elsewhere_decided(people)

    found = drawn(people)
    assert people.rina.name not in found
    assert found[people.dedi.name] == people.budi.pk


def test_who_talked_a_person_over_meanwhile_does_not_rate_them_a_second_time(people):
    second = make.second(people)
    session = make.voted(people)
    session.members.create(agency=session.agency, employee=people.budi)
    with pytest.raises(Refused, match="sudah tahu nilainya"):
        services.rate_second(actor=make.at(people.budi), second=second, **BOTH)

    assert services.decline_second(actor=make.at(people.budi), second=second).declined_on


def test_the_second_rater_reads_the_evidence_and_not_the_rating(people, sign_in):
    second = make.second(people)
    Evaluation.objects.update(departure_reason="Rahasia penilai", recommendation="Rahasia juga")
    client = sign_in(people.budi)

    assert_flat(lambda: client.get(reverse("evaluations:second", args=[second.pk])), lambda: None)
    shown = client.get(reverse("evaluations:second", args=[second.pk])).content.decode()
    assert people.rina.full_name in shown
    assert "Catatan terverifikasi ada di" in shown
    assert "Rahasia" not in shown
    assert people.andi.full_name not in shown.split("verifikasi")[0]
    assert_flat(lambda: client.get(reverse("evaluations:seconds")), lambda: None)


def test_a_second_rating_links_raters_and_changes_no_result(people):
    second = make.second(people)
    before = list(Evaluation.objects.order_by("pk").values())
    services.rate_second(actor=make.at(people.budi), second=second, **BOTH)
    period = make.quarter(people)
    measure(agency=period.agency, period=period, now=org.NOW)

    assert list(Evaluation.objects.order_by("pk").values()) == before
    effects = {one.rater: one for one in RaterEffect.objects.all()}
    assert {one.component for one in effects.values()} == {0}
    assert effects[people.budi].people == 1  # only Wati is his
    with pytest.raises(Refused, match="sudah Anda nilai"):
        services.rate_second(actor=make.at(people.budi), second=second, **BOTH)
    with pytest.raises(Refused, match="sudah Anda nilai"):
        services.decline_second(actor=make.at(people.budi), second=second)


def test_who_declines_is_asked_no_more(people):
    second = make.second(people)
    services.decline_second(actor=make.at(people.budi), second=second)

    assert not SecondRating.objects.visible_to(make.at(people.budi)).exists()
    with pytest.raises(PermissionDenied):
        services.rate_second(actor=make.at(people.budi), second=second, **BOTH)


def test_who_may_draw_and_rate(people):
    period = make.quarter(people)
    draw: dict[str, Any] = {"period": period, "seed": "4711", "wanted": 2}
    with pytest.raises(PermissionDenied):
        services.draw_seconds(actor=make.at(people.andi), **draw)
    with pytest.raises(Refused, match="Belum ada penilaian"):
        services.draw_seconds(actor=make.at(people.hana), **draw)
    second = make.second(people)
    with pytest.raises(Refused, match="sudah diundi"):
        services.draw_seconds(actor=make.at(people.hana), **draw)
    for person in (people.andi, people.sinta):
        with pytest.raises(PermissionDenied):
            services.rate_second(actor=make.at(person), second=second, **BOTH)
