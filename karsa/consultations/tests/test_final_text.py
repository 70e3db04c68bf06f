"""The words of a decision: their fingerprint, and what a moderator changes in them."""

from hashlib import sha256

import pytest
from django.urls import reverse

from karsa.consultations import services
from karsa.consultations.tests import make
from karsa.org.tests import make as org
from karsa.rules.refused import Refused


class TestFinalText:
    def test_its_bytes_give_the_fingerprint_and_it_names_nobody(self, people, client):
        found = make.ended(people.clinic)
        row = make.said(found, "alternative", value=45, text="Empat puluh lima", shown_name="Sri")
        make.answer(row)
        services.decide(
            actor=org.actor(people.andi),
            consultation=found,
            outcome="changed",
            text="Menjadi 45 menit.",
            adopted=row,
        )
        found.refresh_from_db()
        served = client.get(reverse("portal:final_text", args=[found.pk]))
        assert served["Content-Type"] == "text/plain; charset=utf-8"
        assert sha256(served.content).hexdigest() == found.fingerprint
        text = served.content.decode()
        for words in (found.title, "Menjadi 45 menit.", "Empat puluh lima", "Usul lain: 1"):
            assert words in text
        assert "Sri" not in text
        page = client.get(reverse("portal:consultation", args=[found.pk])).content.decode()
        assert found.fingerprint in page

    def test_what_waits_for_a_moderator_is_decided_without_only_knowingly(self, people, sign_in):
        found, andi = make.ended(people.clinic), sign_in(people.andi)
        make.said(found, state="hidden", hidden_because="nomor telepon", is_checked=False)
        url = reverse("consultations:decide", args=[found.pk])
        said = {"outcome": "dropped", "text": "Tidak jadi."}
        page = andi.post(url, said).content.decode()
        assert "menunggu dibaca moderator" in page
        assert "Tidak jadi." in page
        andi.post(url, said | {"unread": "on"})
        found.refresh_from_db()
        assert "Belum dibaca moderator saat diputuskan: 1" in found.final_text

    def test_a_proposal_hidden_later_leaves_the_text_and_comes_back(self, people, client):
        found = make.ended(people.clinic)
        row = make.said(found, "alternative", text="Telepon saya\n0812", value=45)
        make.answer(row)
        decided = services.decide(
            actor=org.actor(people.andi),
            consultation=found,
            outcome="changed",
            text="45",
            adopted=row,
        )
        first = decided.fingerprint
        sinta = org.actor(people.sinta)
        services.hide(actor=sinta, contribution=row, reason="nomor telepon")
        found.refresh_from_db()
        assert "0812" not in found.final_text
        assert found.final_text.endswith(f"Sidik naskah sebelumnya: {first}\n")
        assert sha256(found.final_text.encode()).hexdigest() == found.fingerprint != first
        page = client.get(reverse("portal:consultation", args=[found.pk])).content.decode()
        assert "0812" not in page
        assert "disembunyikan moderator: nomor telepon" in page
        services.restore(actor=sinta, contribution=row)
        found.refresh_from_db()
        assert "0812" in found.final_text
        assert found.final_text.count("Sidik naskah sebelumnya") == 2
        assert found.events.filter(kind="reworded").count() == 2

    def test_a_hidden_proposal_is_not_taken_over(self, people):
        found = make.ended(people.clinic)
        row = make.said(found, "alternative", state="hidden", hidden_because="hinaan")
        with pytest.raises(Refused, match="baru saja disembunyikan"):
            services.decide(
                actor=org.actor(people.andi),
                consultation=found,
                outcome="changed",
                text="Ya",
                adopted=row,
            )

    def test_before_the_decision_there_is_none(self, people, client):
        url = reverse("portal:final_text", args=[make.consultation(people.clinic).pk])
        assert client.get(url).status_code == 404
