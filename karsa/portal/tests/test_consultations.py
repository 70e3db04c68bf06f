import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.signing import Signer
from django.urls import reverse
from django.utils.html import escape

from karsa.audit.models import AuditEntry
from karsa.consultations import services
from karsa.consultations.models import Contribution, Support
from karsa.consultations.tests import make
from karsa.kit.testing import assert_flat
from karsa.org.tests import make as org
from karsa.tenancy.scope import scope

LATER = org.NOW + timedelta(seconds=20)


@pytest.fixture(autouse=True)
def now(monkeypatch):
    """Shown at noon, sent twenty seconds later."""
    monkeypatch.setattr("karsa.kit.clock.now", lambda: LATER)


def ticket(shown=org.NOW):
    signer = Signer(salt="karsa.portal.form")
    return signer.sign_object([uuid4().hex, int(shown.timestamp())])


def read(client, name, *args, **query):
    response = client.get(reverse(f"portal:{name}", args=args), query)
    assert response.status_code == 200
    assert not response.cookies
    assert len(response.content) <= 60 * 1024
    return response.content.decode()


def send(client, found, **over):
    said = {"ticket": ticket(), "kind": "for", "text": "Antrean terlalu lama"}
    return client.post(reverse("portal:say", args=[found.pk]), said | over)


def support(client, row, **over):
    return client.post(reverse("portal:support", args=[row.pk]), {"ticket": ticket()} | over)


class TestReading:
    def test_the_list_has_open_and_closed_ones_and_no_inner_circle(self, people, client):
        make.consultation(people.clinic, title="Terbuka ini")
        make.consultation(people.clinic, title="Hanya pegawai", is_public=False)
        make.consultation(people.clinic, title="Masih draf", state="draft")
        make.ended(people.clinic, title="Sudah usai")
        opened, closed = (
            read(client, "consultations"),
            read(client, "consultations", lihat="selesai"),
        )
        assert "Terbuka ini" in opened
        assert "Sudah usai" in closed
        for title in ("Hanya pegawai", "Masih draf"):
            assert title not in opened + closed

    def test_empty_lists_say_what_comes(self, agency, client):
        assert "Belum ada musyawarah yang terbuka" in read(client, "consultations")
        assert (
            "belum ada musyawarah yang selesai"
            in read(client, "consultations", lihat="selesai").lower()
        )

    def test_nothing_personal_stands_on_the_page(self, people, client):
        found = make.consultation(people.clinic)
        make.said(found, origin="staff", employee=people.rina, supports=3)
        make.said(found, "against", state="hidden", hidden_because="hinaan", text="kata kasar")
        make.meeting(found)
        shown = read(client, "consultation", found.pk)
        for text in (people.rina.name, people.rina.nip, "Wayan Suta", "kata kasar", "3 dukungan"):
            assert text not in shown
        assert "kurang dari 5 dukungan" in shown
        assert "kurang dari 5 peserta" in shown
        assert "Disembunyikan karena hinaan" in shown

    def test_a_late_answer_is_seen_by_everybody(self, people, client):
        found = make.ended(people.clinic)
        make.said(found)
        assert "1 pendapat belum dijawab" in read(client, "consultation", found.pk)
        assert "lewat batas" in read(client, "consultations", lihat="selesai")

    def test_answers_and_the_decision_stay(self, people, client):
        said = {"state": "decided", "outcome": "changed", "decision": "Menjadi 45 menit."}
        found = make.ended(people.clinic, **said)
        make.answer(make.said(found, "alternative", value=45), reason="Usul yang baik")
        shown = read(client, "consultation", found.pk)
        for text in ("Menjadi 45 menit.", "Usul yang baik", "Diterima", "Usul target: 45"):
            assert text in shown
        assert "Sampaikan pendapat" not in shown
        form = reverse("portal:say", args=[found.pk])
        assert client.get(form).status_code == 302

    def test_many_voices_cost_the_same_and_stay_light(self, people, client):
        found = make.consultation(people.clinic)

        def grow():
            for kind in Contribution.Kind.values * 12:
                make.answer(make.said(found, kind, text="Panjang sekali. " * 8))
            make.consultation(people.clinic)

        grow()
        assert_flat(lambda: read(client, "consultation", found.pk), grow)
        assert_flat(lambda: read(client, "side", found.pk, "for"), grow)
        assert_flat(lambda: read(client, "consultations"), grow)

    @pytest.mark.parametrize("name", ["consultation", "say"])
    def test_what_is_not_public_does_not_exist(self, people, client, name):
        found = make.consultation(people.clinic, is_public=False)
        assert client.get(reverse(f"portal:{name}", args=[found.pk])).status_code == 404
        row = make.said(found)
        assert support(client, row).status_code == 404
        assert client.get(reverse("portal:side", args=[found.pk, "lain"])).status_code == 404

    def test_another_agency_is_another_house(self, people, elsewhere, client):
        with scope(elsewhere):
            found = make.consultation(org.unit(agency=elsewhere))
        assert client.get(reverse("portal:consultation", args=[found.pk])).status_code == 404


class TestSpeaking:
    def test_without_javascript_a_citizen_speaks_once(self, people, client):
        found, one = make.consultation(people.clinic), ticket()
        form = read(client, "say", found.pk, pendapat="alternative")
        assert re.search(r'value="alternative"[^>]*checked', form)
        first = send(client, found, ticket=one, shown_name="Bu Ketut")
        send(client, found, ticket=one, shown_name="Bu Ketut")
        assert first["Location"].endswith("?kabar=terkirim")
        assert found.contributions.get().shown_name == "Bu Ketut"
        assert "Terima kasih" in client.get(first["Location"]).content.decode()

    def test_the_audit_knows_the_day_and_nobody(self, people, client):
        send(client, make.consultation(people.clinic))
        entry = AuditEntry.objects.get()
        assert (entry.actor_id, entry.at.hour, entry.at.minute) == (None, 0, 0)

    def test_a_signed_in_employee_stays_a_citizen_here(self, people, sign_in):
        found = make.consultation(people.clinic)
        send(sign_in(people.rina), found)
        assert found.contributions.get().employee is None
        assert AuditEntry.objects.get().actor_id is None

    def test_a_machine_leaves_nothing_and_a_person_taken_for_one_sends_again(self, people, client):
        found = make.consultation(people.clinic)
        for over, said in (
            ({"situs": "http://x"}, "seperti dari mesin"),
            ({"ticket": ticket(LATER)}, "Cepat sekali"),
        ):
            answer = send(client, found, **over).content.decode()
            assert said in answer
            assert "Antrean terlalu lama" in answer
        assert not Contribution.objects.exists()

    def test_a_page_left_open_is_sent_with_a_new_ticket(self, people, client, monkeypatch):
        found = make.consultation(people.clinic)
        old = send(client, found, ticket=ticket(org.NOW - timedelta(hours=13))).content.decode()
        renewed = re.search(r'name="ticket" value="([^"]+)"', old)
        assert renewed
        monkeypatch.setattr("karsa.kit.clock.now", lambda: LATER + timedelta(seconds=9))
        send(client, found, ticket=renewed[1])
        assert found.contributions.count() == 1

    @pytest.mark.parametrize(
        ("over", "message"),
        [
            ({"ticket": "palsu"}, "terlalu lama terbuka"),
            ({"ticket": "stale"}, "terlalu lama terbuka"),
            ({"shown_name": "081234567890"}, "nama panggilan saja"),
            ({"text": ""}, "Periksa isian"),
            ({"text": "x" * 2001}, "2000"),
            ({"value": "banyak"}, "Periksa isian"),
            ({"kind": "<script>"}, "Periksa isian"),
            ({"shown_name": "Si Goblok"}, "sopan"),
        ],
    )
    def test_nothing_typed_is_lost(self, people, client, over, message):
        stale = {"ticket": ticket(org.NOW - timedelta(hours=13))}
        over = stale if over.get("ticket") == "stale" else over
        typed = {"text": "Antre <b>lama</b>", "shown_name": "Bu Ketut"} | over
        answer = send(client, make.consultation(people.clinic), **typed)
        page = answer.content.decode()
        assert answer.status_code == 200
        assert message in page
        for said in (typed["text"], typed["shown_name"]):
            assert escape(said) in page
        assert not answer.cookies
        assert not Contribution.objects.exists()

    def test_what_comes_after_the_end_stays_on_the_form(self, people, client):
        for over in ({"weighs_from": org.TODAY}, {"ends": org.TODAY - timedelta(days=1)}):
            found = make.consultation(people.clinic, **over)
            page = send(client, found, text="Sudah panjang saya tulis").content.decode()
            assert "Sudah panjang saya tulis" in page
            assert "sudah" in page
        assert not Contribution.objects.exists()

    def test_scripts_are_words(self, people, client):
        found = make.consultation(people.clinic)
        mine = send(client, found, text="<script>alert(1)</script>")["Location"]
        for page in (read(client, "consultation", found.pk), client.get(mine).content.decode()):
            assert "&lt;script&gt;alert" in page
            assert "<script>alert" not in page

    def test_who_sends_by_the_hundred_waits(self, people, client, monkeypatch):
        monkeypatch.setattr("karsa.portal.door._AN_HOUR", 120)
        found = make.consultation(people.clinic)
        for _many in range(3):
            last = send(client, found)
        assert "Terlalu banyak kiriman" in last.content.decode()
        assert "Antrean terlalu lama" in last.content.decode()
        assert found.contributions.count() == 2

    def test_behind_a_proxy_everybody_has_an_own_pace(self, people, client, monkeypatch, settings):
        monkeypatch.setattr("karsa.portal.door._AN_HOUR", 60)
        settings.HTTPS = True
        found = make.consultation(people.clinic)
        for address in ("10.0.0.1", "10.0.0.2"):
            said = {"ticket": ticket(), "kind": "for", "text": "Ya"}
            said_at = reverse("portal:say", args=[found.pk])
            client.post(said_at, said, headers={"X-Forwarded-For": f"1.1.1.1, {address}"})
        assert found.contributions.count() == 2


class TestSupport:
    def test_one_browser_supports_once_and_reading_sets_no_cookie(self, people, client):
        row = make.said(make.consultation(people.clinic))
        answer = support(client, row)
        assert answer["Location"].endswith(f"kabar=didukung#pendapat-{row.pk}")
        cookie = answer.cookies["peserta"]
        assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == (
            "/musyawarah/",
            True,
            "Lax",
        )
        support(client, row)
        assert Support.objects.count() == 1
        client.cookies.clear()
        support(client, row)
        row.refresh_from_db()
        assert row.supports == 2
        assert "Dukungan Anda tercatat" in read(
            client, "consultation", row.consultation_id, kabar="didukung"
        )

    def test_a_double_tap_before_the_cookie_counts_once(self, people, client):
        row, one = make.said(make.consultation(people.clinic)), ticket()
        for _tap in range(2):
            client.cookies.clear()
            support(client, row, ticket=one)
        assert Support.objects.count() == 1

    def test_a_strange_ticket_is_refused_kindly(self, people, client):
        row = make.said(make.consultation(people.clinic))
        assert support(client, row, ticket="").status_code == 409
        assert not Support.objects.exists()


class TestMyWords:
    def test_its_author_asks_for_a_second_look(self, people, client):
        address = send(client, make.consultation(people.clinic))["Location"].partition("?")[0]
        row = Contribution.objects.get()
        assert "terbaca oleh semua" in client.get(address).content.decode()
        services.hide(actor=org.actor(people.sinta), contribution=row, reason="iklan")
        refused = client.post(address, {"ticket": "palsu", "words": "Bukan <b>iklan</b>"})
        assert "Bukan &lt;b&gt;iklan&lt;/b&gt;" in refused.content.decode()
        assert client.post(address, {"ticket": ticket(), "words": "Bukan"}).status_code == 302
        page = client.get(address).content.decode()
        assert "menunggu dilihat" in page
        assert "Anda minta dilihat lagi" in page
        assert people.sinta.name not in page

    def test_nobody_else_finds_it(self, people, client, elsewhere):
        assert client.get(reverse("portal:my_opinion", args=[uuid4()])).status_code == 404
        staff = make.said(make.consultation(people.clinic), origin="staff", employee=people.rina)
        assert client.get(reverse("portal:my_opinion", args=[staff.key])).status_code == 404

    def test_while_it_is_weighed_one_supports_but_does_not_write(self, people, client):
        found = make.consultation(people.clinic, weighs_from=org.TODAY)
        row = make.said(found, "alternative", value=40)
        page = read(client, "consultation", found.pk)
        assert "Sedang ditimbang" in page
        assert "Sampaikan pendapat" not in page
        assert client.get(reverse("portal:say", args=[found.pk])).status_code == 302
        assert support(client, row).status_code == 302
        row.refresh_from_db()
        assert row.supports == 1
