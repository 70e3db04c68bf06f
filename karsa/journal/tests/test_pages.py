"""The pages: what is typed is kept, every act answers a plain form and htmx alike."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from karsa.files.tests import make as files
from karsa.journal.models import DailyEntry
from karsa.journal.tests import make
from karsa.journal.tests.test_reporting import close
from karsa.kit.testing import assert_flat
from karsa.org.tests import make as org
from karsa.plans.tests import make as plans

State = DailyEntry.State


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: org.NOW)


@pytest.fixture
def rina(work, people, sign_in):
    return sign_in(people.rina)


@pytest.fixture
def andi(work, people, sign_in):
    return sign_in(people.andi)


def typed(work, **over):
    said = {"key": uuid4(), "about": f"a{work.action.pk}", "quantity": "12,5", "day": "2026-03-04"}
    return said | over


def send(client, work, **over):
    return client.post(reverse("journal:new"), typed(work, **over))


def body(response):
    return response.content.decode()


def test_the_form_shows_what_can_be_reported_and_the_chosen_one_first(rina, work):
    others = [plans.action(work.result, text=f"Pekerjaan {n}") for n in range(4)]
    page = rina.get(reverse("journal:new"), {"untuk": f"a{others[3].pk}"})

    assert page.context["tiles"][0].value == f"a{others[3].pk}"
    assert "2 pekerjaan lain" in body(page)
    assert 'value="2026-03-04"' in body(page)


def test_a_report_with_photos_and_a_file_is_sent(rina, work):
    answer = send(
        rina,
        work,
        photos=[files.photo(), files.photo("b.png")],
        documents=[files.pdf()],
        text="Baik",
    )
    entry = DailyEntry.objects.get()

    assert answer.url == reverse("journal:mine")
    assert (str(entry.quantity), entry.state, entry.evidence.count()) == ("12.50", State.SENT, 3)
    assert "Terkirim" in body(rina.get(answer.url))


def test_the_same_form_sent_twice_is_one_entry(rina, work):
    said = typed(work)
    for _ in range(2):
        rina.post(reverse("journal:new"), said)

    assert DailyEntry.objects.count() == 1


def test_a_draft_is_kept_and_sent_later(rina, work):
    send(rina, work, do="draft")
    draft = DailyEntry.objects.get()
    form = rina.get(reverse("journal:change", args=[draft.pk]))
    answer = rina.post(reverse("journal:change", args=[draft.pk]), typed(work, quantity="3"))
    draft.refresh_from_db()

    assert 'value="12.5"' in body(form)
    assert answer.url == reverse("journal:entry", args=[draft.pk])
    assert (draft.state, str(draft.quantity)) == (State.SENT, "3.00")


@pytest.mark.parametrize(
    ("over", "words"),
    [
        ({"photos": [files.upload("foto.jpg", b"<html>")]}, "tidak sesuai dengan namanya"),
        ({"photos": [files.upload("IMG.HEIC", b"x")]}, "HEIC"),
        ({"documents": [files.upload("rusak.pdf", b"%PDF-1.4 putus")]}, "rusak"),
        ({"day": "2026-03-05"}, "belum tiba"),
        ({"day": "kemarin"}, "Masukkan"),
        ({"quantity": "banyak"}, "Tulis angka"),
        ({"quantity": "-3"}, "paling sedikit 0"),
        ({"quantity": "", "text": ""}, "masih kosong"),
        ({"about": ""}, "Pilih satu pekerjaan"),
        ({"about": "a999999"}, "tidak ada lagi"),
        ({"about": "xyz"}, "tidak ada lagi"),
        ({"started": "10:00", "ended": "09:00"}, "Jam selesai"),
    ],
)
def test_what_will_not_do_is_said_and_the_rest_stays(rina, work, over, words):
    page = send(rina, work, **({"text": "Dua bayi demam"} | over))

    assert page.status_code == 200
    assert words in body(page)
    assert "text" in over or "Dua bayi demam" in body(page)
    assert not DailyEntry.objects.exclude(state=State.DRAFT).exists()


def test_a_closed_period_is_said_above_the_form(rina, work, agency):
    close(agency)

    assert "sudah ditutup" in body(send(rina, work, text="Dua bayi demam"))


def test_anothers_result_cannot_be_chosen(rina, work, people):
    other = plans.result(plans.plan(people.dedi.assignments.get()))

    assert "tidak ada lagi" in body(send(rina, work, about=f"r{other.pk}"))


def test_without_a_plan_the_page_says_when_work_appears(people, sign_in):
    page = sign_in(people.dedi).get(reverse("journal:new"))

    assert "Belum ada pekerjaan yang bisa dicatat" in body(page)


def test_the_same_as_yesterday_is_one_request_and_a_second_tap_changes_nothing(rina, work):
    old = make.entry(work.result, action=work.action, day=org.TODAY - timedelta(days=1))
    url = reverse("journal:repeat", args=[old.pk])
    for _ in range(2):
        answer = rina.post(url, {"quantity": "7", "next": reverse("journal:new")})

    assert answer.url == reverse("journal:new")
    assert DailyEntry.objects.filter(day=org.TODAY).count() == 1
    row = rina.post(url, {"quantity": "8"}, headers={"HX-Request": "true"})
    assert row.status_code == 200
    assert 'id="catatan-' in body(row)
    assert rina.post(url, {"quantity": "banyak"}).status_code == 409


def test_my_entries_say_what_to_mend_first(rina, work):
    make.entry(work.result)
    make.entry(work.result, state=State.RETURNED, review_reason="Tambahkan foto")
    page = rina.get(reverse("journal:mine"))

    assert "1 catatan perlu Anda perbaiki" in body(page)
    assert "Tambahkan foto" in body(page)
    assert "Tambahkan foto" not in body(rina.get(reverse("journal:mine"), {"keadaan": "sent"}))


def test_an_entry_says_who_verified_it(rina, work):
    page = body(rina.get(reverse("journal:entry", args=[make.accepted(work.result).pk])))

    assert "Andi Prasetyo, 4 Maret 2026" in page
    assert "Batalkan penerimaan" not in page


def test_an_entry_is_taken_back_and_removed(rina, work):
    entry = make.entry(work.result)
    rina.post(reverse("journal:withdraw", args=[entry.pk]))
    rina.post(reverse("journal:discard", args=[entry.pk]))

    assert not DailyEntry.objects.exists()


def test_a_file_is_taken_off(rina, work):
    entry = make.entry(work.result, state=State.DRAFT)
    proof = make.evidence(entry)
    answer = rina.post(reverse("journal:drop_evidence", args=[proof.pk]))

    assert answer.url == reverse("journal:change", args=[entry.pk])
    assert not entry.evidence.exists()


def test_the_leader_accepts_in_place(andi, work):
    entry = make.entry(work.result)
    url = reverse("journal:accept", args=[entry.pk])
    row = andi.post(url, headers={"HX-Request": "true"})
    entry.refresh_from_db()

    assert entry.state == State.ACCEPTED
    assert "Diterima" in body(row)
    assert "<html" not in body(row)
    undone = andi.post(reverse("journal:undo", args=[entry.pk]), headers={"HX-Request": "true"})
    assert "Kembalikan dengan alasan" in body(undone)


def test_the_leader_returns_with_a_ready_reason_or_own_words(andi, work):
    entry = make.entry(work.result)
    page = andi.get(reverse("journal:waiting"))
    url = reverse("journal:return", args=[entry.pk])

    assert "1 catatan menunggu Anda" in body(page)
    assert "Tambahkan foto atau berkas bukti." in body(page)
    assert andi.post(url, {"reason": " "}).status_code == 409
    assert andi.post(url, {"reason": "Fotonya buram"}).url == reverse("journal:waiting")
    entry.refresh_from_db()
    assert entry.review_reason == "Fotonya buram"


def test_the_forms_of_an_act_with_words_stand_once_however_many_wait(andi, work):
    keys = [make.entry(work.result).pk for _ in range(3)]
    board = body(andi.get(reverse("journal:waiting")))

    assert board.count("Tambahkan foto atau berkas bukti.") == 2  # value and words of one button
    for key in keys:
        assert f'data-to="{reverse("journal:return", args=[key])}"' in board
        assert board.count(f'href="{reverse("journal:entry", args=[key])}"') > 1  # without script
    alone = body(andi.get(reverse("journal:entry", args=[keys[0]])))
    assert f'action="{reverse("journal:return", args=[keys[0]])}"' in alone


def test_a_refusal_reaches_htmx_as_one_sentence(andi, work):
    url = reverse("journal:accept", args=[make.accepted(work.result).pk])
    answer = andi.post(url, headers={"HX-Request": "true"})

    assert (answer.status_code, answer["Content-Type"]) == (409, "text/plain")


def test_the_leader_accepts_all_that_is_listed(andi, work):
    keys = [make.entry(work.result).pk for _ in range(3)]
    page = andi.get(reverse("journal:waiting"))
    answer = andi.post(reverse("journal:accept_many"), {"entry": [*keys, "x"]})

    assert "Terima 3 catatan" in body(page)
    assert answer.url == reverse("journal:waiting")
    after = body(andi.get(answer.url))
    assert "Tidak ada catatan yang menunggu" in after
    assert "3 catatan diterima" in after


def test_evidence_is_shown_and_saved_to_those_who_see_the_entry(rina, work, people, sign_in):
    url = reverse("journal:evidence", args=[make.evidence(make.entry(work.result)).pk])
    shown, saved = rina.get(url), rina.get(url, {"unduh": ""})

    assert b"".join(shown.streaming_content) == b"".join(saved.streaming_content)
    assert shown["Content-Type"] == "image/webp"
    assert shown["Content-Disposition"].startswith("inline")
    assert saved["Content-Disposition"].startswith("attachment")
    assert sign_in(people.budi).get(url).status_code == 404


@pytest.mark.parametrize("name", ["mine", "waiting", "new"])
def test_lists_cost_the_same_for_one_and_many(name, work, people, sign_in):
    client = sign_in(people.andi if name == "waiting" else people.rina)

    def grow():
        for _ in range(8):
            make.evidence(make.entry(work.result, action=plans.action(work.result)))

    grow()
    assert_flat(lambda: client.get(reverse(f"journal:{name}")), grow)
