from datetime import timedelta
from functools import partial
from io import BytesIO
from uuid import uuid4

import pytest
from django.urls import reverse
from PIL import Image

from karsa.accounts.roles import Role
from karsa.consultations.models import (
    Answer,
    Consultation,
    Contribution,
    Invitation,
    Meeting,
    StakeholderGroup,
)
from karsa.consultations.tests import make
from karsa.documents.tests import reading
from karsa.indicators.tests import make as indicators
from karsa.kit.testing import assert_flat
from karsa.org.tests import make as org
from karsa.org.tests.make import TODAY


@pytest.fixture(autouse=True)
def now(monkeypatch):
    monkeypatch.setattr("karsa.kit.clock.now", lambda: org.NOW)


def page(client, name, *args, **query):
    response = client.get(reverse(f"consultations:{name}", args=args), query)
    assert response.status_code == 200, response.content.decode()
    return response.content.decode()


def post(client, page_name, /, *args, **data):
    return client.post(reverse(f"consultations:{page_name}", args=args), data)


def draft(**over):
    dates = {"starts": TODAY, "ends": TODAY + timedelta(7), "answers_due": TODAY + timedelta(14)}
    said = {"subject": "question", "title": "Apa dulu?", "explanation": "Kita memilih."}
    return {**dates, **said, "draft_text": "Ibu selamat", "is_public": "on", **over}


class TestLists:
    def test_what_one_may_join_answer_and_all(self, people, sign_in):
        mine = make.consultation(people.clinic, title="Untuk Melati", is_public=False)
        make.consultation(people.office, title="Untuk semua")
        inner = make.consultation(people.office, title="Hanya dinas", is_public=False)
        make.consultation(people.clinic, title="Masih draf", state="draft")
        late = make.ended(people.clinic, title="Terlambat")
        make.said(late)

        joined = page(sign_in(people.rina), "home")
        assert all(title in joined for title in ("Untuk Melati", "Untuk semua", "Hanya dinas"))
        assert "Masih draf" not in joined
        answers = page(sign_in(people.andi), "home", lihat="jawab")
        assert "lewat batas" in answers
        assert inner.title not in answers
        assert "Masih draf" in page(sign_in(people.andi), "home", lihat="semua")
        assert mine.title not in page(sign_in(people.budi), "home")

    def test_the_first_visit_teaches(self, people, sign_in):
        assert "disepakati bersama" in page(sign_in(people.rina), "home")
        assert "Tidak ada yang menunggu" in page(sign_in(people.andi), "home", lihat="jawab")
        assert "sudah dilihat" in page(sign_in(people.andi), "moderation")
        assert "Daftar kelompok" in page(sign_in(people.andi), "groups")

    def test_a_list_costs_the_same_for_many(self, people, sign_in):
        client = sign_in(people.sinta)

        def grow():
            for _more in range(8):
                row = make.said(make.consultation(people.clinic), is_checked=False)
                make.asked(row, people.hana)
                make.group(people.clinic)

        grow()
        assert_flat(lambda: page(client, "home", lihat="semua"), grow)
        for name in ("moderation", "groups"):
            assert_flat(partial(page, client, name), grow)


class TestReading:
    def test_the_page_costs_the_same_for_many_voices(self, people, sign_in):
        found, client = make.consultation(people.clinic), sign_in(people.andi)

        def grow():
            for kind in Contribution.Kind.values * 4:
                make.answer(make.said(found, kind))
            make.meeting(found)

        grow()
        assert_flat(lambda: page(client, "consultation", found.pk), grow)
        assert_flat(lambda: page(client, "side", found.pk, "for"), grow)

    def test_what_is_hidden_says_why_and_is_read_by_its_keepers_alone(self, people, sign_in):
        found = make.consultation(people.clinic)
        make.said(found, text="kata kasar", state="hidden", hidden_because="memuat hinaan")
        make.said(found, state="hidden", hidden_because="iklan", shown_name="Nama Kasar")
        told = page(sign_in(people.rina), "consultation", found.pk)
        assert "Nama Kasar" not in told
        assert "Disembunyikan karena memuat hinaan" in told
        assert "kata kasar" not in told
        assert "kata kasar" in page(sign_in(people.andi), "consultation", found.pk)

    def test_the_most_supported_stands_first_and_the_rest_behind_a_link(self, people, sign_in):
        found = make.consultation(people.clinic)
        for number in range(11):
            make.said(found, text=f"alasan-{number}.", supports=number)
        told = page(sign_in(people.rina), "consultation", found.pk)
        assert told.index("alasan-10.") < told.index("alasan-9.")
        assert "alasan-0." not in told
        assert "3 pendapat lagi" in told
        assert "alasan-0." in page(sign_in(people.rina), "side", found.pk, "for")
        unknown = reverse("consultations:side", args=[found.pk, "lain"])
        assert sign_in(people.rina).get(unknown).status_code == 404

    def test_the_indicator_keeps_it_for_ever(self, people, sign_in):
        found = make.ended(people.clinic, state="decided", outcome="changed", decision="45 menit.")
        found.events.create(agency=found.agency, kind="decided", by=people.andi, at=org.NOW)
        make.consultation(people.clinic, indicator=found.indicator, state="draft", title="Rahasia")
        address = reverse("indicators:indicator", args=[found.indicator_id])
        told = sign_in(people.budi).get(address, {"bagian": "target"}).content.decode()
        assert "45 menit." in told
        assert "Rahasia" not in told
        assert "Musyawarahkan" not in told
        offered = sign_in(people.andi).get(address, {"bagian": "target"}).content.decode()
        assert "Musyawarahkan" in offered


class TestSpeaking:
    def test_an_employee_speaks_from_the_page_and_supports_in_one_tap(self, people, sign_in):
        found, client = make.consultation(people.clinic), sign_in(people.rina)
        assert 'id="suara"' in page(client, "consultation", found.pk)
        answer = post(
            client, "say", found.pk, key=uuid4(), kind="alternative", text="45 saja", value="45"
        )
        assert answer.status_code == 302
        row = found.contributions.get()
        assert row.employee == people.rina
        assert row.value == 45
        other = sign_in(people.dedi)
        post(other, "support", row.pk)
        assert "Dukung · 1" in page(other, "consultation", found.pk)
        post(other, "support", row.pk, batal="1")
        assert "Dukung · 0" in page(other, "consultation", found.pk)

    def test_nothing_typed_is_lost(self, people, sign_in):
        found = make.consultation(people.clinic)
        answer = post(sign_in(people.rina), "say", found.pk, kind="for", text="panjang sekali")
        assert answer.status_code == 200
        assert "panjang sekali" in answer.content.decode()
        closed = make.ended(people.clinic)
        answer = post(sign_in(people.rina), "say", closed.pk, key=uuid4(), kind="for", text="telat")
        assert "sudah ditutup" in answer.content.decode()
        assert "telat" in answer.content.decode()

    def test_paper_is_typed_sheet_after_sheet(self, people, sign_in):
        found, client = make.consultation(people.clinic), sign_in(people.andi)
        answer = post(client, "paper", found.pk, key=uuid4(), kind="against", text="Terlalu lama")
        assert answer["Location"] == reverse("consultations:paper", args=[found.pk])
        assert found.contributions.get().origin == "paper"

    def test_the_operator_finds_the_way_to_paper(self, people, sign_in):
        found = make.consultation(people.clinic)
        assert "Ketik dari kertas" not in page(sign_in(people.dedi), "consultation", found.pk)
        org.grant(people.dedi, Role.UNIT_OPERATOR, people.clinic.path)
        assert "Ketik dari kertas" in page(sign_in(people.dedi), "consultation", found.pk)
        assert "Simpan pendapat" in page(sign_in(people.dedi), "paper", found.pk)

    def test_moderation_from_the_queue(self, people, sign_in):
        found, client = make.consultation(people.clinic), sign_in(people.sinta)
        row = make.said(found, is_checked=False, state="hidden", hidden_because="memuat tautan")
        queue = reverse("consultations:moderation")
        assert row.text in page(client, "moderation")
        assert post(client, "restore", row.pk, next=queue)["Location"] == queue
        assert row.text not in page(client, "moderation")
        post(client, "hide", row.pk, reason="iklan")
        row.refresh_from_db()
        assert row.hidden_because == "iklan"
        assert sign_in(people.rina).get(queue).status_code == 200


class TestKeeping:
    def test_from_an_indicator_to_an_opened_consultation(self, people, sign_in):
        client, about = sign_in(people.andi), indicators.indicator(people.clinic)
        shown = page(client, "new", people.clinic.pk, indikator=about.pk)
        assert about.name in shown
        target = {"subject": "target", "indicator": about.pk, "year": 2027, "draft_value": "30"}
        answer = post(client, "new", people.clinic.pk, **draft(**target))
        found = Consultation.objects.get()
        assert answer["Location"] == reverse("consultations:consultation", args=[found.pk])
        assert found.indicator == about
        post(client, "change", found.pk, **draft(title="Apa lalu?"))
        post(client, "publish", found.pk)
        opened = Consultation.objects.get()
        assert (opened.state, opened.title, opened.indicator) == ("open", "Apa lalu?", None)
        later = {"ends": TODAY + timedelta(9), "answers_due": TODAY + timedelta(20)}
        post(client, "extend", found.pk, reason="Banjir", **later)
        post(client, "withdraw", found.pk, reason="Digabung")
        found.refresh_from_db()
        assert (found.ends, found.state) == (TODAY + timedelta(9), "withdrawn")
        assert "Digabung" in page(client, "consultation", found.pk)

    def test_a_refusal_stands_above_the_form(self, people, sign_in):
        wrong = draft(ends=TODAY - timedelta(1))
        answer = post(sign_in(people.andi), "new", people.clinic.pk, **wrong)
        assert "mendahului" in answer.content.decode()
        assert "Apa dulu?" in answer.content.decode()

    def test_answers_decision_and_target(self, people, sign_in):
        found, client = make.ended(people.clinic), sign_in(people.andi)
        first, second = make.said(found), make.said(found, "alternative", value=45)
        shown = page(client, "answer", found.pk, pilih=first.pk)
        assert "Lewat batas" in shown
        said = {"verdict": "accepted", "reason": "Kami sepakat"}
        empty = post(client, "answer", found.pk, **said)
        assert "Pilih paling sedikit satu" in empty.content.decode()
        post(client, "answer", found.pk, chosen=[first.pk, second.pk], **said)
        assert Answer.objects.count() == 2
        assert "sudah dijawab" in page(client, "answer", found.pk)
        decided = {"outcome": "changed", "adopted": second.pk, "text": "Menjadi 45 menit."}
        post(client, "decide", found.pk, **decided)
        assert "Jadikan target" in page(client, "consultation", found.pk)
        answer = post(client, "hand_over", found.pk)
        indicator = reverse("indicators:indicator", args=[found.indicator_id])
        assert answer["Location"] == indicator


class TestOutreach:
    def test_groups_letters_and_poster(self, people, sign_in):
        found, client = make.consultation(people.clinic), sign_in(people.andi)
        kept = {"kind": "disability", "contact_name": "Bu Ketut", "is_active": "on"}
        post(client, "group_new", name="Komite SDN 3", **kept)
        group = StakeholderGroup.objects.get()
        post(client, "group_change", group.pk, name="PPDI", **kept)
        letter = {"number": "005/7", "place": "Melati", "day": TODAY, "groups": [group.pk]}
        post(client, "invite", found.pk, **letter)
        again = post(client, "invite", found.pk, **(letter | {"groups": []}))
        assert again.status_code == 200
        row = Invitation.objects.get()
        printed = client.get(reverse("consultations:letter", args=[row.pk])).content
        address = f"http://testserver/musyawarah/{found.pk}/"
        for text in ("005/7", "PPDI", "Bu Ketut", found.title, address, "Andi Prasetyo"):
            assert reading.missing(printed, text) == []
        assert people.andi.nip not in reading.text_of(printed)
        poster = client.get(reverse("consultations:poster", args=[found.pk])).content
        assert reading.missing(poster, [found.title, address, "Tidak perlu akun"]) == []

    def test_a_number_used_twice_is_refused_above_the_form(self, people, sign_in):
        found, client = make.consultation(people.clinic), sign_in(people.andi)
        for _twice in range(2):
            group = make.group(people.clinic)
            letter = {"number": "1", "place": "Melati", "day": TODAY, "groups": [group.pk]}
            answer = post(client, "invite", found.pk, **letter)
        assert "sudah dipakai" in answer.content.decode()

    def test_no_poster_for_a_closed_circle(self, people, sign_in):
        found = make.consultation(people.clinic, is_public=False)
        address = reverse("consultations:poster", args=[found.pk])
        assert sign_in(people.andi).get(address).status_code == 404


class TestMeetings:
    def test_minutes_with_a_photo_are_printed_with_places_to_sign(self, people, sign_in):
        found, client = make.consultation(people.clinic), sign_in(people.andi)
        photo = BytesIO()
        Image.new("RGB", (60, 40), "navy").save(photo, "JPEG")
        photo.seek(0)
        photo.name = "rapat.jpg"
        said = {"day": TODAY, "place": "Balai", "led_by": "Andi", "points": "Antrean"}
        people_lines = "Wayan Suta, komite SDN 3\n\nMade Rai"
        post(client, "meeting_new", found.pk, people=people_lines, photo=photo, **said)
        row = Meeting.objects.get()
        assert [one.capacity for one in row.participants.all()] == ["komite SDN 3", ""]
        shown = page(client, "meeting", row.pk)
        assert "Wayan Suta" in shown
        shown = client.get(reverse("consultations:meeting_photo", args=[row.pk]))
        assert b"".join(shown.streaming_content).startswith(b"RIFF")
        assert "Made Rai" in page(client, "meeting_change", row.pk)
        post(client, "meeting_change", row.pk, people="Nyoman", **said)
        printed = client.get(reverse("consultations:minutes", args=[row.pk])).content
        assert reading.missing(printed, ["Nyoman", "Antrean", "Balai", found.title]) == []
        row.refresh_from_db()
        assert row.photo is not None

    def test_a_meeting_without_a_photo_has_none(self, people, sign_in):
        row = make.meeting(make.consultation(people.clinic))
        address = reverse("consultations:meeting_photo", args=[row.pk])
        assert sign_in(people.andi).get(address).status_code == 404
        assert "Wayan Suta" not in page(sign_in(people.rina), "consultation", row.consultation_id)
