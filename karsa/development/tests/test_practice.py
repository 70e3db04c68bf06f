"""Practice: real acts in a made-up world, and not one row of the real one changes."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.core import mail
from django.test import Client
from django.urls import reverse

from karsa.audit.queries.proof import prove
from karsa.audit.services.sealing import seal
from karsa.development.models import Practice, Pulse
from karsa.development.queries.practice import account_in, seat_named, seats
from karsa.development.services.practice import begin, take_back
from karsa.inbox.models import Notice, Preference
from karsa.inbox.services.delivery import deliver
from karsa.jobs.services import beat
from karsa.journal.models import DailyEntry
from karsa.journal.tests import make as journal
from karsa.org.models import Employee
from karsa.org.tests import make
from karsa.plans.models import PerformancePlan
from karsa.plans.tests import make as plans
from karsa.tenancy.emptying import empty
from karsa.tenancy.middleware import agency_of
from karsa.tenancy.models import Agency, AgencyModel
from karsa.tenancy.scope import scope

KEY = "0b6e3f5a-6f4e-4a4e-9c1e-000000000001"
SIT = "/kerja/belajar/latihan/peran/"


@pytest.fixture
def today(monkeypatch):
    monkeypatch.setattr("karsa.kit.clock.now", lambda: make.NOW)


def counted(agency):
    """How many rows of each kind an agency has."""
    models = [model for model in apps.get_models() if issubclass(model, AgencyModel)]
    with scope(agency):
        return {m.__name__: m._base_manager.filter(agency=agency).count() for m in models}


def practising(page, who="sari"):
    assert page.post(SIT, {"as": who}).status_code == 302
    return Practice.objects.get().ground


@pytest.mark.usefixtures("today")
def test_every_write_lands_in_the_ground(people, agency, sign_in):
    page = sign_in(people.rina)
    ground = practising(page)
    before, made = counted(agency), counted(ground)
    with scope(ground):
        plan = PerformancePlan.objects.get(assignment__employee__name="Sari Latihan", year=2026)
        about = f"a{plan.actions.earliest('pk').pk}"
    sent = {"key": KEY, "about": about, "quantity": "5", "day": "2026-03-04"}
    assert page.post(reverse("journal:new"), sent).status_code == 302
    page.post(SIT, {"as": "kabid"})
    with scope(ground):
        entry = DailyEntry.objects.get(key=KEY)
    page.post(reverse("journal:accept", args=[entry.pk]))

    after = counted(ground)
    with scope(ground):
        entry.refresh_from_db()
        assert entry.state == DailyEntry.State.ACCEPTED
    assert after["DailyEntry"] == made["DailyEntry"] + 1
    assert after["AuditEntry"] > made["AuditEntry"]
    assert counted(agency) == before


@pytest.mark.usefixtures("today")
def test_real_rows_are_not_there_in_practice_and_are_back_after_it(people, sign_in):
    post = people.rina.assignments.get()
    entry = journal.entry(plans.result(plans.plan(post)))
    address = reverse("journal:entry", args=[entry.pk])
    page = sign_in(people.rina)
    assert page.get(address).status_code == 200

    practising(page)
    assert page.get(address).status_code == 404
    assert (
        "tidak ada yang tersimpan di data asli" in page.get("/kerja/", follow=True).content.decode()
    )
    me = page.get("/api/v1/me").json()
    assert me["account"] != str(people.rina.user.pk)
    assert page.post("/kerja/belajar/latihan/selesai/").status_code == 302
    assert page.get(address).status_code == 200
    assert page.get("/api/v1/me").json()["account"] == str(people.rina.user.pk)
    assert page.get(address, follow=True).context["practice"] is None


@pytest.mark.usefixtures("today")
def test_a_phone_that_keeps_pages_does_not_take_the_news_from_who_reads_them(people, sign_in):
    page = sign_in(people.rina)
    practising(page)
    page.post("/kerja/belajar/latihan/selesai/")
    news = "Anda kembali ke data asli"
    unread = page.get("/kerja/hari-ini/", headers={"X-Karsa-Unread": "1"})
    assert unread.status_code == 200
    assert news not in unread.content.decode()
    assert news in page.get("/kerja/hari-ini/").content.decode()
    assert news not in page.get("/kerja/hari-ini/").content.decode()


@pytest.mark.usefixtures("today")
@pytest.mark.parametrize("who", [seat.who for seat in seats()])
def test_each_seat_opens_what_it_is_told_to_try(who, people, sign_in):
    page = sign_in(people.rina)
    practising(page, who)
    for task in seat_named(who).tasks:
        assert page.get(reverse(task.page), follow=True).status_code == 200, task


@pytest.mark.usefixtures("today")
def test_nothing_leaves(people, sign_in):
    page = sign_in(people.hana)
    ground = practising(page, "hadi")
    period = page.get(reverse("journal:export"))
    assert period.status_code == 409
    with scope(ground):
        user = account_in(ground, seat_named("sari"))
        assert user
        Preference.objects.create(agency=ground, user=user, email="a@b.test", mail="at_once")
        Notice.objects.create(agency=ground, user=user, kind="returned", key="x", at=make.NOW)
    assert deliver(agency=ground, now=make.NOW) == 0
    assert mail.outbox == []
    assert agency_of("anything.test") == people.hana.agency


def test_each_has_a_ground_of_their_own_which_is_taken_back(people, agency):
    rina, dedi = (make.actor(one) for one in (people.rina, people.dedi))
    first = begin(actor=rina)
    assert begin(actor=rina).ground == first.ground
    assert begin(actor=dedi).ground != first.ground
    later = make.NOW + timedelta(days=15)
    begin(actor=make.actor(people.dedi, later))

    assert take_back(agency=agency, now=later) == 1
    with scope(first.ground):
        assert not Employee.objects.filter(agency=first.ground).exists()
    assert begin(actor=make.actor(people.hana, later)).ground == first.ground


def test_use_keeps_a_ground_and_not_only_entering_it(people, agency, sign_in, monkeypatch):
    monkeypatch.setattr("karsa.kit.clock.now", lambda: make.NOW)
    page = sign_in(people.rina)
    practising(page)
    used = make.NOW + timedelta(days=10)
    monkeypatch.setattr("karsa.kit.clock.now", lambda: used)
    page.get("/kerja/", follow=True)

    assert Practice.objects.get().used_on == used.date()
    assert take_back(agency=agency, now=make.NOW + timedelta(days=24)) == 0
    assert take_back(agency=agency, now=make.NOW + timedelta(days=25)) == 1


def test_no_beat_visits_a_ground(people, agency, monkeypatch):
    begin(actor=make.actor(people.rina))
    visited: list[Agency] = []
    monkeypatch.setattr("karsa.jobs.services.BEATS", [lambda one, _now: visited.append(one)])
    beat(make.NOW)
    assert visited == [agency]


@pytest.mark.usefixtures("today")
def test_a_ground_taken_back_ends_the_practice(people, agency, sign_in):
    page = sign_in(people.rina)
    practising(page)
    take_back(agency=agency, now=make.NOW + timedelta(days=15))
    assert page.get("/kerja/", follow=True).context["practice"] is None


@pytest.mark.usefixtures("today")
def test_starting_over_lays_the_same_again(people, agency, sign_in):
    page = sign_in(people.rina)
    ground = practising(page)
    made = counted(ground)
    with scope(ground):
        DailyEntry.objects.filter(agency=ground).delete()
    page.post("/kerja/belajar/latihan/ulang/")
    again = counted(ground)
    assert {**again, "AuditEntry": 0} == {**made, "AuditEntry": 0}


def test_an_agency_people_work_in_is_never_emptied(agency):
    with pytest.raises(ValueError, match="only an agency of practice"):
        empty(agency)
    assert Agency.objects.real().get() == agency


@pytest.mark.usefixtures("today")
def test_a_sealed_ground_can_be_laid_anew_and_taken_back(people, agency, sign_in):
    page = sign_in(people.rina)
    ground = practising(page)
    with scope(ground):
        assert seal(ground, make.NOW)
    assert page.post("/kerja/belajar/latihan/ulang/").status_code == 302
    assert take_back(agency=agency, now=make.NOW + timedelta(days=15)) == 1
    with scope(ground):
        assert prove(ground, make.NOW).is_whole


@pytest.mark.usefixtures("today")
def test_a_page_of_practice_writes_nothing_once_practice_is_over(people, agency):
    page = Client(enforce_csrf_checks=True)
    page.force_login(people.hana.user)
    token = page.get("/api/v1/me").json()["token"]
    assert page.post(SIT, {"as": "hadi", "csrfmiddlewaretoken": token}).status_code == 302
    stale = page.get("/api/v1/me").json()["token"]
    said = {"name": "Karangan", "closes": "2026-12-01", "csrfmiddlewaretoken": token}
    assert page.post("/kerja/belajar/denyut/baru/", said).status_code == 403  # from a real page

    said["csrfmiddlewaretoken"] = stale
    assert page.post("/kerja/belajar/latihan/selesai/", said).status_code == 302
    assert page.post("/kerja/belajar/denyut/baru/", said).status_code == 403
    assert not Pulse.objects.exists()


@pytest.mark.usefixtures("today")
def test_what_is_sent_after_the_ground_is_gone_is_not_done_for_real(people, agency, sign_in):
    page = sign_in(people.hana)
    practising(page, "hadi")
    take_back(agency=agency, now=make.NOW + timedelta(days=15))
    said = {"name": "Karangan", "closes": "2026-12-01"}
    assert page.post("/kerja/belajar/denyut/baru/", said).status_code == 409
    assert not Pulse.objects.exists()
    assert page.get("/kerja/", follow=True).context["practice"] is None
