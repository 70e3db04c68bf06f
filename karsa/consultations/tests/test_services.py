from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied

from karsa.audit.models import AuditEntry
from karsa.consultations import services
from karsa.consultations.models import Answer, Consultation, Contribution, Support
from karsa.consultations.services import Said, Words
from karsa.consultations.tests import make
from karsa.indicators.models import Target, TargetRevision
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


def say(text: str = "Setuju", kind: str = "for", **over: Any) -> Said:
    return Said(uuid4(), kind, text, **over)


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


class TestTakingPart:
    def test_staff_of_the_unit_speak_once_per_form(self, people):
        found, said = make.consultation(people.clinic, is_public=False), say()
        first = services.contribute(actor=org.actor(people.rina), consultation=found, said=said)
        again = services.contribute(actor=org.actor(people.rina), consultation=found, said=said)

        assert first == again
        assert first.employee == people.rina
        with pytest.raises(PermissionDenied):
            services.contribute(actor=org.actor(people.budi), consultation=found, said=say())

    def test_the_office_above_is_heard_where_the_public_is(self, people):
        found = make.consultation(people.clinic)
        services.contribute(actor=org.actor(people.budi), consultation=found, said=say())
        assert found.contributions.get().origin == "staff"

    def test_a_nameless_word_leaves_no_trace_of_the_person(self, people):
        found, rina = make.consultation(people.clinic), org.actor(people.rina)
        row = services.contribute(actor=rina, consultation=found, said=say(), nameless=True)

        entry = AuditEntry.objects.get(verb="contribution.added")
        assert row.employee is None
        assert entry.actor_id is None
        assert (entry.at.hour, entry.at.minute, entry.at.second) == (0, 0, 0)

    def test_outside_its_dates_nobody_speaks(self, people):
        rina = org.actor(people.rina)
        early = make.consultation(people.clinic, starts=TODAY + timedelta(days=2))
        for found, message in ((make.ended(people.clinic), "ditutup"), (early, "belum dimulai")):
            with pytest.raises(Refused, match=message):
                services.contribute(actor=rina, consultation=found, said=say())
        with pytest.raises(Refused, match="Tulis dulu"):
            services.contribute(
                actor=rina, consultation=make.consultation(people.clinic), said=say(" ")
            )

    def test_only_an_alternative_carries_another_target(self, people):
        found, rina = make.consultation(people.clinic), org.actor(people.rina)
        for kind, kept in (("for", None), ("alternative", 45)):
            row = services.contribute(actor=rina, consultation=found, said=say(kind=kind, value=45))
            assert row.value == kept

    def test_paper_is_typed_by_the_unit_until_the_answers_are_due(self, people):
        andi, group = org.actor(people.andi), make.group(people.clinic)
        found = make.consultation(people.clinic, ends=TODAY - timedelta(days=1))
        row = services.contribute_on_paper(
            actor=andi, consultation=found, said=say(), shown_name="Bu Ketut", group=group
        )
        assert (row.origin, row.shown_name, row.group) == ("paper", "Bu Ketut", group)
        with pytest.raises(Refused, match="sampai batas"):
            services.contribute_on_paper(
                actor=andi, consultation=make.ended(people.clinic), said=say()
            )
        with pytest.raises(PermissionDenied):
            services.contribute_on_paper(
                actor=org.actor(people.rina), consultation=found, said=say()
            )

    def test_citizens_speak_without_a_trace(self, people, agency):
        found = make.consultation(people.clinic)
        row = services.contribute_publicly(
            agency=agency, consultation=found, said=say(), today=TODAY
        )
        entry = AuditEntry.objects.get(verb="contribution.added")
        assert (row.employee, row.state, row.is_checked) == (None, "shown", False)
        assert (entry.actor_id, entry.at.hour) == (None, 0)

    def test_a_number_waits_and_a_closed_circle_is_closed(self, people, agency):
        found = make.consultation(people.clinic)
        row = services.contribute_publicly(
            agency=agency, consultation=found, said=say("Telepon 081234567890"), today=TODAY
        )
        assert row.state == "hidden"
        assert "nomor" in row.hidden_because
        inner = make.consultation(people.clinic, is_public=False)
        with pytest.raises(Refused, match="pegawai unit"):
            services.contribute_publicly(agency=agency, consultation=inner, said=say(), today=TODAY)
        with pytest.raises(Refused, match="pegawai unit"):
            services.support_publicly(
                agency=agency, contribution=make.said(inner), browser="a", today=TODAY
            )


class TestSupport:
    def test_one_person_supports_once_and_may_take_it_back(self, people):
        row, rina = make.said(make.consultation(people.clinic)), org.actor(people.rina)
        for _again in range(2):
            services.support(actor=rina, contribution=row)
        row.refresh_from_db()
        assert row.supports == 1
        services.support(actor=rina, contribution=row, on=False)
        row.refresh_from_db()
        assert row.supports == 0
        assert {"contribution.supported", "contribution.unsupported"} <= verbs()

    def test_one_browser_supports_once_and_its_supports_cannot_be_joined(self, people, agency):
        found = make.consultation(people.clinic)
        rows = [make.said(found), make.said(found)]
        for row in rows * 2:
            services.support_publicly(agency=agency, contribution=row, browser="kata", today=TODAY)
        digests = set(Support.objects.values_list("browser", flat=True))
        assert len(digests) == 2
        assert not any("kata" in digest for digest in digests)

    def test_not_ones_own_nor_what_is_hidden_nor_by_strangers(self, people):
        found, rina = make.consultation(people.clinic, is_public=False), org.actor(people.rina)
        own = make.said(found, origin="staff", employee=people.rina)
        hidden = make.said(found, state="hidden", hidden_because="hinaan")
        with pytest.raises(Refused, match="sendiri"):
            services.support(actor=rina, contribution=own)
        with pytest.raises(Refused, match="disembunyikan"):
            services.support(actor=rina, contribution=hidden)
        with pytest.raises(PermissionDenied):
            services.support(actor=org.actor(people.budi), contribution=own)


class TestAnswering:
    def test_moderation_says_why_and_is_undone(self, people):
        row, andi = make.said(make.consultation(people.clinic)), org.actor(people.andi)
        with pytest.raises(Refused, match="alasannya"):
            services.hide(actor=andi, contribution=row, reason=" ")
        services.hide(actor=andi, contribution=row, reason="memuat hinaan")
        row.refresh_from_db()
        assert (row.state, row.hidden_because) == ("hidden", "memuat hinaan")
        services.restore(actor=andi, contribution=row)
        services.restore(actor=andi, contribution=row)
        row.refresh_from_db()
        assert row.state == "shown"
        assert [one.hides for one in row.moderations.all()] == [False, True]
        with pytest.raises(PermissionDenied):
            services.hide(actor=org.actor(people.rina), contribution=row, reason="x")

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


class TestOutreach:
    def test_groups_are_kept_once(self, people):
        andi = org.actor(people.andi)
        row = services.keep_group(actor=andi, name="Komite SDN 3", kind="school_committee")
        services.keep_group(actor=andi, name="Komite SDN 3", kind="village", group=row)
        with pytest.raises(Refused, match="sudah ada"):
            services.keep_group(actor=andi, name="komite sdn 3", kind="village")
        with pytest.raises(PermissionDenied):
            services.keep_group(actor=org.actor(people.rina), name="X", kind="village")

    def test_letters_are_numbered_and_go_once_to_each(self, people):
        found, andi = make.consultation(people.clinic), org.actor(people.andi)
        groups = [make.group(people.clinic), make.group(people.clinic)]
        letter: dict[str, Any] = {
            "consultation": found,
            "number": "005/1",
            "place": "Melati",
            "day": TODAY,
        }
        made = services.invite(actor=andi, groups=groups, **letter)
        assert [row.number for row in made] == ["005/1/1", "005/1/2"]
        with pytest.raises(Refused, match="sudah diundang"):
            services.invite(actor=andi, groups=groups[:1], **letter)
        more, third = letter | {"number": "005/1/2"}, [make.group(people.clinic)]
        with pytest.raises(Refused, match="Nomor surat"):
            services.invite(actor=andi, groups=third, **more)
        with pytest.raises(Refused, match="Pilih kelompok"):
            services.invite(actor=andi, groups=[], **letter)
        with pytest.raises(PermissionDenied):
            services.invite(actor=org.actor(people.rina), groups=groups, **letter)
        inner = make.consultation(people.clinic, is_public=False)
        with pytest.raises(Refused, match="untuk warga"):
            services.invite(actor=andi, groups=groups, **(letter | {"consultation": inner}))


class TestMeetings:
    def _minutes(self, **over: Any) -> services.Minutes:
        said: dict[str, Any] = {
            "day": TODAY,
            "place": "Balai",
            "led_by": "Andi",
            "points": "A",
            "agreements": "",
        }
        return services.Minutes(**(said | {"people": [("Wayan", "RT 3")]} | over))

    def test_minutes_are_written_and_written_anew(self, people):
        found, andi = make.consultation(people.clinic), org.actor(people.andi)
        row = services.write_minutes(actor=andi, consultation=found, minutes=self._minutes())
        services.write_minutes(
            actor=andi,
            consultation=found,
            minutes=self._minutes(people=[("Made", ""), ("Nyoman", "")]),
            meeting=row,
        )
        assert [one.name for one in row.participants.all()] == ["Made", "Nyoman"]
        assert "meeting.recorded" in verbs()

    @pytest.mark.parametrize(
        ("over", "message"),
        [({"day": TODAY + timedelta(days=1)}, "belum berlangsung"), ({"people": []}, "peserta")],
    )
    def test_not_of_a_day_to_come_nor_without_people(self, people, over, message):
        with pytest.raises(Refused, match=message):
            services.write_minutes(
                actor=org.actor(people.andi),
                consultation=make.consultation(people.clinic),
                minutes=self._minutes(**over),
            )

    def test_not_by_strangers_nor_after_the_decision(self, people):
        found = make.ended(people.clinic, state="decided", outcome="adopted", decision="Ya")
        with pytest.raises(Refused, match="belum diputuskan"):
            services.write_minutes(
                actor=org.actor(people.andi), consultation=found, minutes=self._minutes()
            )
        with pytest.raises(PermissionDenied):
            services.write_minutes(
                actor=org.actor(people.rina), consultation=found, minutes=self._minutes()
            )


def test_what_is_anonymous_cannot_be_joined_with_what_knows_people():
    """No column of a citizen's word or support holds a moment, an account or an address."""
    for model in (Contribution, Support):
        names = {field.name for field in model._meta.get_fields() if field.concrete}
        assert not names & {"at", "created_at", "user", "actor", "address", "request_id", "ip"}


def test_a_draft_is_its_keepers_alone(people):
    make.consultation(people.clinic, state="draft")
    seen = {
        name: Consultation.objects.visible_to(org.actor(getattr(people, name), NOW)).count()
        for name in ("rina", "andi", "sinta", "budi", "hana")
    }
    assert seen == {"rina": 0, "andi": 1, "sinta": 1, "budi": 0, "hana": 1}
