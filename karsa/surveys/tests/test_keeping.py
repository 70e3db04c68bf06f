from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.template.loader import get_template

from karsa.accounts.roles import Role
from karsa.audit.models import AuditEntry
from karsa.org.tests import make as org
from karsa.rules.refused import Refused
from karsa.surveys import policies, services
from karsa.surveys.models import Comment, Response, Survey, SurveyPlace, Trace
from karsa.surveys.queries import results
from karsa.surveys.queries.figures import figures_of
from karsa.surveys.queries.paper import report_form, report_tables
from karsa.surveys.queries.voice import heard
from karsa.surveys.services import OwnQuestion, Plan, Words, nightly
from karsa.surveys.services.signs import raise_flags
from karsa.surveys.tests import make

TODAY = org.TODAY
WORDS = Words("Survei semester I", TODAY, TODAY + timedelta(days=30), 300)
# 29 respondents whose elements sum to these; rules digest 7.
TOTALS = (105, 101, 100, 116, 102, 105, 106, 105, 115)


def recorded(verb: str) -> bool:
    return AuditEntry.objects.filter(verb=verb).exists()


def twenty_nine(found: Survey) -> None:
    """Each element as 4s and 3s that give its total."""
    for number in range(29):
        make.answers(found, 1, tuple(4 if number < total - 87 else 3 for total in TOTALS))


class TestKeeping:
    def test_a_team_keeps_its_own_part_not_where_its_member_types_for_others(self, people):
        org.grant(people.rina, Role.EVALUATION_TEAM, people.office.path)
        org.grant(people.rina, Role.UNIT_OPERATOR, people.government.path)
        actor = org.actor(people.rina)
        assert policies.can_keep(actor, people.clinic)
        assert not policies.can_keep(actor, people.government)
        draft = make.survey(people.government, state="draft")
        assert not Survey.objects.visible_to(actor).filter(pk=draft.pk).exists()

    def test_a_survey_has_an_address_for_each_point(self, people):
        offered = make.service(people.clinic, "Loket 1", "Loket 2")
        row = services.draft(
            actor=org.actor(people.andi),
            service=offered,
            words=WORDS,
            questions=[OwnQuestion("Antrean?", ("Lama", "Cepat"))],
        )
        codes = set(SurveyPlace.objects.filter(survey=row).values_list("code", flat=True))
        assert len(codes) == 3
        assert all(len(code) == 7 for code in codes)
        assert row.questions.get().answers == ["Lama", "Cepat"]
        assert recorded("survey.drafted")

    def test_who_may_not_and_what_may_not(self, people):
        offered, andi = make.service(people.clinic), org.actor(people.andi)
        for who in (people.rina, people.budi):
            with pytest.raises(PermissionDenied):
                services.draft(actor=org.actor(who), service=offered, words=WORDS)
        wrong = Words("x", TODAY, TODAY - timedelta(days=1))
        with pytest.raises(Refused, match="Tukar"):
            services.draft(actor=andi, service=offered, words=wrong)
        for questions, why in (
            ([OwnQuestion("?", ("a", "b"))] * 3, "Paling banyak 2"),
            ([OwnQuestion("?", ("a",))], "dua sampai empat"),
        ):
            with pytest.raises(Refused, match=why):
                services.draft(actor=andi, service=offered, words=WORDS, questions=questions)

    def test_from_draft_to_published(self, people):
        andi = org.actor(people.andi)
        row = services.draft(actor=andi, service=make.service(people.clinic), words=WORDS)
        services.change(actor=andi, survey=row, words=WORDS)
        services.translate(
            actor=andi, survey=row, language="jv", name="Basa Jawa", texts={"waktu": "Cepet?"}
        )
        services.open_survey(actor=andi, survey=row)
        with pytest.raises(Refused, match="sudah dibuka"):
            services.change(actor=andi, survey=row, words=WORDS)
        with pytest.raises(Refused, match="Tutup dulu"):
            services.publish(actor=andi, survey=row)
        make.answers(row, 4)
        Trace.objects.create(agency=row.agency, survey=row, response="0" * 32, device="x")
        services.close_survey(actor=andi, survey=row)
        assert not Trace.objects.exists()
        with pytest.raises(Refused, match="Kurang dari 5"):
            services.publish(actor=andi, survey=row)
        make.answers(row, 1)
        assert services.publish(actor=andi, survey=row).published_on == TODAY
        assert all(recorded(f"survey.{verb}") for verb in ("opened", "closed", "published"))

    def test_the_night_flags_what_runs_and_closes_what_is_over(self, people):
        over = make.survey(people.clinic, ends=TODAY - timedelta(days=1))
        runs = make.survey(people.clinic)
        make.answers(runs, 12, (4, 3, 4, 3, 4, 3, 4, 3, 4))
        assert nightly.look_over(agency=runs.agency, now=org.NOW) == 2
        over.refresh_from_db()
        assert over.state == "closed"
        assert runs.flags.get().kind == "identical"


class TestFigures:
    def test_the_worked_example_of_29_respondents(self, people):
        found = make.survey(people.clinic, population=1200, state="closed")
        twenty_nine(found)
        said, _places = figures_of(found)
        assert (said.index.value, said.index.letter) == (Decimal("91.48"), "A")
        assert (said.needed, said.missing) == (291, 262)
        assert said.interval
        assert said.interval.low < 91.475 < said.interval.high
        weakest = [one.element for one in said.elements if one.is_weakest]
        assert weakest == ["waktu"]

    def test_under_five_nothing_is_said_and_unanswered_elements_are_left_out(self, people):
        found = make.survey(people.clinic)
        make.answers(found, 4)
        said, _places = figures_of(found)
        assert said.index.value is None
        assert said.elements == ()

    def test_places_and_earlier_surveys(self, people):
        offered = make.service(people.clinic, "Loket 1")
        old = make.survey(
            people.clinic,
            service=offered,
            state="closed",
            starts=date(2025, 1, 1),
            ends=date(2025, 6, 30),
        )
        make.answers(old, 5, 3, day=date(2025, 3, 1))
        found = make.survey(people.clinic, service=offered, state="closed")
        make.answers(found, 6, 4, place=make.place(found, 1))
        shown = results.results_of(found)
        places = [(one.name, one.index.n, one.index.value) for one in shown.places]
        assert places == [("", 0, None), ("Loket 1", 6, 100)]
        assert shown.before[0].index.value == 75

    def test_a_lone_small_place_is_not_told_by_the_others(self, people):
        found = make.survey(people.clinic, "A", "B", "C", state="closed")
        for number, many in ((1, 3), (2, 6), (3, 9)):
            make.answers(found, many, 4, place=make.place(found, number))
        shown = {one.name: one.index.value for one in results.results_of(found).places}
        assert shown == {"": None, "A": None, "B": None, "C": 100}
        whole = results.results_of(found)
        printed = {name: (many, said) for name, many, said in report_form(whole).places}
        assert printed["B"] == ("–", "tidak ditampilkan")
        assert list(report_tables(whole)[2].rows)[1:3] == [("A", None, None), ("B", None, None)]

    def test_while_people_answer_figures_move_by_whole_fives(self, people):
        found = make.survey(people.clinic, "A", population=100)
        make.answers(found, 5, 4, place=make.place(found, 1))
        for more in range(1, 5):
            make.answers(found, 1, 1)
            shown = results.results_of(found)
            assert (shown.figures.index.n, shown.figures.index.value) == (5, Decimal(100))
            assert shown.figures.answered == 5 + more
            assert {one.index.value for one in shown.places} == {None}
            assert results.rows_of([found])[0].index == shown.figures.index
            assert [one.n for one in heard(found.agency, None, "ikm", TODAY.year)] == [5]
        make.answers(found, 1, 1)
        assert results.results_of(found).figures.index.n == 10
        found.state = "closed"
        found.save()
        assert results.rows_of([found])[0].index.n == 10

    def test_a_decision_says_no_index_of_one_or_two(self, people):
        found = make.survey(people.clinic, state="closed")
        make.answers(found, 20, 4)
        flag = make.flag(found)
        make.answers(found, 2, 1)
        row = services.decide_flag(
            actor=org.actor(people.sinta), flag=flag, set_aside=True, reason="Satu perangkat"
        )
        assert row.index_with
        assert row.index_without is None
        page = get_template("surveys/parts/corrections.html").render({"flags": [row]})
        assert "tanpa itu –." in page
        assert report_form(results.results_of(found)).checked[0].endswith("tanpa –.")


class TestFlags:
    def burst(self, people) -> Survey:
        """Eighteen ordinary answers on six days, and twenty raving ones on one."""
        found = make.survey(people.clinic, state="closed")
        for day in range(6):
            make.answers(
                found, 3, (3, 3, 3, 3, 3, 3, 3, 3, 2 + day % 2), day=date(2026, 2, 1 + day)
            )
        make.answers(found, 20, 4, day=date(2026, 2, 20))
        return found

    def test_only_a_person_takes_answers_out_and_both_figures_stay(self, people):
        found = self.burst(people)
        raise_flags(found)
        raise_flags(found)
        assert sorted(found.flags.values_list("kind", flat=True)) == ["burst", "identical"]
        assert found.responses.filter(is_counted=True).count() == 38
        flag = found.flags.get(kind="burst")
        sinta = org.actor(people.sinta)
        done = services.decide_flag(actor=sinta, flag=flag, set_aside=True, reason="Satu orang")
        assert (done.index_with, done.index_without) == (Decimal("87.50"), Decimal("73.61"))
        assert found.responses.filter(is_counted=True).count() == 18
        assert Response.objects.count() == 38
        assert recorded("survey.flag_decided")
        services.decide_flag(actor=sinta, flag=flag, set_aside=False, reason="Ada khitanan massal")
        assert found.responses.filter(is_counted=True).count() == 38
        raise_flags(found)
        assert found.flags.filter(state="waiting").count() == 1

    def test_the_unit_itself_does_not_judge_and_a_reason_is_needed(self, people):
        found = self.burst(people)
        flag = make.flag(found, day=date(2026, 2, 20))
        with pytest.raises(PermissionDenied):
            services.decide_flag(
                actor=org.actor(people.andi), flag=flag, set_aside=True, reason="x"
            )
        with pytest.raises(Refused, match="alasannya"):
            services.decide_flag(
                actor=org.actor(people.sinta), flag=flag, set_aside=True, reason=" "
            )
        found.state = "closed"
        found.save()
        with pytest.raises(Refused, match="menunggu keputusan"):
            services.publish(actor=org.actor(people.andi), survey=found)


class TestCommentsAndPlans:
    def test_a_person_lets_through_or_hides_with_a_reason(self, people):
        row, andi = make.comment(make.survey(people.clinic)), org.actor(people.andi)
        services.show_comment(actor=andi, comment=row)
        sinta = org.actor(people.sinta)
        with pytest.raises(Refused, match="alasannya"):
            services.hide_comment(actor=sinta, comment=row, reason="")
        services.hide_comment(actor=sinta, comment=row, reason="hinaan")
        for own in (services.hide_comment, services.show_comment):
            with pytest.raises(PermissionDenied):
                own(
                    actor=andi,
                    comment=row,
                    **({"reason": "x"} if own == services.hide_comment else {}),
                )
        assert Comment.objects.get().why == "hinaan"
        with pytest.raises(PermissionDenied):
            services.show_comment(actor=org.actor(people.rina), comment=row)
        assert recorded("comment.shown")
        assert recorded("comment.hidden")

    def test_a_plan_has_an_owner_a_day_and_an_end(self, people):
        found, andi = make.survey(people.clinic), org.actor(people.andi)
        plan = Plan("waktu", "Tambah loket", people.rina, TODAY)
        row = services.plan_follow_up(actor=andi, survey=found, plan=plan)
        with pytest.raises(PermissionDenied):
            services.plan_follow_up(actor=org.actor(people.rina), survey=found, plan=plan)
        late = Plan("waktu", "x", people.rina, TODAY - timedelta(days=1))
        with pytest.raises(Refused, match="lewat"):
            services.plan_follow_up(actor=andi, survey=found, plan=late)
        with pytest.raises(PermissionDenied):
            services.finish_follow_up(actor=org.actor(people.dedi), follow_up=row, result="x")
        services.finish_follow_up(actor=org.actor(people.rina), follow_up=row, result="Buka 7")
        with pytest.raises(Refused, match="sudah selesai"):
            services.finish_follow_up(actor=andi, follow_up=row, result="x")
        assert recorded("follow_up.planned")
        assert recorded("follow_up.done")
