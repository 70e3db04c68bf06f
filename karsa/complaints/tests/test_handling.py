"""What staff do: each act for who may, not for who may not, and never in silence."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from karsa.accounts.roles import Role
from karsa.audit.models import AuditEntry
from karsa.complaints import services
from karsa.complaints.models import Case
from karsa.complaints.services import verifying
from karsa.complaints.tests import make
from karsa.files.tests.make import photo
from karsa.inbox.models import Notice
from karsa.org.tests import make as org
from karsa.rules.refused import Refused

DAYS = timedelta(days=1)


def verbs():
    return list(AuditEntry.objects.order_by("pk").values_list("verb", flat=True))


class TestRouting:
    def test_it_goes_to_another_unit_with_a_reason_its_reporter_reads(self, people, officer):
        row = make.case(None, agency=people.clinic.agency)
        services.route(actor=officer, case=row, unit=people.clinic, reason="Soal puskesmas")
        row.refresh_from_db()
        assert (row.state, row.unit) == ("routed", people.clinic)
        step = row.steps.all()[0]
        assert (step.text, step.is_public) == ("Soal puskesmas", True)
        assert verbs() == ["complaint.routed"]
        notice = Notice.objects.get()
        assert (notice.user, notice.kind) == (people.andi.user, "complaint_waiting")

    def test_not_without_a_reason_nor_by_a_stranger(self, people, officer):
        row = make.case(people.clinic)
        with pytest.raises(Refused, match="pelapor membacanya"):
            services.route(actor=officer, case=row, unit=people.office, reason=" ")
        for person in (people.budi, people.rina):
            with pytest.raises(PermissionDenied):
                services.route(
                    actor=org.actor(person), case=row, unit=people.office, reason="Bukan kami"
                )

    def test_never_to_whom_it_is_about(self, people, officer):
        row = make.protected(people.clinic, org.unit(people.government))
        with pytest.raises(Refused, match="unit itu sendiri"):
            services.route(actor=officer, case=row, unit=people.clinic, reason="x")


class TestWorking:
    def test_take_ask_answer(self, people, andi):
        row = make.case(people.clinic)
        make.contact(row)
        services.take(actor=andi, case=row)
        services.ask(actor=andi, case=row, text="Jam berapa?")
        row.refresh_from_db()
        assert row.state == "asked"
        services.add(case=row, text="Jam delapan", today=org.TODAY)
        row.refresh_from_db()
        assert row.state == "in_progress"
        services.answer(actor=andi, case=row, text="Loket dibuka", evidence=[photo()])
        row.refresh_from_db()
        assert (row.state, row.answered_in_time, row.handler) == ("answered", True, people.andi)
        told = ["taken", "asked", "added", "answered"]
        assert verbs() == [f"complaint.{verb}" for verb in told]

    def test_who_has_it_in_hand_hears_what_its_reporter_says(self, people, andi):
        row = make.answered(people.clinic, handler=people.rina)
        services.dispute(case=row, reason="Belum", today=org.TODAY)
        assert Notice.objects.get().user == people.rina.user

    def test_the_reporter_hears_by_mail_that_there_is_news_and_never_what(
        self, people, andi, django_capture_on_commit_callbacks
    ):
        row = make.case(people.clinic)
        make.contact(row)
        with django_capture_on_commit_callbacks(execute=True):
            services.answer(actor=andi, case=row, text="Loket dibuka")
        letter = mail.outbox[0]
        assert letter.to == ["wayan@contoh.id"]
        assert row.number in letter.subject
        assert "Loket" not in letter.body

    def test_late_is_late_whatever_comes_after(self, people, andi):
        row = make.case(people.clinic, due_on=org.TODAY - DAYS)
        services.answer(actor=andi, case=row, text="Maaf terlambat")
        services.dispute(case=row, reason="Belum", today=org.TODAY)
        row.refresh_from_db()
        services.answer(actor=andi, case=row, text="Sekarang sudah")
        row.refresh_from_db()
        assert (row.answered_in_time, row.reopened) == (False, 1)

    @pytest.mark.parametrize("who", ["rina", "budi", "hana"])
    def test_nobody_else(self, people, who):
        row, actor = make.case(people.clinic), org.actor(getattr(people, who))
        for act in (
            lambda: services.take(actor=actor, case=row),
            lambda: services.ask(actor=actor, case=row, text="x"),
            lambda: services.answer(actor=actor, case=row, text="x"),
            lambda: services.note(actor=actor, case=row, text="x"),
            lambda: services.give(actor=actor, case=row, employee=people.rina),
            lambda: services.merge(actor=actor, case=row, into=make.case(people.clinic)),
            lambda: services.open_contact(actor=actor, case=row),
            lambda: services.publish(actor=actor, case=row, text="x", answer=""),
            lambda: services.verify(actor=actor, case=row, is_fixed=True, text="x"),
        ):
            with pytest.raises(PermissionDenied):
                act()

    def test_a_head_gives_it_to_somebody_of_the_unit(self, people, andi):
        row = make.case(people.clinic)
        with pytest.raises(Refused, match="dari unit"):
            services.give(actor=andi, case=row, employee=people.budi)
        services.give(actor=andi, case=row, employee=people.rina)
        assert Case.objects.visible_to(org.actor(people.rina)).get() == row
        services.answer(actor=org.actor(people.rina), case=row, text="Sudah")

    def test_who_was_joined_keeps_a_code_of_their_own(self, people, officer):
        main, row = make.case(people.clinic), make.case(people.clinic)
        services.merge(actor=officer, case=row, into=main)
        row.refresh_from_db()
        assert (row.state, row.main) == ("merged", main)
        assert row.code_digest
        with pytest.raises(Refused, match="masih berjalan"):
            services.merge(actor=officer, case=main, into=row)


class TestClosing:
    def test_a_unit_never_verifies_its_own_work(self, people, officer, inspector):
        row = make.answered(people.clinic)
        org.grant(people.andi, Role.COMPLAINTS_OFFICER)
        org.grant(people.sinta, Role.INSPECTOR)
        with pytest.raises(PermissionDenied):
            services.verify(actor=org.actor(people.andi), case=row, is_fixed=True, text="Beres")
        services.verify(
            actor=inspector,
            case=row,
            is_fixed=True,
            text="Saya ke sana",
            evidence=[photo()],
        )
        row.refresh_from_db()
        assert (row.state, row.verified_by_id) == ("verified", inspector.employee_id)

    def test_a_complaint_is_verified_with_evidence(self, people, officer):
        row = make.answered(people.clinic)
        with pytest.raises(Refused, match="Lampirkan bukti"):
            services.verify(actor=officer, case=row, is_fixed=True, text="Beres")
        row.refresh_from_db()
        assert row.state == "answered"

    def test_not_fixed_goes_back(self, people, officer):
        row = make.answered(people.clinic)
        services.verify(actor=officer, case=row, is_fixed=False, text="Masih antre")
        row.refresh_from_db()
        assert row.state == "in_progress"

    def test_what_is_answered_is_not_taken_back_in_silence(self, people, andi, officer):
        for made in (make.answered, make.closed):
            row = made(people.clinic)
            with pytest.raises(Refused, match="sudah dijawab"):
                services.take(actor=andi, case=row)
            with pytest.raises(Refused, match="sudah dijawab"):
                services.give(actor=andi, case=row, employee=people.rina)
        with pytest.raises(Refused, match="belum ditutup"):
            services.verify(actor=officer, case=row, is_fixed=False, text="Belum")
        with pytest.raises(Refused, match="sudah selesai"):
            services.dispute(case=row, reason="Belum", today=org.TODAY)
        waiting = make.case(people.clinic)
        with pytest.raises(Refused, match="Belum ada jawaban"):
            services.dispute(case=waiting, reason="Belum", today=org.TODAY)

    def test_closing_by_time_is_told_by_mail(
        self, people, officer, django_capture_on_commit_callbacks
    ):
        who = {"verified_on": org.TODAY, "verified_by_id": officer.employee_id}
        row = make.answered(people.clinic, state="verified", **who)
        make.contact(row)
        with django_capture_on_commit_callbacks(execute=True):
            verifying.close_verified(agency=row.agency, now=org.NOW + 8 * DAYS)
        assert [letter.to for letter in mail.outbox] == [["wayan@contoh.id"]]

    def test_it_closes_after_the_days_to_object_and_not_before(self, people, officer):
        who = {"verified_on": org.TODAY, "verified_by_id": officer.employee_id}
        row = make.answered(people.clinic, state="verified", **who)
        left = make.answered(people.clinic)
        for days, state in ((7, "verified"), (8, "closed")):
            verifying.close_verified(agency=row.agency, now=org.NOW + days * DAYS)
            row.refresh_from_db()
            assert row.state == state
        left.refresh_from_db()
        assert left.state == "answered"

    def test_the_database_refuses_a_silent_close(self, people):
        row = make.answered(people.clinic)
        for change in ({"state": "closed"}, {"state": "closed", "verified_on": org.TODAY}):
            with pytest.raises(IntegrityError), transaction.atomic():
                Case.objects.filter(pk=row.pk).update(**change)


class TestPublishing:
    def test_only_worded_by_the_intake_office_and_without_numbers(self, people, officer):
        row = make.answered(people.clinic, may_publish=True)
        with pytest.raises(Refused, match="nomor"):
            services.publish(actor=officer, case=row, text="Telepon 081234567890", answer="")
        services.publish(actor=officer, case=row, text="Antrean lama", answer="Loket dibuka")
        assert Case.objects.public(row.agency).get().public_text == "Antrean lama"
        services.hold_back(actor=officer, case=row, reason="Menyebut orang")
        assert not Case.objects.public(row.agency)
