from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

import karsa
from karsa.accounts.roles import Role
from karsa.audit.models import AuditEntry
from karsa.consequences.models import DisciplineCase
from karsa.consequences.queries.terms import sanctions
from karsa.consequences.services import disciplining, hearing
from karsa.consequences.tests import make
from karsa.org.models import RuleSet
from karsa.org.queries.actor import system_actor
from karsa.org.tests import make as org
from karsa.rules.discipline import Level, Standing
from karsa.rules.refused import Refused


class TestNothingButAPersonBeginsACase:
    def test_not_the_system(self, people):
        told: Any = {"employee": people.rina, "happened_on": make.DAY, "allegation": "Capaian 20%"}
        nobody = system_actor(people.rina.agency, make.at(people.hana).now)
        with pytest.raises(Refused, match="tidak dari angka"):
            disciplining.report(actor=nobody, **told)

    def test_not_the_worst_of_results(self, people):
        for grade in ("poor", "very_poor"):
            make.result(people, annual=grade == "poor", grade=grade)
        assert not DisciplineCase.objects.exists()

    def test_one_service_makes_them_and_one_page_calls_it(self):
        root = Path(karsa.__file__).parent
        code = {path: path.read_text() for path in root.rglob("*.py") if "tests" not in path.parts}
        makers = [
            path.name for path, text in code.items() if "DisciplineCase.objects.create" in text
        ]
        callers = [
            path.parent.name for path, text in code.items() if "disciplining.report(" in text
        ]

        assert makers == ["disciplining.py"]
        assert set(callers) <= {"views", "demo"}


class TestReported:
    def test_read_by_personnel_until_taken_and_not_by_the_person(self, people):
        row = make.case(people)
        assert DisciplineCase.objects.visible_to(make.at(people.hana)).get() == row
        for who in (people.rina, people.andi, people.sinta, people.budi, people.regent):
            assert not DisciplineCase.objects.visible_to(make.at(who)).exists()

    def test_not_of_oneself_nor_by_a_colleague_without_the_duty(self, people):
        told: Any = {"happened_on": make.DAY, "allegation": "Terlambat"}
        for who, about in ((people.dedi, people.rina), (people.andi, people.andi)):
            with pytest.raises(PermissionDenied):
                disciplining.report(actor=make.at(who), employee=about, **told)

    def test_the_complainant_neither_serves_nor_decides_it(self, people):
        row = make.case(people, people.hana)
        with pytest.raises(PermissionDenied):
            disciplining.take(actor=make.at(people.hana), case_id=row.pk, decider_id=1)
        other = make.case(people)
        with pytest.raises(Refused, match="benturan"):
            disciplining.take(
                actor=make.at(people.hana), case_id=other.pk, decider_id=people.andi.pk
            )
        row.decider, row.officer = people.hana, None
        with pytest.raises(IntegrityError), transaction.atomic():
            row.save()

    def test_an_officer_who_left_the_office_hands_over(self, people):
        row = make.summoned(people)
        after = make.DAY + timedelta(days=1)
        org.grant(people.budi, Role.PERFORMANCE_MANAGER)
        budi: Any = {"case_id": row.pk, "decider_id": people.sinta.pk}
        with pytest.raises(Refused, match="petugas lain"):
            disciplining.take(actor=make.at(people.budi, after), **budi)
        people.hana.user.grants.update(ends=make.DAY)

        assert not DisciplineCase.objects.visible_to(make.at(people.hana, after)).exists()
        assert DisciplineCase.objects.visible_to(make.at(people.budi, after)).get() == row
        taken = disciplining.take(actor=make.at(people.budi, after), **budi)
        assert taken.officer == people.budi

    def test_dropped_with_a_reason_before_anybody_is_called(self, people):
        row = make.taken(people)
        hana = make.at(people.hana)
        with pytest.raises(Refused):
            disciplining.drop(actor=hana, case_id=row.pk, reason=" ")
        assert (
            disciplining.drop(actor=hana, case_id=row.pk, reason="Salah orang").state == "dismissed"
        )
        for who in (people.andi, people.rina):  # she was never called
            assert not DisciplineCase.objects.visible_to(make.at(who)).exists()


class TestCalledAndHeard:
    def test_a_week_of_working_days_before_the_hearing(self, people):
        row = make.taken(people)
        call: Any = {"actor": make.at(people.hana), "case_id": row.pk, "text": "Ruang rapat"}
        with pytest.raises(Refused, match="10-06-2026"):
            hearing.summon(hearing=date(2026, 6, 9), **call)
        with pytest.raises(PermissionDenied):
            hearing.summon(hearing=make.HEARING, **call | {"actor": make.at(people.sinta)})
        step = hearing.summon(hearing=make.HEARING, **call)

        assert step.letter
        assert DisciplineCase.objects.visible_to(make.at(people.rina)).get() == row

    def test_who_does_not_come_is_called_a_second_time(self, people):
        row = make.summoned(people)
        absent: Any = {"is_present": False, "words": "", "text": "Tidak hadir"}
        hana = make.at(people.hana, make.HEARING + timedelta(days=3))
        with pytest.raises(Refused, match="sekali lagi"):
            hearing.hear(actor=hana, case_id=row.pk, **absent)
        with pytest.raises(Refused, match="belum tiba"):
            hearing.hear(actor=make.at(people.hana), case_id=row.pk, **absent)
        again = date(2026, 6, 29)
        hearing.summon(actor=hana, case_id=row.pk, hearing=again, text="Panggilan kedua")
        after = make.at(people.hana, again)
        with pytest.raises(Refused, match="dua kali"):
            hearing.summon(actor=after, case_id=row.pk, hearing=date(2026, 7, 30), text="Lagi")
        step = hearing.hear(actor=after, case_id=row.pk, **absent)
        assert step.is_present is False

    def test_nothing_is_decided_without_a_hearing_or_the_persons_words(self, people):
        row = make.summoned(people)
        sinta = make.at(people.sinta, make.HEARING)
        with pytest.raises(Refused, match="dipanggil"):
            hearing.decide(actor=sinta, case_id=row.pk, sanction="displeasure", text="Ya")
        with pytest.raises(Refused, match="kata-katanya"):
            hearing.hear(actor=sinta, case_id=row.pk, is_present=True, words=" ", text="Hadir")

    def test_the_person_answers_each_step_and_nobody_for_them(self, people):
        step = make.heard(people).steps.latest("pk")
        for who in (people.hana, people.sinta):
            with pytest.raises(PermissionDenied):
                hearing.answer(actor=make.at(who), step_id=step.pk, text="Setuju")
        assert hearing.answer(
            actor=make.at(people.rina), step_id=step.pk, text="Surat dokter terlampir"
        ).replied_on


class TestDecided:
    def test_by_the_named_official_within_their_right(self, people):
        row = make.heard(people)
        give: Any = {"case_id": row.pk, "text": "Alasan"}
        sinta = make.at(people.sinta, make.HEARING)
        for who in (people.hana, people.andi, people.rina, people.regent):
            with pytest.raises(PermissionDenied):
                hearing.decide(actor=make.at(who), sanction="displeasure", **give)
        with pytest.raises(Refused, match="Pembina"):
            hearing.decide(actor=sinta, sanction="released", **give)
        with pytest.raises(Refused, match="jenis hukuman"):
            hearing.decide(actor=sinta, sanction="flogging", **give)
        step = hearing.decide(actor=sinta, sanction="", **give)
        row.refresh_from_db()
        assert (step.kind, row.state, row.sanction) == ("dropped", "dismissed", "")

    def test_not_by_an_official_who_has_moved_on(self, people):
        row = make.heard(people)
        people.sinta.assignments.update(is_head=False)
        with pytest.raises(Refused, match="bukan lagi atasan"):
            hearing.decide(
                actor=make.at(people.sinta, make.HEARING), case_id=row.pk, sanction="", text="Ya"
            )

    def test_an_appeal_outside_lightens_a_severe_sanction_to_another(self, people):
        row = make.delivered(people)
        DisciplineCase.objects.update(
            decider=people.regent, level="severe", sanction="dismissed", sanction_months=0
        )
        hearing.appeal(actor=make.at(people.rina, date(2026, 7, 1)), case_id=row.pk, text="Tidak")
        hearing.decide_appeal(
            actor=make.at(people.hana, date(2026, 7, 20)),
            case_id=row.pk,
            sanction="released",
            text="Putusan BPASN",
        )
        row.refresh_from_db()
        assert (row.sanction, row.expires_on) == ("released", date(2027, 7, 19))

    def test_an_appeal_outside_is_entered_by_the_successor_of_an_officer_who_left(self, people):
        row = make.delivered(people)
        DisciplineCase.objects.update(decider=people.regent)
        hearing.appeal(actor=make.at(people.rina, date(2026, 7, 1)), case_id=row.pk, text="Tidak")
        later = date(2026, 7, 20)
        hadi = org.employee(people.rina.agency, "Hadi")
        org.assignment(hadi, people.office)
        org.grant(hadi, Role.PERFORMANCE_MANAGER)
        seen = DisciplineCase.objects.visible_to
        assert not seen(make.at(hadi, later)).exists()
        with pytest.raises(PermissionDenied):
            disciplining.succeed(actor=make.at(people.sinta, later), case_id=row.pk)
        with pytest.raises(Refused, match="petugas pengganti"):
            disciplining.succeed(actor=make.at(hadi, later), case_id=row.pk)

        people.hana.user.grants.update(ends=date(2026, 7, 10))
        assert seen(make.at(hadi, later)).get() == row
        disciplining.succeed(actor=make.at(hadi, later), case_id=row.pk)
        hearing.decide_appeal(
            actor=make.at(hadi, later), case_id=row.pk, sanction="", text="Putusan BPASN"
        )
        row.refresh_from_db()
        assert (row.officer, row.decider, row.state) == (hadi, people.regent, "dismissed")
        assert AuditEntry.objects.filter(verb="discipline.taken_over", object_id=row.pk).exists()

    def test_begins_after_the_days_to_appeal_and_ends_by_itself(self, people):
        row = make.delivered(people)
        assert row.appeal_by == date(2026, 7, 3)
        assert row.in_force_on == date(2026, 7, 6)
        assert row.standing_on(row.appeal_by) is Standing.NOT_YET
        assert row.standing_on(row.in_force_on) is Standing.IN_FORCE
        assert row.standing_on(date(2027, 1, 6)) is Standing.EXPIRED
        assert not DisciplineCase.objects.in_force(date(2027, 1, 6)).exists()

    def test_an_appeal_goes_above_holds_it_back_and_never_makes_it_heavier(self, people):
        row = make.delivered(people)
        rina = make.at(people.rina, date(2026, 7, 1))
        with pytest.raises(PermissionDenied):
            hearing.appeal(actor=make.at(people.andi), case_id=row.pk, text="Keberatan")
        late = make.at(people.rina, date(2026, 7, 6))
        with pytest.raises(Refused, match="berakhir"):
            hearing.appeal(actor=late, case_id=row.pk, text="Keberatan")
        hearing.appeal(actor=rina, case_id=row.pk, text="Surat dokter tidak dibaca")
        row.refresh_from_db()
        assert (row.appeal_decider, row.in_force_on) == (people.regent, None)

        regent = make.at(people.regent, date(2026, 7, 2))
        answer: Any = {"case_id": row.pk, "text": "Surat dokter sah"}
        with pytest.raises(PermissionDenied):
            hearing.decide_appeal(actor=make.at(people.sinta), sanction="", **answer)
        with pytest.raises(Refused, match="memperberat"):
            hearing.decide_appeal(actor=regent, sanction="cut_6", **answer)
        hearing.decide_appeal(actor=regent, sanction="oral_reprimand", **answer)
        row.refresh_from_db()
        assert (row.sanction, row.in_force_on) == ("oral_reprimand", date(2026, 7, 2))

    def test_an_agencys_own_list_replaces_the_usual(self, people):
        kinds = [{"code": "warning", "level": "light", "name": "Peringatan", "months": 3}]
        RuleSet.objects.create(
            agency=people.rina.agency,
            year=2026,
            key="sanctions",
            values={"kinds": kinds},
            source="Peraturan Bupati 9/2026",
        )
        [one] = sanctions(people.rina.agency, make.DAY)
        assert (one.level, one.source) == (Level.LIGHT, "Peraturan Bupati 9/2026")


class TestAccess:
    def test_few_read_it_and_an_inspector_by_its_number_only(self, people):
        row = make.delivered(people)
        inspector = org.employee(people.rina.agency, "Ira")
        org.assignment(inspector, people.office)
        org.grant(inspector, Role.INSPECTOR)
        seen, listed = DisciplineCase.objects.visible_to, DisciplineCase.objects.listed_for
        for who in (people.rina, people.hana, people.sinta):
            assert seen(make.at(who)).get() == row
        for who in (people.andi, people.budi, people.dedi, people.regent):
            assert not seen(make.at(who)).exists()
        assert seen(make.at(inspector)).get() == row
        assert not listed(make.at(inspector)).exists()

    def test_every_opening_is_recorded_and_strangers_meet_nothing(self, people, sign_in):
        row = make.summoned(people)
        pages = (
            f"/kerja/tindak-lanjut/disiplin/{row.number}/",
            f"/kerja/tindak-lanjut/disiplin/langkah/{row.steps.get().pk}/surat.pdf",
        )
        for who, answer in ((people.sinta, 200), (people.budi, 404)):
            browser = sign_in(who)
            for page in pages:
                got = browser.get(page)
                got.getvalue()  # to its end: closing by hand would close the connection
                assert got.status_code == answer
        read = AuditEntry.objects.filter(verb="discipline.read", object_id=row.pk)
        assert list(read.values_list("actor_id", flat=True)) == [people.sinta.user.pk] * 2
