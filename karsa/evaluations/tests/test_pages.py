"""The pages: they answer, say the finding, and cost the same for one row and many."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from karsa.evaluations import services
from karsa.evaluations.models import Evaluation
from karsa.evaluations.tests import make
from karsa.evaluations.tests.test_proposal import _indicator
from karsa.feedback.tests import make as feedback
from karsa.journal.tests import make as journal
from karsa.kit.testing import assert_flat
from karsa.org.tests import make as org
from karsa.plans.tests import make as plans


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    """Pages are opened inside the window, unless a test moves the day."""
    today = {"day": make.DAY}
    now = datetime(2026, 4, 2, 3, 0, tzinfo=UTC)
    monkeypatch.setattr(
        "django.utils.timezone.now",
        lambda: now.replace(year=today["day"].year, month=today["day"].month, day=today["day"].day),
    )
    return today


def url(name, *args):
    return reverse(f"evaluations:{name}", args=args)


def text(response):
    assert response.status_code == 200, response.content
    return " ".join(response.content.decode().split())


@pytest.fixture
def plan(people):
    make.quarter(people)
    found = make.plan(people.rina)
    make.evidence(found)
    return found


def test_the_team_says_how_many_are_rated(people, plan, sign_in):
    make.plan(people.dedi)
    make.decided(people)
    shown = text(sign_in(people.andi).get(url("team")))
    assert "1 dari 2 orang sudah dinilai" in shown
    assert "paling lambat 30 April 2026" in shown
    assert "Nilai Dedi Kurniawan" in shown


def test_a_plan_that_is_not_set_is_said_and_not_opened(people, plan, sign_in):
    plan.state = "agreed"
    plan.save()
    shown = text(sign_in(people.andi).get(url("team")))
    assert "SKP belum ditetapkan" in shown


def test_the_superior_sees_whom_a_late_rater_left(people, plan, sign_in, clock):
    make.quarter(people)
    client = sign_in(people.sinta)
    assert "sebagai atasan penilai" not in text(client.get(url("team")))
    clock["day"] = date(2026, 5, 4)
    shown = text(sign_in(people.sinta).get(url("team")))
    assert "Rina Kartikasari" in shown
    assert "paling lambat 20 Mei 2026" in shown


def test_opening_the_screen_writes_nothing_and_deciding_leads_to_the_result(people, plan, sign_in):
    period = make.quarter(people)
    client = sign_in(people.andi)
    shown = text(client.get(url("assess", plan.pk, period.pk)))
    assert "Usulan: hasil sesuai, perilaku sesuai" in shown
    assert not Evaluation.objects.exists()
    sent = {"result_rating": "meets", "behaviour_rating": "meets"}
    sent[f"realisation_{plan.results.get().pk}"] = "30 ibu hamil"
    answer = client.post(url("decide", plan.pk, period.pk), sent)
    row = Evaluation.objects.get()
    assert answer.url == url("result", row.pk)
    assert row.results.get().realisation == "30 ibu hamil"


def test_what_is_refused_comes_back_with_what_was_typed(people, plan, sign_in):
    period = make.quarter(people)
    sent = {"result_rating": "above", "behaviour_rating": "above", "recommendation": "Teruskan ya"}
    answer = sign_in(people.andi).post(url("decide", plan.pk, period.pk), sent)
    assert answer.status_code == 409
    assert "contoh nyata" in answer.content.decode()
    assert "Teruskan ya" in answer.content.decode()
    empty = sign_in(people.andi).post(url("decide", plan.pk, period.pk), {})
    assert empty.status_code == 200
    assert not Evaluation.objects.exists()


@pytest.mark.parametrize("name", ["rina", "dedi", "budi", "hana", "regent"])
def test_strangers_do_not_find_the_screen(people, plan, sign_in, name):
    answer = sign_in(getattr(people, name)).get(url("assess", plan.pk, make.quarter(people).pk))
    assert answer.status_code in (403, 404)


def test_the_quadrant_follows_the_choice(people, sign_in):
    shown = text(sign_in(people.andi).get(url("quadrant"), {"result_rating": "above"}))
    assert 'class="on"' not in shown
    both = {"result_rating": "above", "behaviour_rating": "above"}
    shown = text(sign_in(people.andi).get(url("quadrant"), both))
    assert shown.count('class="on"') == 1
    assert 'class="on"' not in text(
        sign_in(people.andi).get(url("quadrant"), {"result_rating": "x"})
    )


def test_the_whole_way_through_the_pages(people, plan, sign_in, clock):
    row = make.decided(people)
    andi, rina = sign_in(people.andi), None
    draft = andi.get(url("draft", row.pk, "hasil"))
    assert draft.content.startswith(b"%PDF")
    for act in ("sign", "deliver"):
        assert andi.post(url(act, row.pk)).url == url("result", row.pk)
    rina = sign_in(people.rina)
    shown = text(rina.get(url("result", row.pk)))
    assert "Predikat Anda: Baik" in shown
    assert "Mengapa hasil saya begini" in shown
    assert "diverifikasi Andi Prasetyo" in shown
    rina.post(url("receive", row.pk), {"sikap": "tandatangan"})
    assert "Paling lambat 22 April 2026" in text(rina.get(url("result", row.pk)))
    answer = rina.post(url("object", row.pk), {"reason": "Maret belum dihitung"})
    objection = row.objection
    assert answer.url == url("objection", objection.pk)
    andi = sign_in(people.andi)
    andi.post(url("explain", objection.pk), {"text": "Belum diverifikasi"})
    sinta = sign_in(people.sinta)
    assert "1 keberatan sedang berjalan" in text(sinta.get(url("objections")))
    asked = sinta.get(url("objection", objection.pk)).context["form"]
    assert asked["behaviour_rating"].value() == row.behaviour_rating, "what is kept needs no tap"
    refused = sinta.post(url("decide_objection", objection.pk), {"decision": "changes"})
    assert refused.status_code == 409
    verdict = {
        "decision": "changes",
        "reason": "Terbukti",
        "result_rating": "above",
        "behaviour_rating": "above",
    }
    sinta.post(url("decide_objection", objection.pk), verdict)
    row.refresh_from_db()
    assert row.grade == "very_good"
    shown = text(sign_in(people.rina).get(url("objection", objection.pk)))
    assert "Putusan: Mengubah" in shown
    for paper in row.papers.all():
        answer = sign_in(people.rina).get(url("paper", paper.pk))
        assert b"".join(answer.streaming_content).startswith(b"%PDF")
        assert sign_in(people.dedi).get(url("paper", paper.pk)).status_code == 404


def test_a_final_result_says_why_there_is_no_objection(people, plan, sign_in):
    row = make.received(people)
    Evaluation.objects.filter(pk=row.pk).update(is_final=True)
    client = sign_in(people.rina)
    assert "bersifat final" in text(client.get(url("result", row.pk)))
    assert "bersifat final" in text(client.get(url("object", row.pk)))


def test_a_decided_grade_is_not_shown_to_the_person(people, plan, sign_in):
    row = make.decided(people)
    client = sign_in(people.rina)
    assert client.get(url("result", row.pk)).status_code == 404
    assert "Belum ada hasil penilaian" in text(client.get(url("mine")))


def test_units_are_set_by_the_superior(people, sign_in):
    _indicator(people)
    period = make.quarter(people)
    client = sign_in(people.sinta)
    shown = text(client.get(url("units")))
    assert "0 dari 1 unit sudah ditetapkan" in shown
    assert "Istimewa" in shown
    client.post(url("set_level", people.clinic.pk, period.pk), {"level": "excellent"})
    assert "1 dari 1 unit sudah ditetapkan" in text(client.get(url("units")))
    stranger = sign_in(people.andi)
    refused = stranger.post(url("set_level", people.clinic.pk, period.pk), {"level": "poor"})
    assert refused.status_code == 403


def test_hr_reads_counts_and_no_names(people, plan, sign_in):
    make.objected(people)
    shown = text(sign_in(people.hana).get(url("counts")))
    assert "1 dari 1 SKP sudah dinilai" in shown
    assert "Disembunyikan" in shown
    assert people.rina.name not in shown


def test_the_spread_is_hidden_for_a_small_team_and_shown_for_a_larger(people, plan, sign_in):
    make.level(people)
    make.decided(people)
    client = sign_in(people.andi)
    assert "kurang dari 5 orang" in text(client.get(url("spread")))
    for number in range(5):
        _rated(people, f"Bidan {number}")
    shown = text(client.get(url("spread")))
    assert "bukan jatah" in shown
    assert "<svg" in text(client.get(url("spread"), headers={"HX-Request": "true"}))


def _rated(people, name):
    post = org.assignment(org.employee(people.rina.agency, name), people.clinic)
    org.rater(post, people.andi, people.sinta)
    plan = plans.plan(post)
    plans.result(plan)
    return services.decide(
        actor=make.at(people.andi),
        plan=plan,
        period=make.quarter(people),
        result_rating="meets",
        behaviour_rating="meets",
        reason=make.WELL,
    )


def test_no_list_grows_in_queries(people, plan, sign_in):
    make.decided(people)

    def grow():
        for number in range(8):
            _rated(people, f"Perawat {number} {people.clinic.assignments.count()}")

    client = sign_in(people.andi)
    assert_flat(lambda: client.get(url("team")), grow)
    assert_flat(lambda: client.get(url("spread")), grow)
    sign_in(people.hana)
    assert_flat(lambda: client.get(url("counts")), grow)


def test_own_results_and_objections_are_flat(people, plan, sign_in):
    objection = make.objected(people)

    def grow():
        for number in (2, 3, 4):
            row = Evaluation.objects.get(pk=objection.evaluation_id)
            row.pk, row.period = None, org.quarter(row.agency, number)
            row.save()
            objection.pk, objection.evaluation = None, row
            objection.save()

    client = sign_in(people.rina)
    first = objection.pk
    assert_flat(lambda: client.get(url("mine")), lambda: None)
    assert_flat(lambda: client.get(url("objections")), grow)
    assert_flat(lambda: client.get(url("mine")), lambda: None)
    assert Evaluation.objects.filter(objection=first).exists()


def test_the_screen_costs_the_same_whatever_the_evidence(people, plan, sign_in):
    period = make.quarter(people)

    def grow():
        for day in range(1, 29):
            entry = journal.accepted(plan.results.get(), day=date(2026, 2, day))
            journal.evidence(entry)
            feedback.feedback(plan, text=f"Baik {day}")

    client = sign_in(people.andi)
    assert_flat(lambda: client.get(url("assess", plan.pk, period.pk)), grow)


def test_the_result_page_costs_the_same_whatever_the_evidence(people, plan, sign_in):
    row = make.delivered(people)
    client = sign_in(people.rina)

    def grow():
        entries = [journal.accepted(plan.results.get()).pk for _number in range(20)]
        row.proposal["results"][0]["entries"] += entries
        row.save()

    assert_flat(lambda: client.get(url("result", row.pk)), grow)
