from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from karsa.consultations import services
from karsa.consultations.models import Answer
from karsa.consultations.tests import make
from karsa.indicators.models import Target, TargetRevision
from karsa.indicators.tests import make as indicators
from karsa.org.tests import make as org
from karsa.rules.refused import Refused


class TestAnswering:
    def test_moderation_says_why_and_is_undone(self, people):
        row, sinta = make.said(make.consultation(people.clinic)), org.actor(people.sinta)
        with pytest.raises(Refused, match="alasannya"):
            services.hide(actor=sinta, contribution=row, reason=" ")
        services.hide(actor=sinta, contribution=row, reason="memuat hinaan")
        row.refresh_from_db()
        assert (row.state, row.hidden_because) == ("hidden", "memuat hinaan")
        services.restore(actor=sinta, contribution=row)
        services.restore(actor=sinta, contribution=row)
        row.refresh_from_db()
        assert row.state == "shown"
        assert [one.hides for one in row.moderations.all()] == [False, True]
        for somebody in (people.rina, people.andi):
            with pytest.raises(PermissionDenied):
                services.hide(actor=org.actor(somebody), contribution=row, reason="x")

    def test_several_are_answered_at_once_each_once(self, people):
        found, andi = make.ended(people.clinic), org.actor(people.andi)
        keys = [make.said(found).pk, make.said(found, "against").pk]
        said: dict[str, Any] = {"consultation": found, "contributions": keys, "verdict": "partly"}
        with pytest.raises(PermissionDenied):
            services.answer(actor=org.actor(people.rina), reason="Ya", **said)
        with pytest.raises(Refused, match="alasannya"):
            services.answer(actor=andi, reason="", **said)
        services.answer(actor=andi, reason="Bertahap", **said)
        assert Answer.objects.filter(reason="Bertahap").count() == 2
        with pytest.raises(Refused, match="sudah dijawab"):
            services.answer(actor=andi, reason="Lagi", **said)

    def test_what_was_called_off_is_not_answered(self, people):
        found = make.ended(people.clinic, state="withdrawn")
        with pytest.raises(Refused, match="dibatalkan"):
            services.answer(
                actor=org.actor(people.andi),
                consultation=found,
                contributions=[make.said(found).pk],
                verdict="accepted",
                reason="Ya",
            )

    def test_a_decision_waits_for_the_end_and_for_every_answer(self, people):
        andi = org.actor(people.andi)
        text: dict[str, Any] = {"outcome": "adopted", "text": "Kita pakai."}
        with pytest.raises(Refused, match="masih boleh bicara"):
            services.decide(actor=andi, consultation=make.consultation(people.clinic), **text)
        found = make.ended(people.clinic)
        row = make.said(found)
        with pytest.raises(Refused, match="Masih ada 1 pendapat"):
            services.decide(actor=andi, consultation=found, **text)
        make.answer(row)
        with pytest.raises(Refused, match="Tulis keputusannya"):
            services.decide(actor=andi, consultation=found, outcome="adopted", text=" ")
        other = make.said(make.ended(people.clinic), "alternative")
        with pytest.raises(Refused, match="musyawarah lain"):
            services.decide(actor=andi, consultation=found, adopted=other, **text)
        with pytest.raises(PermissionDenied):
            services.decide(actor=org.actor(people.rina), consultation=found, **text)
        services.decide(actor=andi, consultation=found, **text)
        assert found.events.get().text == "Kita pakai."


class TestHandingOver:
    def _decided(self, unit, **over):
        said = {"state": "decided", "outcome": "changed", "decision": "Dipakai dengan perubahan."}
        return make.ended(unit, **(said | over))

    def test_the_adopted_alternative_becomes_the_target(self, people):
        found, andi = self._decided(people.clinic), org.actor(people.andi)
        found.adopted = make.said(found, "alternative", value=45)
        found.save()
        made = services.hand_over(actor=andi, consultation=found)

        assert Target.objects.get(indicator=made, year=2027, month=0).value == 45
        assert "45" in found.events.get().text
        with pytest.raises(Refused, match="Tidak ada yang perlu"):
            services.hand_over(actor=andi, consultation=found)

    def test_where_a_target_stands_its_change_is_proposed_to_others(self, people):
        found = self._decided(people.clinic, outcome="adopted", subject="revision")
        indicators.target(found.indicator, 60, year=2027, baseline=70)
        services.hand_over(actor=org.actor(people.andi), consultation=found)

        revision = TargetRevision.objects.get()
        assert Target.objects.get(indicator=found.indicator).value == 60
        assert found.title in revision.reason

    def test_a_new_indicator_is_made_with_its_card(self, people):
        found = self._decided(
            people.clinic,
            subject="card",
            outcome="adopted",
            draft_text="Lansia dikunjungi tiap bulan",
            measure="orang",
            year=None,
            draft_value=None,
        )
        made = services.hand_over(actor=org.actor(people.andi), consultation=found)
        found.refresh_from_db()
        assert (made.name, made.cards.get().measure) == ("Lansia dikunjungi tiap bulan", "orang")
        assert found.indicator == made

    def test_nothing_is_handed_over_by_strangers_or_from_what_was_dropped(self, people):
        with pytest.raises(PermissionDenied):
            services.hand_over(
                actor=org.actor(people.rina), consultation=self._decided(people.clinic)
            )
        with pytest.raises(Refused, match="Tidak ada"):
            services.hand_over(
                actor=org.actor(people.andi),
                consultation=self._decided(people.clinic, outcome="dropped"),
            )
