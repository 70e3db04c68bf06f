"""Coaching, mentoring and counselling: who keeps a record, who reads it, and its forms."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from karsa.accounts.roles import Role
from karsa.audit.models import AuditEntry
from karsa.documents.tests import reading
from karsa.feedback import services
from karsa.feedback.models import BehaviourReport, Guidance, GuidanceOpinion
from karsa.feedback.services.asking import About
from karsa.feedback.services.guiding import Meeting, Step
from karsa.feedback.tests import make
from karsa.inbox.models import Notice
from karsa.kit.testing import assert_flat
from karsa.org.tests import make as org
from karsa.plans.models import PerformancePlan
from karsa.plans.tests import make as plans
from karsa.rules.guidance import COMPETENCES, OPINION
from karsa.rules.refused import Refused

DUE = org.TODAY + timedelta(days=14)
FIRST = {"coaching": "target", "mentoring": "skill", "counselling": "concern"}


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: org.NOW)


@pytest.fixture
def plan(people) -> PerformancePlan:
    made = plans.plan(people.rina.assignments.get())
    plans.result(made)
    return made


@pytest.fixture
def act(people):
    return lambda name: org.actor(getattr(people, name))


def test_a_record_sent_twice_is_kept_once(plan, act):
    assert keep(act("andi"), plan) == keep(act("andi"), plan)
    assert Guidance.objects.get().steps.count() == 1


def body(response):
    return response.content.decode()


def keep(actor, plan, kind="coaching", **over: Any) -> Guidance:
    told: dict[str, Any] = {
        "day": org.TODAY,
        "place": "Ruang rapat",
        "answers": {FIRST[kind]: "120 ibu hamil"},
    }
    steps = over.pop("steps", [Step("Jemput bola", DUE)])
    return services.keep_guidance(
        actor=actor,
        about=About(plan, plan.results.get()),
        meeting=Meeting(kind, **(told | over)),
        steps=steps,
    )


def test_the_rater_keeps_a_meeting_and_the_employee_is_told(plan, act):
    row = keep(act("andi"), plan)
    services.finish_step(actor=act("rina"), step=row.steps.get())
    services.follow_up(actor=act("andi"), guidance=row, text="Cakupan naik.")

    assert [one.kind for one in Notice.objects.all()] == ["guidance_kept"]
    assert list(AuditEntry.objects.order_by("pk").values_list("verb", flat=True)) == [
        "guidance.kept",
        "guidance.step_done",
        "guidance.followed_up",
    ]
    with pytest.raises(Refused, match="sudah ditandai"):
        services.finish_step(actor=act("rina"), step=row.steps.get())


@pytest.mark.parametrize(
    ("who", "kind"), [("rina", "coaching"), ("dedi", "mentoring"), ("hana", "coaching")]
)
def test_who_does_not_lead_does_not_guide(plan, act, who, kind):
    with pytest.raises(PermissionDenied):
        keep(act(who), plan, kind)


@pytest.mark.parametrize(
    ("over", "words"),
    [
        ({"day": DUE}, "belum tiba"),
        ({"answers": {}}, "tujuan"),
        ({"steps": []}, "satu langkah"),
        ({"steps": [Step("Dulu", org.TODAY - timedelta(days=1))]}, "satu langkah"),
    ],
)
def test_a_record_says_what_was_agreed(plan, act, over, words):
    with pytest.raises(Refused, match=words):
        keep(act("andi"), plan, **over)


def test_counselling_is_read_by_the_two_alone(plan, people, act, sign_in):
    org.grant(people.budi, Role.INSPECTOR)
    services.report_behaviour(
        actor=act("andi"),
        about=About(plan, None, "accountable"),
        expectation="",
        problem="Sering tidak hadir.",
        tried="Dibicarakan berdua.",
        is_widespread=False,
    )
    row = keep(act("hana"), plan, "counselling", answers={"concern": "Anak sakit."})
    url = reverse("feedback:guidance", args=[row.pk])

    assert "Anak sakit." in body(sign_in(people.rina).get(url))
    assert "Anak sakit." in body(sign_in(people.hana).get(url))
    for name in ("andi", "sinta", "regent", "budi"):
        assert sign_in(getattr(people, name)).get(url).status_code == 404, name
    known = body(sign_in(people.budi).get(reverse("feedback:guidance_kept")))
    assert "Konseling" in known
    assert "Puskesmas Melati" in known
    assert "Rina" not in known
    assert not Notice.objects.filter(path__contains="concern").exists()


def test_the_opinion_goes_past_the_guide_to_the_superior(plan, people, act, sign_in):
    row = keep(act("andi"), plan)
    answers = ["Ya, sangat"] * len(OPINION)
    with pytest.raises(PermissionDenied):
        services.give_opinion(actor=act("andi"), guidance=row, answers=answers)
    with pytest.raises(Refused, match="satu jawaban"):
        services.give_opinion(actor=act("rina"), guidance=row, answers=[""] * 9)
    services.give_opinion(actor=act("rina"), guidance=row, answers=answers)
    with pytest.raises(Refused, match="sudah Anda isi"):
        services.give_opinion(actor=act("rina"), guidance=row, answers=answers)

    seen = {name for name in ("rina", "andi", "sinta") if _sees_opinion(act(name))}
    assert seen == {"rina", "sinta"}
    url = reverse("feedback:opinion_pdf", args=[row.pk])
    assert sign_in(people.andi).get(url).status_code == 404
    paper = sign_in(people.sinta).get(url)
    assert reading.missing(paper.content, [text for _about, text in OPINION]) == []
    assert reading.text_of(paper.content).count("ya, sangat") == len(OPINION)


def _sees_opinion(actor) -> bool:
    return GuidanceOpinion.objects.visible_to(actor).exists()


def test_competence_is_scored_on_the_forms_scale(plan, people, act, sign_in):
    row = keep(act("andi"), plan, "mentoring")
    said: Any = {"technical": "USG dasar", "recommendation": "Ikut pelatihan USG."}
    scores = [(4, f"Alasan {n}") for n in range(len(COMPETENCES) + 1)]
    with pytest.raises(Refused, match="1 sampai 5"):
        services.review_competence(
            actor=act("andi"), guidance=row, scores=[*scores[:-1], (6, "")], **said
        )
    services.review_competence(actor=act("andi"), guidance=row, scores=scores, **said)
    paper = sign_in(people.rina).get(reverse("feedback:competence_pdf", args=[row.pk])).content

    told = ["EVALUASI KOMPETENSI PEGAWAI", "USG dasar", "Ikut pelatihan USG.", "Alasan 9"]
    assert reading.missing(paper, [*COMPETENCES, *told, "Diatas Memadai"]) == []


@pytest.mark.parametrize("kind", ["coaching", "mentoring"])
def test_the_meeting_prints_on_its_form(plan, people, act, sign_in, kind):
    asked = Guidance.QUESTIONS[Guidance.Kind(kind)]
    answers = {key: f"jawaban {key}" for key in asked}
    row = keep(act("andi"), plan, kind, answers=answers, steps=[Step("Jemput bola", DUE, True)])
    paper = sign_in(people.rina).get(reverse("feedback:guidance_pdf", args=[row.pk])).content

    said = [*answers.values(), "Jemput bola", people.rina.nip, people.andi.nip, "18 Maret 2026"]
    title = f"PELAKSANAAN {kind.upper()}"
    assert reading.missing(paper, [title, *said]) == []


def test_a_problem_of_behaviour_reaches_the_office_and_the_employee(plan, people, sign_in):
    typed = {"value": "loyal", "problem": "Membuka rahasia.", "tried": "Ditegur lisan."}
    client = sign_in(people.andi)
    answer = client.post(reverse("feedback:report_behaviour", args=[plan.pk]), typed)
    row = BehaviourReport.objects.get()
    assert answer.url == reverse("feedback:behaviour_report", args=[row.pk])
    paper = client.get(reverse("feedback:behaviour_report_pdf", args=[row.pk])).content

    said = ["LAPORAN PERMASALAHAN PERILAKU KERJA", "Loyal", "Membuka rahasia.", "Ditegur lisan."]
    assert reading.missing(paper, [*said, "TIDAK"]) == []
    for name in ("hana", "rina"):
        page = sign_in(getattr(people, name)).get(answer.url)
        assert "Membuka rahasia." in body(page)
    assert sign_in(people.sinta).get(answer.url).status_code == 404


def test_the_form_keeps_what_was_typed_and_wants_days(plan, people, sign_in):
    client = sign_in(people.andi)
    url = reverse("feedback:guidance_new", args=[plan.pk, "coaching"])
    typed = {
        "topic": "loyal",
        "day": "2026-03-04",
        "target": "120 ibu",
        "step_1": "Jemput bola",
        "due_1": "2026-03-18",
        "step_2": "Kelas ibu",
    }
    assert "Isi tanggal langkah ini." in body(client.post(url, typed))
    client.post(url, typed | {"due_2": "2026-03-20"})
    row = Guidance.objects.get()
    assert [step.text for step in row.steps.order_by("pk")] == ["Jemput bola", "Kelas ibu"]
    shown = body(client.get(reverse("feedback:guidance", args=[row.pk])))
    assert "120 ibu" in shown
    assert client.get(url.replace("coaching", "sulap")).status_code == 404


@pytest.mark.parametrize("name", ["guidances", "guidance"])
def test_pages_cost_the_same_for_one_and_many(name, plan, people, sign_in):
    first = make.guidance(plan)
    client = sign_in(people.rina)

    def grow():
        for kind in FIRST:
            make.guidance(plan, kind)
        make.behaviour_report(plan)

    grow()
    args = [first.pk] if name == "guidance" else []
    assert_flat(lambda: client.get(reverse(f"feedback:{name}", args=args)), grow)
