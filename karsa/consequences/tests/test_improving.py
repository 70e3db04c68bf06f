from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from karsa.audit.models import AuditEntry
from karsa.consequences.models import Improvement, ImprovementStep
from karsa.consequences.queries.pages import eligible
from karsa.consequences.services import improving
from karsa.consequences.tests import make
from karsa.documents.models import IssuedDocument
from karsa.evaluations.models import PeriodReopening
from karsa.feedback.models import Guidance
from karsa.feedback.tests import make as feedback
from karsa.inbox.models import Notice
from karsa.org.models import RuleSet
from karsa.org.tests import make as org
from karsa.plans.tests import make as plans
from karsa.rules.refused import Refused

AFTER = date(2026, 12, 1)
GOALS = [("Tepat waktu", make.DAY + timedelta(days=30))]


def begin(people, row, **over):
    choice: Any = {"actor": make.at(people.andi), "goals": GOALS, "reason": "Terlambat"}
    return improving.begin(evaluation_id=row.pk, **(choice | over))


def failed(people) -> Improvement:
    row = make.checked(people, make.improvement(people))
    return improving.end(
        actor=make.at(people.andi, AFTER), improvement_id=row.pk, improved=False, text="Belum"
    )


class TestBegins:
    def test_six_months_with_goals_a_letter_and_a_notice(self, people):
        row = make.improvement(people)
        step = row.steps.get()

        assert (row.starts, row.ends) == (make.DAY, date(2026, 11, 30))
        assert (row.goals.count(), step.kind) == (1, "begun")
        assert step.document
        assert step.document.state == IssuedDocument.State.VALID
        assert Notice.objects.get(user=people.rina.user).kind == "follow_up"
        assert AuditEntry.objects.filter(verb="improvement.begun").count() == 1

    def test_only_on_a_settled_annual_grade_that_asks_for_it(self, people):
        periodic = make.result(people, grade="poor")
        with pytest.raises(Refused, match="tahunan"):
            begin(people, periodic)
        annual = make.result(people, annual=True, grade="good")
        with pytest.raises(Refused, match="tidak memerlukan"):
            begin(people, annual)
        annual.grade, annual.state = "poor", "objected"
        annual.save()
        with pytest.raises(Refused, match="keberatan"):
            begin(people, annual)

    def test_not_while_its_period_is_open_again(self, people):
        row = make.result(people, annual=True, grade="poor")
        PeriodReopening.objects.create(
            agency=row.agency,
            period=row.period,
            reason="Salah unit",
            asked_by=people.hana,
            asked_on=make.DAY,
            agreed_by=people.regent,
            agreed_on=make.DAY,
        )
        with pytest.raises(Refused, match="dibuka kembali"):
            begin(people, row)

    def test_not_by_a_stranger_nor_for_oneself(self, people):
        row = make.result(people, annual=True, grade="poor")
        for who in (people.budi, people.rina):
            with pytest.raises(PermissionDenied):
                begin(people, row, actor=make.at(who))
        assert not eligible(make.at(people.budi)).exists()
        assert not eligible(make.at(people.rina)).exists()

    def test_not_twice_and_not_without_goals_within_it(self, people):
        row = make.result(people, annual=True, grade="poor")
        with pytest.raises(Refused, match="paling sedikit satu sasaran"):
            begin(people, row, goals=[])
        with pytest.raises(Refused, match="jatuh tempo"):
            begin(people, row, goals=[("Nanti", date(2027, 5, 1))])
        begin(people, row)
        with pytest.raises(Refused, match="sudah ada"):
            begin(people, row)

    def test_the_contract_decides_for_a_pppk(self, people):
        people.rina.employment = "pppk"
        people.rina.save(update_fields=["employment"])
        row = make.result(people, annual=True, grade="poor")
        with pytest.raises(Refused, match="perjanjian kerja"):
            begin(people, row)
        made = begin(people, row, contract="Pasal 6 ayat (2)")
        make.checked(people, made)
        ended = improving.end(
            actor=make.at(people.andi, AFTER), improvement_id=made.pk, improved=False, text="Belum"
        )
        hana = make.at(people.hana, AFTER)
        with pytest.raises(Refused, match="PNS"):
            improving.test(actor=hana, improvement_id=ended.pk, passed=True, text="Uji")
        with pytest.raises(Refused, match="tidak berlaku"):
            improving.place(actor=hana, improvement_id=ended.pk, outcome="lower_post", text="Tes")
        done = improving.place(
            actor=hana, improvement_id=ended.pk, outcome="contract_ends", text="Pasal 6"
        )
        assert done.state == "placed"

    def test_an_agencys_own_terms_replace_the_usual(self, people):
        RuleSet.objects.create(
            agency=people.rina.agency,
            year=2026,
            key="improvement",
            values={"months": 3},
            source="Peraturan Bupati 3/2026",
        )
        row = make.result(people, annual=True, grade="poor")
        made = begin(people, row)
        assert (made.ends, made.source) == (date(2026, 8, 31), "Peraturan Bupati 3/2026")


class TestAccompanied:
    def test_with_coaching_and_the_persons_answer_to_each_step(self, people):
        row = make.improvement(people)
        plan = row.evaluation.plan
        coached = Guidance.objects.get(pk=feedback.guidance(plan).pk)
        step = improving.check(
            actor=make.at(people.andi), improvement_id=row.pk, text="Maju", guidance=coached
        )
        with pytest.raises(PermissionDenied):
            improving.answer(actor=make.at(people.andi), step_id=step.pk, text="Ya")
        step = improving.answer(actor=make.at(people.rina), step_id=step.pk, text="Terima kasih")

        assert (step.guidance, step.reply) == (coached, "Terima kasih")
        with pytest.raises(Refused, match="sudah tersimpan"):
            improving.answer(actor=make.at(people.rina), step_id=step.pk, text="Lagi")
        dedis = feedback.guidance(plans.plan(people.dedi.assignments.get()))
        with pytest.raises(PermissionDenied):
            improving.check(
                actor=make.at(people.andi), improvement_id=row.pk, text="Maju", guidance=dedis
            )

    def test_nobody_else_reads_it(self, people):
        row = make.improvement(people)
        for who in (people.rina, people.andi, people.sinta, people.hana):
            assert Improvement.objects.visible_to(make.at(who)).get() == row
        for who in (people.budi, people.dedi, people.regent):
            assert not Improvement.objects.visible_to(make.at(who)).exists()

    def test_a_former_rater_reads_it_no_more_and_the_successor_does(self, people):
        row = make.checked(people, make.improvement(people))
        seen = Improvement.objects.visible_to
        later = make.DAY + timedelta(days=60)
        people.rina.assignments.update(ends=later - timedelta(days=1))
        post = org.assignment(people.rina, people.office, starts=later)
        org.rater(post, people.budi, people.regent)

        for who in (people.andi, people.sinta):
            assert seen(make.at(who, later - timedelta(days=1))).exists()
            assert not seen(make.at(who, later)).exists()
        assert seen(make.at(people.budi, later)).get() == row
        check: Any = {"improvement_id": row.pk, "text": "Terus maju"}
        with pytest.raises(PermissionDenied):
            improving.check(actor=make.at(people.andi, later), **check)
        improving.check(actor=make.at(people.budi, later), **check)


class TestEnds:
    def test_early_only_when_it_worked(self, people):
        row = make.improvement(people)
        end: Any = {"actor": make.at(people.andi), "improvement_id": row.pk, "text": "Alasan"}
        with pytest.raises(Refused, match="pemeriksaan"):
            improving.end(improved=True, **end)
        make.checked(people, row)
        with pytest.raises(Refused, match="punya waktu"):
            improving.end(improved=False, **end)
        assert improving.end(improved=True, **end).state == "improved"

    def test_a_test_comes_before_a_placement_by_another_person(self, people):
        row = failed(people)
        assert Improvement.objects.visible_to(make.at(people.regent, AFTER)).exists()
        hana = make.at(people.hana, AFTER)
        with pytest.raises(Refused, match="uji kompetensi"):
            improving.place(actor=hana, improvement_id=row.pk, outcome="keeps", text="Tes")
        with pytest.raises(PermissionDenied):
            improving.test(
                actor=make.at(people.andi, AFTER), improvement_id=row.pk, passed=True, text="Uji"
            )
        improving.test(actor=hana, improvement_id=row.pk, passed=False, text="Asesor BKPSDM")
        done = improving.place(
            actor=hana, improvement_id=row.pk, outcome="other_post", text="Lebih cocok"
        )
        letters = ImprovementStep.objects.exclude(document=None).values_list("kind", flat=True)

        assert (done.state, done.test_passed) == ("placed", False)
        assert sorted(letters) == ["begun", "placed"]
