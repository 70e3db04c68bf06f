"""Asking before deciding, and decisions that a reviewer's phone kept."""

import json
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from karsa.audit.models import AuditEntry
from karsa.inbox.models import Notice
from karsa.journal import services
from karsa.journal.models import DailyEntry, ReviewDecision
from karsa.journal.tests import make
from karsa.monitoring.models import Directive
from karsa.org.tests import make as org
from karsa.rules.refused import Refused

URL = "/kerja/catatan/putusan/"
State = DailyEntry.State


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr("karsa.kit.clock.now", lambda: org.NOW)


@pytest.fixture
def entry(work):
    return make.entry(work.result, sent_at=org.NOW)


@pytest.fixture
def phone(work, people, sign_in):
    return sign_in(people.andi)


def decision(entry, act="accept", **over):
    row = {"key": str(uuid4()), "entry": entry.pk, "act": act, "words": ""}
    return row | {"seen": entry.sent_at.isoformat()} | over


def send(client, *rows):
    answer = client.post(URL, json.dumps({"decisions": rows}), content_type="application/json")
    return [one["outcome"] for one in answer.json()["decisions"]]


def test_a_question_leaves_the_entry_waiting_until_its_author_has_answered(work, entry):
    services.ask(actor=work.andi, entry=entry, text="Boleh lihat fotonya?")
    entry.refresh_from_db()
    asked = entry.questions.get()
    assert entry.state == State.SENT
    assert Notice.objects.get().kind == Notice.Kind.ENTRY_ASKED

    services.answer(actor=work.rina, question=asked, text="Sudah saya tambahkan.")
    asked.refresh_from_db()
    assert asked.answer == "Sudah saya tambahkan."
    assert {"journal.ask", "journal.answer"} <= set(
        AuditEntry.objects.values_list("verb", flat=True)
    )


def test_only_a_reviewer_asks_and_only_the_author_answers(work, entry):
    with pytest.raises(PermissionDenied):
        services.ask(actor=work.rina, entry=entry, text="Mengapa?")
    with pytest.raises(Refused, match="pertanyaannya"):
        services.ask(actor=work.andi, entry=entry, text=" ")
    services.ask(actor=work.andi, entry=entry, text="Mengapa?")
    asked = entry.questions.get()
    with pytest.raises(PermissionDenied):
        services.answer(actor=work.andi, question=asked, text="Begitulah.")
    with pytest.raises(Refused, match="jawabannya"):
        services.answer(actor=work.rina, question=asked, text="")
    services.accept(actor=work.andi, entry=entry)
    with pytest.raises(Refused, match="tidak menunggu"):
        services.ask(actor=work.andi, entry=entry, text="Mengapa?")


def test_the_board_offers_every_act_and_shows_what_was_asked(work, entry, phone):
    services.ask(actor=work.andi, entry=entry, text="Boleh lihat fotonya?")
    html = phone.get(reverse("journal:waiting")).content.decode()

    for said in ("Terima", "Kembalikan", "Tanyakan", "Puji", "Beri arahan", "Menunggu jawaban"):
        assert said in html


def test_an_entrys_page_lets_its_author_answer(work, entry, people, sign_in):
    services.ask(actor=work.andi, entry=entry, text="Boleh lihat fotonya?")
    rina = sign_in(people.rina)
    page = reverse("journal:entry", args=[entry.pk])
    assert "Kirim jawaban" in rina.get(page).content.decode()
    rina.post(reverse("journal:answer", args=[entry.questions.get().pk]), {"text": "Ini."})
    assert "Jawaban Anda: Ini." in " ".join(rina.get(page).content.decode().split())


def test_a_directive_in_one_tap_is_due_in_a_week(work, entry, phone):
    url = reverse("monitoring:direct_about", args=[entry.pk])
    answer = phone.post(url, {"text": "Lanjutkan."}, headers={"HX-Request": "true"})

    assert "Arahan terkirim" in answer.content.decode()
    given = Directive.objects.get()
    assert (given.employee_id, (given.due_on - org.TODAY).days) == (entry.employee_id, 7)


@pytest.mark.parametrize("act", ["accept", "return"])
def test_a_decision_whose_answer_was_lost_is_known(work, entry, phone, people, sign_in, act):
    """Done with signal, then kept by the phone under a key of its own."""
    if act == "accept":
        services.accept(actor=work.andi, entry=entry)
    else:
        services.return_entry(actor=work.andi, entry=entry, reason="Tambah foto")
    other = "return" if act == "accept" else "accept"

    assert send(phone, decision(entry, act)) == ["known"]
    assert send(phone, decision(entry, other, words="Lain")) == ["conflict"]
    assert send(sign_in(people.sinta), decision(entry, act, words="Lain")) == ["conflict"]


def test_the_same_question_is_asked_once_while_it_has_no_answer(work, entry):
    for _again in range(2):
        services.ask(actor=work.andi, entry=entry, text="Mengapa?")
    asked = entry.questions.get()
    services.answer(actor=work.rina, question=asked, text="Begini.")
    services.ask(actor=work.andi, entry=entry, text="Mengapa?")
    assert entry.questions.count() == 2


def test_decisions_kept_on_a_phone_count_once(work, entry, phone):
    rows = [
        decision(entry, "praise"),
        decision(entry, "ask", words="Mengapa?"),
        decision(entry, "direct", words="Lanjutkan."),
        decision(entry),
    ]
    assert send(phone, *rows) == ["done"] * 4
    assert send(phone, *rows) == ["known"] * 4
    entry.refresh_from_db()
    assert entry.state == State.ACCEPTED
    assert ReviewDecision.objects.count() == 4
    assert entry.questions.count() == 1
    assert Directive.objects.count() == 1


def test_what_changed_meanwhile_is_a_conflict_and_not_guessed(work, entry, phone):
    services.withdraw(actor=work.rina, entry=entry)
    again = decision(entry)
    assert send(phone, again) == ["refused"]  # a draft is its author's alone
    DailyEntry.objects.update(state=State.SENT, sent_at=org.NOW.replace(hour=5))
    assert send(phone, again) == ["conflict"]
    entry.refresh_from_db()
    seen = decision(entry)
    services.accept(actor=work.andi, entry=entry)
    assert send(phone, seen, decision(entry, "return", words="Foto?")) == ["known", "conflict"]
    assert send(phone, decision(entry, "praise")) == ["done"]


def test_one_that_will_not_do_does_not_hold_the_others(work, entry, phone):
    rows = [
        decision(entry, "return"),
        decision(entry, "dance"),
        decision(entry) | {"entry": 0},
        decision(entry),
    ]
    assert send(phone, *rows) == ["refused", "refused", "refused", "done"]


@pytest.mark.parametrize("body", ["", "[]", '{"decisions": []}', '{"decisions": [{"key": 1}]}'])
def test_nonsense_is_answered_not_failed(work, phone, body):
    assert phone.post(URL, body, content_type="application/json").status_code == 400


def test_who_does_not_review_decides_nothing(work, entry, people, sign_in):
    assert send(sign_in(people.rina), decision(entry)) == ["refused"]
    assert send(sign_in(people.budi), decision(entry)) == ["refused"]
    entry.refresh_from_db()
    assert entry.state == State.SENT
