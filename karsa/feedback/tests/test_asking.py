"""Feedback from others: asked of colleagues, invited by a link, shown on a wall by choice."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from karsa.audit.models import AuditEntry
from karsa.evaluations.queries.proposal import proposal_for
from karsa.feedback import services
from karsa.feedback.models import Feedback, FeedbackRequest
from karsa.feedback.policies import source_of
from karsa.feedback.queries import asked_by
from karsa.feedback.services.asking import About
from karsa.feedback.tests import make
from karsa.files.tests import make as files
from karsa.kit.testing import assert_flat
from karsa.org.models import TeamMember, WorkTeam
from karsa.org.tests import make as org
from karsa.plans.models import PerformancePlan
from karsa.plans.tests import make as plans
from karsa.portal.door import new_ticket
from karsa.rules.refused import Refused

Source = Feedback.Source
WORK = "Pelayanan posyandu di Desa Melati"


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: org.NOW)
    monkeypatch.setattr("karsa.kit.clock.now", lambda: org.NOW)


@pytest.fixture
def plan(people) -> PerformancePlan:
    made = plans.plan(people.rina.assignments.get())
    plans.result(made)
    return made


@pytest.fixture
def act(people):
    return lambda name: org.actor(getattr(people, name))


def body(response):
    return response.content.decode()


def team(people, *members, leader=None) -> None:
    made = WorkTeam.objects.create(
        agency=people.clinic.agency, unit=people.clinic, name="Tim gizi", starts=org.YEAR_START
    )
    for one in members:
        TeamMember.objects.create(
            agency=made.agency,
            team=made,
            assignment=one.assignments.get(),
            is_leader=one == leader,
            starts=org.YEAR_START,
        )


def test_a_work_team_ties_people_of_other_units(plan, people, act):
    assert source_of(act("hana"), plan) is None
    team(people, people.rina, people.hana, people.budi, leader=people.budi)

    assert source_of(act("hana"), plan) is Source.PEER
    assert source_of(act("budi"), plan) is Source.LEADER
    assert not services.give(
        actor=act("hana"), plan=plan, value="loyal", tone="positive", text="Ringan tangan."
    ).is_scheduled
    with pytest.raises(PermissionDenied):  # a team's leader does not speak for outside parties
        services.give(
            actor=act("budi"),
            plan=plan,
            value="loyal",
            tone="positive",
            text="Baik.",
            outside_party="Lurah",
        )


@pytest.mark.parametrize("who", ["rina", "andi"])
def test_employee_and_rater_ask_a_colleague_whose_answer_closes_it(plan, people, act, who):
    about = About(plan, plan.results.get())
    row = services.ask(actor=act(who), about=about, asked=people.dedi)
    with pytest.raises(Refused, match="sudah Anda minta"):
        services.ask(actor=act(who), about=about, asked=people.dedi)
    given = services.give(
        actor=act("dedi"), plan=plan, value="loyal", tone="positive", text="Setia kawan."
    )

    row.refresh_from_db()
    assert row.answer == given
    assert [one.state for one in asked_by(act(who), plan)] == [
        "terkirim"
    ]  # who answers is not told
    with pytest.raises(Refused, match="sudah Anda minta"):
        services.ask(actor=act(who), about=about, asked=people.dedi)
    assert list(AuditEntry.objects.order_by("pk").values_list("verb", flat=True)) == [
        "feedback.asked",
        "feedback.give",
    ]


def test_strangers_neither_ask_nor_are_asked(plan, people, act):
    with pytest.raises(PermissionDenied):
        services.ask(actor=act("dedi"), about=About(plan, None, "loyal"), asked=people.andi)
    with pytest.raises(Refused, match="yang bekerja dengannya"):
        services.ask(actor=act("rina"), about=About(plan, None, "loyal"), asked=people.budi)


def invite(act, plan, who="rina") -> str:
    token = services.invite(
        actor=act(who), about=About(plan, plan.results.get()), party="Ketua kader", work=WORK
    )
    return reverse("portal:invitation", args=[token])


def said(**over):
    shown = org.NOW - timedelta(minutes=1)
    return {
        "ticket": new_ticket(shown),
        "tone": "positive",
        "text": "Antrean pendek.",
        "situs": "",
    } | over


def test_an_outside_party_answers_once_without_an_account_and_sees_no_name(plan, people, act):
    url = invite(act, plan)
    client = Client()
    page = client.get(url)

    assert WORK in body(page)
    assert page["X-Robots-Tag"] == "noindex, nofollow"
    assert not page.cookies
    for secret in (people.rina.name, people.rina.nip, plan.results.get().text):
        assert secret not in body(page)
    assert url.split("/")[-2] not in str(FeedbackRequest.objects.values().get())
    assert "tersimpan" in body(client.post(url, said()))
    given = Feedback.objects.get()
    assert (given.source, given.giver_name, given.giver) == (Source.OUTSIDE, "Ketua kader", None)
    assert client.get(url).status_code == client.post(url, said()).status_code == 410
    assert Feedback.objects.count() == 1


def test_a_link_ends_and_machines_and_the_hasty_are_asked_again(plan, act, monkeypatch):
    url = invite(act, plan)
    client = Client()
    assert "seperti dari mesin" in body(client.post(url, said(situs="x")))
    assert "Cepat sekali" in body(client.post(url, said(ticket=new_ticket(org.NOW))))
    later = org.NOW + timedelta(days=31)
    monkeypatch.setattr("karsa.kit.clock.now", lambda: later)
    assert client.get(url).status_code == 410
    assert not Feedback.objects.exists()


def test_a_link_taken_back_works_no_more(plan, act):
    url = invite(act, plan)
    with pytest.raises(PermissionDenied):
        services.withdraw_request(actor=act("andi"), request=FeedbackRequest.objects.get())
    services.withdraw_request(actor=act("rina"), request=FeedbackRequest.objects.get())
    assert Client().get(url).status_code == 410


@pytest.mark.parametrize(("who", "counted"), [("rina", 0), ("andi", 1)])
def test_whom_the_employee_invites_is_read_and_never_counted(
    plan, people, act, agency, who, counted
):
    period = org.quarter(agency)
    Client().post(invite(act, plan, who), said())
    found = proposal_for(plan, period, org.TODAY)

    assert [remark.is_own_guest for remark in found.remarks] == [not counted]
    assert sum(len(fact.positive) for fact in found.results) == counted


def test_the_link_is_shown_once(plan, people, sign_in):
    client = sign_in(people.rina)
    url = reverse("feedback:ask", args=[plan.pk])
    typed = {"topic": str(plan.results.get().pk), "party": "Ketua kader", "work": WORK}
    shown = body(client.post(url, typed))

    assert re.search(r"/masukan/[\w-]{32}/", shown)
    assert "/masukan/" not in body(client.get(url))
    assert "Ketua kader" in body(client.get(url))
    both = client.post(url, typed | {"asked": str(people.dedi.pk)})
    assert "Pilih satu: seorang rekan kerja" in body(both)


def test_evidence_comes_without_its_name_and_is_read_by_the_right_people(plan, people, sign_in):
    photo = SimpleUploadedFile("foto-dedi.png", files.picture(kind="PNG"), "image/png")
    typed = {"topic": "loyal", "tone": "positive", "text": "Ini fotonya.", "file": photo}
    sign_in(people.dedi).post(reverse("feedback:give", args=[plan.pk]), typed)
    given = Feedback.objects.get()
    url = reverse("feedback:evidence", args=[given.pk])

    assert given.file
    assert given.file.name == "bukti.webp"
    assert sign_in(people.budi).get(url).status_code == 404
    shown = sign_in(people.rina).get(url)
    assert b"".join(shown.streaming_content).startswith(b"RIFF")


def test_a_document_of_an_unnamed_colleague_is_not_taken(plan, act):
    told: dict[str, Any] = {"plan": plan, "value": "loyal", "tone": "positive", "text": "Baik."}
    with pytest.raises(Refused):
        services.give(actor=act("dedi"), evidence=files.pdf(), **told)
    assert services.give(actor=act("andi"), evidence=files.pdf(), **told).file
    assert services.give(actor=act("dedi"), evidence=files.pdf(), is_sharable=True, **told).file


def test_praise_stands_on_the_wall_only_when_both_want_it(plan, people, act, sign_in):
    wall = reverse("feedback:wall")
    given = services.give(
        actor=act("dedi"),
        plan=plan,
        value="loyal",
        tone="positive",
        text="Selalu membantu.",
        is_sharable=True,
    )
    assert "Selalu membantu." not in body(sign_in(people.andi).get(wall))
    with pytest.raises(PermissionDenied):
        services.share(actor=act("andi"), feedback=given)
    services.share(actor=act("rina"), feedback=given)
    shown = body(sign_in(people.andi).get(wall))
    assert "Selalu membantu." in shown
    assert "Dedi Kurniawan untuk Rina Kartikasari" in shown
    assert "Selalu membantu." not in body(sign_in(people.budi).get(wall))

    services.unshare(actor=act("dedi"), feedback=given)
    assert "Selalu membantu." not in body(sign_in(people.andi).get(wall))
    with pytest.raises(Refused, match="belum mengizinkan"):
        services.share(actor=act("rina"), feedback=given)


def test_criticism_is_never_sharable(plan, act):
    given = services.give(
        actor=act("dedi"),
        plan=plan,
        value="loyal",
        tone="constructive",
        text="Datang terlambat.",
        is_sharable=True,
    )
    assert not given.is_sharable


@pytest.mark.parametrize("name", ["people", "wall", "ask"])
def test_pages_cost_the_same_for_one_and_many(name, plan, people, sign_in, agency):
    org.quarter(agency)
    client = sign_in(people.rina)

    def grow():
        for _ in range(6):
            make.request(plan, asked=people.dedi)
            other = org.employee(agency)
            theirs = plans.plan(org.assignment(other, people.clinic))
            plans.result(theirs)
            make.request(theirs, asked=people.rina)
            make.feedback(theirs, giver=people.dedi, is_sharable=True, is_shared=True)

    grow()
    args = [plan.pk] if name == "ask" else []
    assert_flat(lambda: client.get(reverse(f"feedback:{name}", args=args)), grow)
