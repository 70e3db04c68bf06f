"""The pages: what they say first, what they offer whom, what they cost."""

from datetime import date
from functools import partial

import pytest
from django.urls import reverse

from karsa.kit.testing import assert_all_flat, assert_flat
from karsa.org.models import Assignment
from karsa.org.tests import make as org
from karsa.plans import services
from karsa.plans.models import DialogueMessage, PerformancePlan
from karsa.plans.tests import make


@pytest.fixture(autouse=True)
def march(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: org.NOW)


@pytest.fixture
def at_rina(sign_in, people):
    return sign_in(people.rina)


def text(response):
    return response.content.decode()


def test_a_plan_is_started_from_the_page(at_rina, post):
    page = at_rina.get(reverse("plans:mine"))
    assert "tanpa menunggu rencana pimpinan" in text(page)

    url = reverse("plans:start", args=[post.pk, 2026])
    answer = at_rina.post(url, {"approach": "qualitative"}, follow=True)
    assert "Kurang 1 hal sebelum rencana 2026 bisa diajukan" in text(answer)
    assert "Belum ada hasil kerja utama" in text(answer)
    assert PerformancePlan.objects.get().approach == "qualitative"
    assert at_rina.get(reverse("plans:mine")).status_code == 302
    assert at_rina.post(url).status_code == 302
    assert at_rina.post(url, {"approach": "qualitative"}).status_code == 409


def test_last_year_is_one_tap_away(at_rina, post):
    old = make.plan(post, year=2025, starts=date(2025, 1, 1), ends=date(2025, 12, 31))
    make.measure(make.result(old, text="Bayi sehat"), aspect="quantity")
    assert "Salin dari tahun lalu" in text(at_rina.get(reverse("plans:mine")))
    answer = at_rina.post(reverse("plans:copy", args=[post.pk, 2026]), follow=True)
    assert "Rencana 2026 Anda siap diajukan" in text(answer)
    assert "Bayi sehat" in text(answer)


def test_a_result_asks_for_its_measure_next(at_rina, draft):
    url = reverse("plans:result_add", args=[draft.pk])
    assert "Tulis hasilnya, bukan kegiatannya" in text(at_rina.get(url))
    answer = at_rina.post(url, {"text": "Balita sehat", "kind": "additional"}, follow=True)
    assert "Ukuran keberhasilan baru" in text(answer)
    made = draft.results.get(text="Balita sehat")
    answer = at_rina.post(
        reverse("plans:measure_add", args=[made.pk]),
        {"text": "Gizi baik", "target": "95%", "aspect": "quality", "polarity": "maximize"},
        follow=True,
    )
    assert "95%" in text(answer)


def test_what_was_typed_is_not_lost(at_rina, draft):
    url = reverse("plans:result_add", args=[draft.pk])
    answer = at_rina.post(url, {"text": "Kalimat panjang saya", "kind": ""})
    assert answer.status_code == 200
    assert "Kalimat panjang saya" in text(answer)
    services.propose(actor=org.actor(draft.assignment.employee), plan=draft)
    answer = at_rina.post(url, {"text": "Kalimat panjang saya", "kind": "main"})
    assert "Kalimat panjang saya" in text(answer)
    assert "sedang diajukan" in text(answer)


def test_parts_are_changed_and_removed_on_their_pages(at_rina, draft):
    result = draft.results.get()
    measure = result.measures.get()
    change = {
        "text": "Baru",
        "kind": "main",
        "target": "1",
        "aspect": "time",
        "polarity": "minimize",
    }
    for name, pk in (("result_change", result.pk), ("measure_change", measure.pk)):
        assert at_rina.get(reverse(f"plans:{name}", args=[pk])).status_code == 200
        assert at_rina.post(reverse(f"plans:{name}", args=[pk]), change).status_code == 302
    result.refresh_from_db()
    measure.refresh_from_db()
    assert (result.text, measure.text) == ("Baru", "Baru")
    for name, pk in (("measure_remove", measure.pk), ("result_remove", result.pk)):
        assert at_rina.post(reverse(f"plans:{name}", args=[pk])).status_code == 302
    assert not draft.results.exists()


def test_actions_and_strategies_have_pages(at_rina, draft):
    result = draft.results.get()
    step = {"text": "Kunjungan", "starts": "2026-02-01", "ends": "2026-03-31", "target_value": "12"}
    assert at_rina.get(reverse("plans:action_add", args=[result.pk])).status_code == 200
    at_rina.post(reverse("plans:action_add", args=[result.pk]), step)
    action = result.actions.get()
    assert at_rina.get(reverse("plans:action_change", args=[action.pk])).status_code == 200
    late = at_rina.post(
        reverse("plans:action_change", args=[action.pk]), step | {"ends": "2027-01-01"}
    )
    assert "31 Desember 2026" in text(late)
    block = {"initiative": "Jemput bola", "routine_activities": "a\r\n\r\nb"}
    at_rina.post(reverse("plans:workblock_add", args=[result.pk]), block)
    made = result.workblocks.get()
    assert made.routine_activities == "a\nb"
    at_rina.post(reverse("plans:workblock_change", args=[made.pk]), {"initiative": "Baru"})
    page = text(at_rina.get(reverse("plans:actions", args=[draft.pk])))
    assert "Kunjungan" in page
    assert "Baru" in page
    at_rina.post(reverse("plans:action_remove", args=[action.pk]))
    assert not result.actions.exists()


def test_the_leader_sees_who_waits_first(sign_in, people, proposed):
    page = text(sign_in(people.andi).get(reverse("plans:team")))
    assert "1 rencana menunggu Anda" in page
    assert page.index("Rina Kartikasari") < page.index("Dedi Kurniawan")
    page = text(sign_in(people.budi).get(reverse("plans:team")))
    assert "Belum ada pegawai yang Anda nilai" in page


def test_after_january_the_superior_sees_late_plans(sign_in, people, proposed):
    assert "Melewati Januari" in text(sign_in(people.sinta).get(reverse("plans:team")))


def test_the_leader_words_expects_and_sets_on_the_page(sign_in, people, proposed):
    andi = sign_in(people.andi)
    page = text(andi.get(reverse("plans:plan", args=[proposed.pk])))
    assert "Rencana 2026 Rina Kartikasari menunggu Anda" in page
    assert "Tetapkan rencana" in page
    result = proposed.results.get()
    words = {"result": result.pk, "proposed_text": "Ibu hamil sehat", "text": "Lebih jelas"}
    assert andi.get(reverse("plans:wording", args=[proposed.pk])).status_code == 200
    andi.post(reverse("plans:wording", args=[proposed.pk]), words)
    page = text(andi.get(reverse("plans:plan", args=[proposed.pk])))
    assert "Rencana 2026 menunggu jawaban Rina Kartikasari" in page
    assert "Tetapkan rencana" not in page, "a wording waits"

    message = DialogueMessage.objects.get(kind="proposal")
    rina = sign_in(people.rina)
    assert "1 usulan kalimat menunggu jawaban Anda" in text(
        rina.get(reverse("plans:plan", args=[proposed.pk]))
    )
    rina.post(reverse("plans:answer", args=[message.pk]), {"answer": "take"})
    andi = sign_in(people.andi)
    answer = andi.post(reverse("plans:set", args=[proposed.pk]), follow=True)
    assert "berlaku sejak 4 Maret 2026" in text(answer)


def test_expectations_and_annex_have_pages(sign_in, people, proposed):
    andi = sign_in(people.andi)
    expect = reverse("plans:expectation", args=[proposed.pk, "competent"])
    assert "Membantu orang lain belajar" in text(andi.get(expect))
    page = andi.post(expect, {"text": "Mengajari rekan\r\n\r\nBerbagi"}, follow=True)
    assert "1 nilai diberi ekspektasi khusus pimpinan" in text(page)
    annex = reverse("plans:annex", args=[proposed.pk, "support"])
    assert andi.get(annex).status_code == 200
    assert "Laptop" in text(andi.post(annex, {"text": "Laptop"}, follow=True))
    for name, part in (("expectation", "brave"), ("annex", "nothing")):
        assert andi.get(reverse(f"plans:{name}", args=[proposed.pk, part])).status_code == 404
    rina = sign_in(people.rina)
    page = text(rina.get(reverse("plans:plan", args=[proposed.pk])))
    assert "menunggu persetujuan Anda" in page
    rina.post(reverse("plans:agree", args=[proposed.pk]))
    page = text(rina.get(reverse("plans:plan", args=[proposed.pk])))
    assert "Rencana 2026 Anda menunggu Andi Prasetyo" in page


def test_the_steps_of_the_dialogue_have_buttons(sign_in, people, draft):
    plan = [draft.pk]
    rina = sign_in(people.rina)
    rina.post(reverse("plans:propose", args=plan))
    rina.post(reverse("plans:withdraw", args=plan))
    rina.post(reverse("plans:propose", args=plan), {"text": "Mohon diperiksa"})
    rina.post(reverse("plans:comment", args=plan), {"text": "Ada pertanyaan"})
    andi = sign_in(people.andi)
    andi.post(reverse("plans:send_back", args=plan), {"reason": "Perbaiki target"})
    page = text(andi.get(reverse("plans:plan", args=plan)))
    assert "Rina Kartikasari masih menyusun rencana 2026" in page
    for said in (
        "menarik kembali rencana",
        "mengembalikan rencana",
        "Perbaiki target",
        "Ada pertanyaan",
    ):
        assert said in page
    rina = sign_in(people.rina)
    rina.post(reverse("plans:propose", args=plan))
    sign_in(people.andi).post(reverse("plans:agree", args=plan))
    page = text(sign_in(people.andi).get(reverse("plans:plan", args=plan)))
    assert "menunggu Anda" in page
    page = text(sign_in(people.rina).get(reverse("plans:plan", args=plan)))
    assert "disepakati, menunggu ditetapkan" in page


def test_a_revision_shows_beside_the_set_version(at_rina, settled):
    page = at_rina.post(
        reverse("plans:revise", args=[settled.pk]), {"reason": "Program baru"}, follow=True
    )
    assert "Rencana ini punya 2 versi" in text(page)
    assert "Program baru" in text(page)
    assert at_rina.get(reverse("plans:mine")).status_code == 302


@pytest.mark.parametrize("name", ["plan_pdf", "annex_pdf", "actions_pdf"])
def test_paper_opens_in_the_browser(at_rina, settled, name):
    answer = at_rina.get(reverse(f"plans:{name}", args=[settled.pk]))
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
    assert "rina" not in answer["Content-Disposition"].lower()


def test_a_manager_reads_without_buttons(sign_in, people, settled):
    page = text(sign_in(people.hana).get(reverse("plans:plan", args=[settled.pk])))
    assert "Rencana 2026 Rina Kartikasari berlaku sejak" in page
    assert "Buka versi baru" not in page


def test_a_head_s_manual_has_a_page(sign_in, people):
    head = Assignment.objects.get(employee=people.andi)
    plan = make.plan(head, state="draft", for_head=True)
    measure = make.measure(make.result(plan), aspect="budget")
    andi = sign_in(people.andi)
    url = reverse("plans:manual", args=[measure.pk])
    assert andi.get(url).status_code == 200
    andi.post(url, {"purpose": "Mengetahui serapan", "quality": "outcome"})
    assert measure.manual.purpose == "Mengetahui serapan"
    assert "Mengetahui serapan" in text(andi.get(url))
    assert andi.get(reverse("plans:manual_pdf", args=[measure.pk])).content.startswith(b"%PDF")
    block = services.write_workblock(
        actor=org.actor(people.andi), result=measure.result, words=services.WorkblockWords("x")
    )
    assert andi.get(reverse("plans:workblock_pdf", args=[block.pk])).content.startswith(b"%PDF")


def grow_plan(plan, author):
    for _ in range(12):
        result = make.result(plan, supports=make.result(plan))
        for _ in range(3):
            make.measure(result, aspect="quantity")
            make.action(result)
        DialogueMessage.objects.create(
            agency=plan.agency, plan=plan, author=author, text="ya", at=org.NOW, result=result
        )


def test_a_plan_costs_the_same_however_long_it_is(sign_in_each, people, proposed):
    grow_plan(proposed, people.rina)
    pages = ("plan", "behaviour", "actions", "versions")
    urls = [reverse(f"plans:{name}", args=[proposed.pk]) for name in pages]
    clients = sign_in_each(people, ("rina", "andi", "sinta", "hana"))
    assert_all_flat(
        [partial(client.get, url) for client in clients.values() for url in urls],
        lambda: grow_plan(proposed, people.rina),
    )


def test_the_team_costs_the_same_however_many(sign_in, people):
    def grow():
        for _ in range(10):
            post = org.assignment(org.employee(people.clinic.agency), people.clinic)
            org.rater(post, people.andi, people.sinta)
            make.plan(post, state="proposed")

    grow()
    for person in (people.andi, people.sinta):
        client = sign_in(person)
        assert_flat(partial(client.get, reverse("plans:team")), grow)
