"""The pages of feedback: what one received, about whom one may speak, the record and its paper."""

import pytest
from django.urls import reverse

from karsa.documents.tests import reading
from karsa.feedback.models import Feedback
from karsa.feedback.tests import make
from karsa.journal.tests import make as journal
from karsa.kit.testing import assert_flat
from karsa.org.tests import make as org
from karsa.plans.models import PerformancePlan
from karsa.plans.tests import make as plans


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: org.NOW)


@pytest.fixture
def plan(people) -> PerformancePlan:
    made = plans.plan(people.rina.assignments.get())
    plans.measure(plans.result(made))
    return made


def body(response):
    return response.content.decode()


def give(client, plan, **over):
    said = {"topic": "loyal", "tone": "positive", "text": "Menjaga nama baik puskesmas."}
    return client.post(reverse("feedback:give", args=[plan.pk]), said | over)


def test_the_leader_gives_feedback_on_a_result(plan, people, sign_in):
    result = plan.results.get()
    answer = give(sign_in(people.andi), plan, topic=str(result.pk), is_scheduled="on")
    given = Feedback.objects.get()

    assert answer.url == reverse("feedback:people")
    assert (given.result, given.value, given.is_scheduled) == (result, "", True)


def test_the_leader_enters_an_outside_party_and_a_peer_cannot(plan, people, sign_in):
    client = sign_in(people.andi)
    give(client, plan, outside_party="Lurah Melati")
    assert Feedback.objects.get().giver_name == "Lurah Melati"

    form = sign_in(people.dedi).get(reverse("feedback:give", args=[plan.pk]))
    assert "outside_party" not in body(form)


@pytest.mark.parametrize(
    "over", [{"text": ""}, {"topic": ""}, {"topic": "sabar"}, {"tone": "buruk"}]
)
def test_what_will_not_do_is_said_and_the_rest_stays(plan, people, sign_in, over):
    page = give(sign_in(people.andi), plan, **over)

    assert page.status_code == 200
    assert "Belum tersimpan." in body(page)
    assert "text" in over or "Menjaga nama baik" in body(page)
    assert not Feedback.objects.exists()


def test_who_has_no_say_finds_no_form(plan, people, sign_in):
    url = reverse("feedback:give", args=[plan.pk])

    assert sign_in(people.rina).get(url).status_code == 404
    assert sign_in(people.budi).get(url).status_code == 404


def test_praise_stands_where_its_button_was(plan, people, sign_in):
    entry = journal.entry(plan.results.get())
    url = reverse("feedback:praise", args=[entry.pk])
    client = sign_in(people.andi)

    assert "Dipuji" in body(client.post(url, headers={"HX-Request": "true"}))
    assert client.post(url, {"next": "/kerja/catatan/"}).url == "/kerja/catatan/"
    assert Feedback.objects.count() == 1


def test_colleagues_stay_unnamed_and_the_leader_does_not(plan, people, sign_in):
    make.feedback(plan)
    make.feedback(plan, giver=people.dedi, source="peer", value="loyal")
    page = body(sign_in(people.rina).get(reverse("feedback:received")))

    assert "Pimpinan · Andi Prasetyo" in page
    assert "Rekan kerja · 4 Maret 2026" in page
    assert "Dedi" not in page


def test_who_it_is_about_answers(plan, people, sign_in):
    given = make.feedback(plan)
    client = sign_in(people.rina)
    client.post(reverse("feedback:reply", args=[given.pk]), {"text": "Terima kasih, Pak."})

    assert "Terima kasih, Pak." in body(client.get(reverse("feedback:received")))


def test_the_page_of_people_names_whom_one_owes_feedback(plan, people, sign_in, agency):
    org.quarter(agency)
    client = sign_in(people.andi)
    assert "1 orang belum mendapat umpan balik Anda pada Triwulan 1" in body(
        client.get(reverse("feedback:people"))
    )

    make.feedback(plan, text="")
    assert "1 orang belum" in body(client.get(reverse("feedback:people")))
    make.feedback(plan)
    assert "Untuk siapa umpan balik Anda?" in body(client.get(reverse("feedback:people")))


def test_the_record_counts_and_keeps_the_period(plan, people, sign_in, agency):
    period = org.quarter(agency)
    make.feedback(plan)
    make.feedback(plan, value="loyal", tone="constructive", day=period.ends.replace(month=5))
    client = sign_in(people.andi)
    url = reverse("feedback:record", args=[plan.pk])

    assert "1 dari 2 umpan balik positif" in body(client.get(url))
    assert "1 dari 1 umpan balik positif" in body(client.get(url, {"periode": period.pk}))
    assert sign_in(people.dedi).get(url).status_code == 404


@pytest.mark.parametrize(
    ("over", "code"),
    [
        ({"approach": "qualitative"}, "KUALITATIF"),
        ({"for_head": True}, "PIMPINAN UNIT KERJA MANDIRI"),
        ({}, "PEJABAT FUNGSIONAL"),
    ],
)
def test_the_paper_is_the_plans_form(plan, people, sign_in, agency, over, code):
    PerformancePlan.objects.update(**over)
    period = org.quarter(agency)
    journal.accepted(plan.results.get())
    make.feedback(plan)
    make.feedback(plan, value="loyal", text="Setia kawan.")
    url = reverse("feedback:record_pdf", args=[plan.pk, period.pk])
    paper = sign_in(people.andi).get(url)

    said = ["Pimpinan: Kunjungan rumah berjalan baik.", "Setia kawan.", "4 orang"]
    assert paper["Content-Type"] == "application/pdf"
    assert reading.missing(paper.content, [code, "TRIWULAN 1", *said]) == []


@pytest.mark.parametrize("name", ["received", "people", "record"])
def test_pages_cost_the_same_for_one_and_many(name, plan, people, sign_in, agency):
    org.quarter(agency)
    client = sign_in(people.rina if name == "received" else people.andi)
    args = [plan.pk] if name == "record" else []

    def grow():
        for _ in range(8):
            plans.result(plans.plan(org.assignment(org.employee(agency), people.clinic)))
            make.feedback(plan)
            make.feedback(plan, value="loyal", giver=people.dedi, source="peer")

    grow()
    assert_flat(lambda: client.get(reverse(f"feedback:{name}", args=args)), grow)
