"""Proposals for a service: phases, halls, the final text, and what time does."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from karsa.accounts.roles import Role
from karsa.audit.models import AuditEntry
from karsa.consultations import services
from karsa.consultations.models import Consultation, Contribution, Support
from karsa.consultations.services import Minutes, Said, nightly
from karsa.consultations.tests import make
from karsa.inbox.models import Notice
from karsa.org.models import RuleSet, Service
from karsa.org.tests import make as org
from karsa.org.tests.make import NOW, TODAY
from karsa.rules.refused import Refused

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def now(monkeypatch):
    monkeypatch.setattr("karsa.kit.clock.now", lambda: NOW)


def service(unit) -> Service:
    return Service.objects.create(agency=unit.agency, unit=unit, name="Rawat jalan")


def call(unit, **over: Any) -> Consultation:
    """Proposals for a service are being collected."""
    about = {"subject": "proposals", "service": service(unit), "draft_value": None, "year": None}
    return make.consultation(unit, **(about | over))


def say(text: str = "Buka loket sore", kind: str = "for") -> Said:
    return Said(uuid4(), kind, text)


def propose(found: Consultation, text: str = "Buka loket sore") -> Contribution:
    return services.contribute_publicly(
        agency=found.agency, consultation=found, said=say(text), today=TODAY
    )


class TestPhases:
    def test_proposals_need_a_service_of_the_unit(self, people):
        andi = org.actor(people.andi)
        known: dict[str, Any] = {"title": "Apa?", "explanation": "Kita ingin lebih baik."}
        known |= {"starts": TODAY, "ends": TODAY + 9 * DAY, "answers_due": TODAY + 14 * DAY}
        for about, why in ((None, "Pilih layanan"), (service(people.office), "unit lain")):
            with pytest.raises(Refused, match=why):
                services.draft(
                    actor=andi,
                    unit=people.clinic,
                    words=services.Words(subject="proposals", service=about, **known),
                )

    def test_only_proposals_are_made_whatever_is_sent(self, people):
        assert propose(call(people.clinic)).kind == "alternative"

    def test_the_keeper_moves_it_on_and_people_go_on_supporting(self, people):
        found, andi = call(people.clinic), org.actor(people.andi)
        row = propose(found)
        with pytest.raises(PermissionDenied):
            services.weigh(actor=org.actor(people.rina), consultation=found, reason="x")
        with pytest.raises(Refused, match="alasannya"):
            services.weigh(actor=andi, consultation=found, reason=" ")
        services.weigh(actor=andi, consultation=found, reason="Usulnya sudah lengkap")
        with pytest.raises(Refused, match="menulis sudah selesai"):
            propose(found)
        services.support_publicly(
            agency=found.agency, contribution=row, browser="kata", today=TODAY
        )
        assert found.events.get().kind == "weighed"
        assert AuditEntry.objects.filter(verb="consultation.weighed").exists()

    def test_the_calendar_moves_it_on(self, people):
        found = call(people.clinic, weighs_from=TODAY)
        with pytest.raises(Refused, match="menulis sudah selesai"):
            propose(found)


class TestHall:
    def test_hands_count_with_browsers_but_not_more_than_were_there(self, people):
        found, andi = call(people.clinic), org.actor(people.andi)
        held = make.meeting(found)
        with pytest.raises(Refused, match="2 orang"):
            services.propose(actor=andi, meeting=held, said=say(), hands=2)
        with pytest.raises(PermissionDenied):
            services.propose(actor=org.actor(people.rina), meeting=held, said=say())
        row = services.propose(actor=andi, meeting=held, said=say(), hands=1)
        services.support_publicly(agency=found.agency, contribution=row, browser="a", today=TODAY)
        row.refresh_from_db()
        assert (row.origin, row.hands, row.supports) == ("hall", 1, 2)

    def test_minutes_that_citizens_read_name_nobody(self, people):
        said = {"place": "Balai desa", "led_by": "Andi", "agreements": ""}
        minutes = Minutes(day=TODAY, points="Kata Bu Ratna antre", people=[("A", "")], **said)
        with pytest.raises(Refused, match="hapus nama"):
            services.write_minutes(
                actor=org.actor(people.andi), consultation=call(people.clinic), minutes=minutes
            )

    def test_from_the_meetings_page(self, people, sign_in):
        held, client = make.meeting(call(people.clinic)), sign_in(people.andi)
        url = reverse("consultations:propose", args=[held.pk])
        said = {"key": uuid4(), "text": "Loket sore", "hands": "9"}
        assert "padahal" in client.post(url, said).content.decode()
        assert client.post(url, said | {"hands": "1"}).status_code == 302
        shown = client.get(reverse("consultations:meeting", args=[held.pk])).content.decode()
        assert "Loket sore" in shown
        assert "1 mengangkat tangan" in shown

    @pytest.mark.parametrize("name", ["foto.svg", "foto.jpg", "foto.zip"])
    def test_what_is_no_photo_is_refused_and_the_minutes_stay(self, people, sign_in, name):
        found, client = call(people.clinic), sign_in(people.andi)
        said = {"day": TODAY, "place": "Balai <b>desa</b>", "led_by": "Andi", "people": "Wayan"}
        photo = SimpleUploadedFile(name, b"<svg onload=alert(1)><script/></svg>")
        page = client.post(
            reverse("consultations:meeting_new", args=[found.pk]),
            said | {"points": "Antre", "photo": photo},
        ).content.decode()
        assert "Balai &lt;b&gt;desa&lt;/b&gt;" in page
        assert not found.meetings.exists()


class TestSecondLook:
    def test_the_author_asks_once_and_somebody_else_decides(self, people):
        org.grant(people.hana, Role.PERFORMANCE_MANAGER)
        row = propose(make.consultation(people.clinic), "Loket tutup terus")
        sinta, hana = org.actor(people.sinta), org.actor(people.hana)
        with pytest.raises(Refused, match="tidak sedang disembunyikan"):
            services.ask_again_publicly(contribution=row, words="x", today=TODAY)
        services.hide(actor=sinta, contribution=row, reason="iklan")
        services.ask_again_publicly(contribution=row, words="Bukan iklan", today=TODAY)
        assert nightly.call_second(agency=row.agency, now=NOW) == 1
        assert Notice.objects.get().user == people.hana.user
        for act in (
            lambda: services.hide(actor=sinta, contribution=row, reason="tetap"),
            lambda: services.restore(actor=sinta, contribution=row),
            lambda: services.restore(actor=org.actor(people.andi), contribution=row),
        ):
            with pytest.raises(PermissionDenied):
                act()
        services.hide(actor=hana, contribution=row, reason="memang iklan")
        with pytest.raises(Refused, match="dua orang"):
            services.ask_again_publicly(contribution=row, words="Lagi", today=TODAY)
        steps = [(one.hides, one.is_asked, one.by) for one in row.moderations.all()]
        assert steps == [
            (True, False, people.hana),
            (True, True, None),
            (True, False, people.sinta),
        ]

    def test_whoever_hid_it_does_not_undo_the_second_look(self, people):
        org.grant(people.hana, Role.PERFORMANCE_MANAGER)
        row = propose(make.consultation(people.clinic), "Loket tutup terus")
        sinta = org.actor(people.sinta)
        services.hide(actor=sinta, contribution=row, reason="iklan")
        services.ask_again_publicly(contribution=row, words="Bukan iklan", today=TODAY)
        services.restore(actor=org.actor(people.hana), contribution=row, reason="Benar")
        with pytest.raises(PermissionDenied):
            services.hide(actor=sinta, contribution=row, reason="tetap iklan")

    def test_nobody_judges_their_own_words(self, people):
        org.grant(people.hana, Role.PERFORMANCE_MANAGER)
        found, hana = make.consultation(people.clinic), org.actor(people.hana)
        row = make.said(found, origin="staff", employee=people.hana)
        services.hide(actor=org.actor(people.sinta), contribution=row, reason="iklan")
        services.ask_again(actor=hana, contribution=row, words="Bukan iklan")
        with pytest.raises(PermissionDenied):
            services.restore(actor=hana, contribution=row)

    def test_staff_ask_for_their_own(self, people, sign_in):
        found = make.consultation(people.clinic)
        row = make.said(found, origin="staff", employee=people.rina)
        services.hide(actor=org.actor(people.sinta), contribution=row, reason="iklan")
        client, url = sign_in(people.rina), reverse("consultations:ask_again", args=[row.pk])
        page = client.get(reverse("consultations:consultation", args=[found.pk]))
        assert url in page.content.decode()
        client.post(url, {"reason": "Bukan iklan"})
        queue = reverse("consultations:moderation")
        assert "Menunggu orang lain" in sign_in(people.sinta).get(queue).content.decode()

    def test_a_keeper_lets_pass_what_a_machine_held(self, people):
        row = propose(make.consultation(people.clinic), "Kata Bu Ratna begitu")
        assert "nama orang" in row.hidden_because
        services.restore(actor=org.actor(people.andi), contribution=row)
        row.refresh_from_db()
        assert row.state == "shown"

    def test_what_staff_and_paper_say_to_citizens_is_checked_alike(self, people):
        found, andi = make.consultation(people.clinic), org.actor(people.andi)
        said = say("Telepon saya 081234567890")
        inner = make.consultation(people.clinic, is_public=False)
        assert services.contribute(actor=andi, consultation=found, said=said).state == "hidden"
        paper = services.contribute_on_paper(actor=andi, consultation=found, said=say(said.text))
        assert paper.state == "hidden"
        shown = services.contribute(actor=andi, consultation=inner, said=say(said.text))
        assert shown.state == "shown"


class TestNight:
    def test_answers_are_reminded_of_and_climb(self, people):
        found = make.ended(people.clinic, answers_due=TODAY + DAY)
        for _again in range(2):
            assert nightly.remind(agency=found.agency, now=NOW) == 1
        assert Notice.objects.get().user == people.andi.user
        for days, person in ((2, people.andi), (16, people.sinta)):
            for _again in range(2):
                nightly.climb(agency=found.agency, now=NOW + days * DAY)
            newest = Notice.objects.latest("pk")
            assert (newest.user, newest.kind) == (person.user, "forum_late")
        assert Notice.objects.count() == 3

    def test_browsers_and_names_go_after_their_days_and_counts_stay(self, people):
        days = {"key": "retention", "values": {"names_days": 1}, "source": "Perbup"}
        RuleSet.objects.create(agency=people.clinic.agency, year=TODAY.year, **days)
        dates = {"starts": TODAY - 60 * DAY, "ends": TODAY - 50 * DAY}
        found = make.concluded(people.clinic, answers_due=TODAY - 29 * DAY, **dates)
        row = make.said(found, shown_name="Bu Ketut", supports=1)
        Support.objects.create(agency=found.agency, contribution=row, browser="a" * 64)
        assert nightly.forget(agency=found.agency, now=NOW) == 1
        row.refresh_from_db()
        assert (row.shown_name, Support.objects.count()) == ("", 1)
        nightly.forget(agency=found.agency, now=NOW + 2 * DAY)
        row.refresh_from_db()
        assert (row.supports, Support.objects.count()) == (1, 0)
        assert nightly.forget(agency=found.agency, now=NOW + 3 * DAY) == 0

    def test_names_go_also_where_nobody_ever_decided(self, people):
        dates = {"starts": TODAY - 900 * DAY, "ends": TODAY - 890 * DAY}
        found = make.consultation(people.clinic, answers_due=TODAY - 880 * DAY, **dates)
        row = make.said(found, shown_name="Bu Ketut")
        nightly.forget(agency=found.agency, now=NOW)
        row.refresh_from_db()
        assert row.shown_name == ""
