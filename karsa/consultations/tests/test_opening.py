from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from karsa.audit.models import AuditEntry
from karsa.consultations import services
from karsa.consultations.models import Consultation
from karsa.consultations.services import Words
from karsa.consultations.tests import make
from karsa.indicators.tests import make as indicators
from karsa.org.tests import make as org
from karsa.org.tests.make import NOW, TODAY
from karsa.rules.refused import Refused


def words(**over: Any) -> Words:
    defaults: dict[str, Any] = {
        "subject": "question",
        "title": "Apa yang paling penting?",
        "explanation": "Kita memilih tujuan tahun depan.",
        "draft_text": "Ibu dan bayi selamat",
        "starts": TODAY,
        "ends": TODAY + timedelta(days=7),
        "answers_due": TODAY + timedelta(days=14),
    }
    return Words(**(defaults | over))


def verbs():
    return set(AuditEntry.objects.values_list("verb", flat=True))


class TestOpening:
    def test_the_head_drafts_and_opens(self, people):
        andi = org.actor(people.andi)
        found = services.draft(actor=andi, unit=people.clinic, words=words())
        services.redraft(actor=andi, consultation=found, words=words(title="Apa dulu?"))
        services.publish(actor=andi, consultation=found)

        found.refresh_from_db()
        assert (found.state, found.title) == ("open", "Apa dulu?")
        assert found.events.get().kind == "opened"
        assert {"consultation.drafted", "consultation.opened"} <= verbs()

    def test_staff_and_strangers_may_not(self, people):
        for who in (people.rina, people.budi):
            with pytest.raises(PermissionDenied):
                services.draft(actor=org.actor(who), unit=people.clinic, words=words())

    @pytest.mark.parametrize(
        ("over", "message"),
        [
            ({"ends": TODAY - timedelta(days=1)}, "mendahului"),
            ({"answers_due": TODAY}, "Batas jawaban"),
            ({"subject": "target"}, "Pilih indikatornya"),
            ({"draft_text": " "}, "Tulis rancangan"),
            ({"subject": "card"}, "satuan"),
        ],
    )
    def test_what_is_incomplete_is_refused(self, people, over, message):
        with pytest.raises(Refused, match=message):
            services.draft(actor=org.actor(people.andi), unit=people.clinic, words=words(**over))

    def test_an_indicator_of_another_unit_is_refused(self, people):
        other = indicators.indicator(people.office)
        with pytest.raises(Refused, match="unit lain"):
            services.draft(
                actor=org.actor(people.andi), unit=people.clinic, words=words(indicator=other)
            )

    def test_once_opened_the_draft_stands(self, people):
        found = make.consultation(people.clinic)
        with pytest.raises(Refused, match="tidak diubah lagi"):
            services.redraft(actor=org.actor(people.andi), consultation=found, words=words())
        with pytest.raises(Refused, match="belum bisa"):
            services.publish(actor=org.actor(people.andi), consultation=found)

    def test_a_draft_whose_days_are_over_is_not_opened(self, people):
        found = make.ended(people.clinic, state="draft")
        with pytest.raises(Refused, match="sudah lewat"):
            services.publish(actor=org.actor(people.andi), consultation=found)

    def test_more_time_is_given_with_a_reason(self, people):
        found, andi = make.consultation(people.clinic), org.actor(people.andi)
        later: dict[str, Any] = {
            "ends": found.ends + timedelta(days=5),
            "answers_due": TODAY + timedelta(days=30),
        }
        with pytest.raises(Refused, match="alasan"):
            services.extend(actor=andi, consultation=found, reason=" ", **later)
        with pytest.raises(Refused, match="lebih lambat"):
            services.extend(
                actor=andi, consultation=found, reason="Banjir", **(later | {"ends": TODAY})
            )
        services.extend(actor=andi, consultation=found, reason="Banjir", **later)
        assert found.events.get().text == "Banjir"
        services.withdraw(actor=andi, consultation=found, reason="Digabung")
        with pytest.raises(Refused, match="dapat diperpanjang"):
            services.extend(actor=andi, consultation=found, reason="Lagi", **later)
        assert "consultation.withdrawn" in verbs()


def test_a_draft_is_its_keepers_alone(people):
    make.consultation(people.clinic, state="draft")
    seen = {
        name: Consultation.objects.visible_to(org.actor(getattr(people, name), NOW)).count()
        for name in ("rina", "andi", "sinta", "budi", "hana")
    }
    assert seen == {"rina": 0, "andi": 1, "sinta": 1, "budi": 0, "hana": 1}
