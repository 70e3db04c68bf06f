"""A person's deadlines, and the secret address a calendar reads them at."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from karsa.evaluations.models import DeadlineFeed
from karsa.evaluations.queries.deadlines import deadlines_of
from karsa.evaluations.services.feeds import make_feed, revoke_feed
from karsa.evaluations.services.objecting import object_to
from karsa.evaluations.tests import make
from karsa.org.models import Grace
from karsa.org.tests import make as org
from karsa.plans.tests import make as plans


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: org.NOW)


def address(secret):
    return reverse("evaluations:calendar", args=[secret])


def test_a_calendar_reads_the_deadlines_without_a_session(people, agency):
    plans.action(plans.result(plans.plan(people.rina.assignments.get())))
    org.quarter(agency)
    answer = Client().get(address(make_feed(actor=org.actor(people.rina))))

    text = answer.content.decode()
    assert answer["Content-Type"].startswith("text/calendar")
    assert not answer.cookies
    assert "Selesai: Memeriksa ibu hamil" in text
    assert "lengkapi catatan dan bukti" in text
    assert people.rina.name not in text
    assert people.rina.nip not in text


def test_who_rates_reads_when_to_rate(people, agency):
    org.quarter(agency)

    titles = [one.title for one in deadlines_of(org.actor(people.andi))]
    assert "Evaluasi Triwulan 1 2026: batas menilai" in titles


def test_a_revoked_and_a_replaced_address_answer_no_longer(people):
    rina = org.actor(people.rina)
    first = make_feed(actor=rina)
    second = make_feed(actor=rina)

    assert Client().get(address(first)).status_code == 404
    assert Client().get(address(second)).status_code == 200
    revoke_feed(actor=rina)
    revoke_feed(actor=rina)
    assert Client().get(address(second)).status_code == 404
    assert second not in str(DeadlineFeed.objects.values_list("digest"))


def test_who_left_has_no_calendar(people):
    secret = make_feed(actor=org.actor(people.rina))
    people.rina.is_active = False
    people.rina.save()

    assert Client().get(address(secret)).status_code == 404


def test_the_page_shows_the_address_once(people, sign_in):
    rina = sign_in(people.rina)
    made = rina.post(reverse("evaluations:make_feed")).content.decode()

    assert ".ics" in made
    assert ".ics" not in rina.get(reverse("evaluations:feed")).content.decode()
    rina.post(reverse("evaluations:revoke_feed"))
    assert not DeadlineFeed.objects.exists()


def test_an_outage_extends_the_term_of_an_objection(people, agency):
    row = make.received(people)
    assert row.received_on
    rina = make.at(people.rina)
    before = [one.day for one in deadlines_of(rina) if one.key == f"evaluasi-{row.pk}"]
    assert row.received_on
    days = {"starts": row.received_on + timedelta(days=1), "ends": row.received_on + timedelta(7)}
    about = {"unit": people.clinic, "kind": "outage", "reason": "Banjir"}
    Grace.objects.create(agency=agency, **days, **about)
    after = [one.day for one in deadlines_of(rina) if one.key == f"evaluasi-{row.pk}"]

    assert after > before
    late = make.days_later(rina, (after[0] - rina.today).days)
    assert object_to(actor=late, evaluation_id=row.pk, reason="Buktinya ada").filed_on == after[0]
