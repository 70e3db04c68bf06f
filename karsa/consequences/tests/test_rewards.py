from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from karsa.audit.models import AuditEntry
from karsa.consequences import services
from karsa.consequences.models import AwardRound, Nomination, Reward
from karsa.consequences.queries.pages import nomination_page, priorities
from karsa.consequences.tests import make
from karsa.documents.models import IssuedDocument
from karsa.evaluations.models import Evaluation, KeptProposal, PeriodReopening
from karsa.evaluations.tests import make as evaluations
from karsa.org.models import EmployeeStatus
from karsa.rules.refused import Refused
from karsa.rules.reward import Asked, Criterion

GRADE = Asked(Criterion.GRADE, "good")
STANDING = Asked(Criterion.STANDING, "1")


def verbs() -> list[str]:
    found = AuditEntry.objects.filter(verb__startswith="reward.").order_by("pk")
    return list(found.values_list("verb", flat=True))


class TestTheWholeRound:
    def test_ends_with_a_certificate_that_anybody_can_check(self, people):
        row = make.reward(people, grants=("succession", "development"))

        assert row.document
        assert row.file
        assert row.document.state == IssuedDocument.State.VALID
        assert people.rina.nip not in row.document.number
        assert row.file.size > 1000
        assert row.place == people.clinic
        assert row.nomination.round.state == AwardRound.State.CLOSED
        assert [row.pk for row in priorities(make.at(people.hana, make.LATER))] == [row.pk]
        assert verbs() == [
            *("reward.rule_set", "reward.round_opened", "reward.nominated"),
            *("reward.voting_started", "reward.voted", "reward.voted"),
            *("reward.votes_opened", "reward.given"),
        ]

    def test_says_which_evidence_met_which_criterion(self, people):
        make.result(people)
        made = make.voted(people, GRADE, Asked(Criterion.VERIFIED, "80"), STANDING)
        found = {one["code"]: one["met"] for one in made.findings}

        assert found == {"grade": True, "verified": None, "standing": True}
        with pytest.raises(Refused, match="Belum ada hasil terverifikasi"):
            make.decided(people, made)

    def test_a_unit_is_rewarded_by_its_own_results(self, people):
        evaluations.level(people, "excellent")
        open_now = make.round_(people, Asked(Criterion.LEVEL, "good"), team=True)
        made = make.nomination(people, open_now, employee=None, unit=people.clinic)

        assert [one["met"] for one in made.findings] == [True]

    def test_one_that_was_not_given_says_why(self, people):
        make.result(people)
        made = make.decided(people, make.voted(people), is_given=False, reason="Belum setahun")

        assert made.refused_because == "Belum setahun"
        assert not Reward.objects.exists()


class TestNothingIsGivenTwice:
    def test_the_same_decision_again_changes_nothing(self, people):
        row = make.reward(people)
        make.decided(people, row.nomination)

        assert Reward.objects.count() == 1
        assert verbs().count("reward.given") == 1
        with pytest.raises(Refused):
            make.decided(people, row.nomination, is_given=False, reason="Berubah pikiran")

    def test_the_database_refuses_a_second_for_the_year(self, people):
        row = make.reward(people)
        row.pk, row.document, row.file = None, None, None
        with pytest.raises(IntegrityError), transaction.atomic():
            row.save()

    def test_a_second_round_or_nomination_of_the_year(self, people):
        made = make.nomination(people)
        assert make.nomination(people, made.round).pk == made.pk
        calling = services.Calling(
            people.regent.pk, [people.budi.pk, people.hana.pk], make.LATER, make.LATER
        )
        with pytest.raises(Refused, match="sudah dibuka"):
            services.open_round(
                actor=make.at(people.hana), award=made.round.award, year=2026, calling=calling
            )


class TestResultsThatCannotCarryIt:
    def nominated(self, people):
        return make.nomination(people, make.round_(people, GRADE)).findings[0]

    def test_contested(self, people):
        make.result(people, state="objected")
        assert "keberatan" in self.nominated(people)["sentence"]

    def test_may_still_be_objected_to(self, people):
        make.result(people, state="received")
        assert self.nominated(people)["code"] == "trouble.contested"

    def test_reopened(self, people):
        make.result(people)
        PeriodReopening.objects.create(
            agency=people.rina.agency,
            period=evaluations.quarter(people),
            reason="Salah unit",
            asked_by=people.hana,
            asked_on=make.DAY,
            agreed_by=people.regent,
            agreed_on=make.DAY,
        )
        assert self.nominated(people)["code"] == "trouble.reopened"

    def test_closed_without_a_rating(self, people):
        plan, period = evaluations.plan(people.rina), evaluations.quarter(people)
        period.is_closed = True
        period.save(update_fields=["is_closed"])
        common = {"agency": plan.agency, "period": period}
        KeptProposal.objects.create(assignment=plan.assignment, plan=plan, **common)
        assert self.nominated(people)["code"] == "trouble.unrated"

    def test_what_becomes_contested_before_the_decision_is_refused_with_the_reason(self, people):
        make.result(people)
        made = make.voted(people)
        Evaluation.objects.update(state="objected")

        with pytest.raises(Refused, match="keberatan"):
            make.decided(people, made)
        assert not IssuedDocument.objects.exists()

    def test_money_too(self, people):
        row = make.incentive(people)
        Evaluation.objects.update(state="objected")
        answer: Any = {"incentive_id": row.pk, "approves": True, "reason": ""}
        with pytest.raises(Refused, match="keberatan"):
            services.answer_incentive(actor=make.at(people.regent, make.LATER), **answer)

    def test_standing_never_says_why_not(self, people):
        make.result(people)
        EmployeeStatus.objects.create(
            agency=people.rina.agency, employee=people.rina, kind="suspended", starts=make.DAY
        )
        leave = make.nomination(people, make.round_(people, GRADE, STANDING)).findings[-1]
        EmployeeStatus.objects.all().delete()
        make.delivered(people).__class__.objects.update(in_force_on=make.DAY)
        other = make.nomination(people, Nomination.objects.get().round)
        services.start_voting(
            actor=make.at(people.hana, make.DAY + timedelta(days=1)), round_id=other.round_id
        )
        judged = Nomination.objects.get().findings[-1]

        assert leave == judged
        assert leave["met"] is False


class TestTheJury:
    def test_who_is_near_does_not_vote(self, people):
        make.result(people)
        made = make.voting(people)
        vote: Any = {"nomination_id": made.pk, "supports": True, "reason": "Baik"}
        day = make.DAY + timedelta(days=2)
        for near in (people.sinta, people.dedi, people.andi):
            with pytest.raises(PermissionDenied):
                services.vote(actor=make.at(near, day), **vote)

    def test_votes_are_sealed_until_they_open_together(self, people):
        make.result(people)
        made = make.voting(people)
        budi = make.at(people.budi, make.DAY + timedelta(days=2))
        services.vote(actor=budi, nomination_id=made.pk, supports=True, reason="Baik")

        assert len(nomination_page(budi, made).votes) == 1
        for other in (people.hana, people.regent, people.rina):
            assert not nomination_page(make.at(other, make.DAY), made).votes
        with pytest.raises(Refused, match="1 suara yang ditunggu"):
            services.open_votes(actor=make.at(people.hana), round_id=made.round_id)

    def test_a_declared_conflict_takes_the_vote_back_and_the_quorum_holds(self, people):
        make.result(people)
        made = make.voting(people)
        budi = make.at(people.budi, make.DAY + timedelta(days=2))
        services.vote(actor=budi, nomination_id=made.pk, supports=True, reason="Baik")
        services.declare_conflict(actor=budi, nomination_id=made.pk)

        assert not made.votes.exists()
        with pytest.raises(PermissionDenied):
            services.vote(actor=budi, nomination_id=made.pk, supports=True, reason="Baik")
        with pytest.raises(Refused, match="kurang dari 2"):
            services.open_votes(actor=make.at(people.hana, make.LATER), round_id=made.round_id)

    def test_opened_votes_stay(self, people):
        make.result(people)
        made = make.voted(people)
        budi = make.at(people.budi, make.LATER)
        with pytest.raises(Refused):
            services.vote(actor=budi, nomination_id=made.pk, supports=False, reason="Baik")
        with pytest.raises(Refused):
            services.declare_conflict(actor=budi, nomination_id=made.pk)

    def test_only_whom_the_round_names_decides(self, people):
        make.result(people)
        made = make.voted(people)
        for other in (people.hana, people.budi, people.rina):
            with pytest.raises(PermissionDenied):
                services.decide_award(
                    actor=make.at(other), nomination_id=made.pk, is_given=True, reason="Ya"
                )


class TestEvidenceIsPersonal:
    def test_who_proposes_or_is_tied_does_not_read_the_results_of_a_person(self, people):
        make.result(people)
        made = make.voting(people)

        def read(who):
            return [one.sentence for one in nomination_page(make.at(who), made).findings]

        assert not read(people.andi)  # proposed her, and anybody may propose anybody
        assert not read(people.sinta)  # sits in the jury, and keeps out of this candidate
        for who in (people.rina, people.budi, people.hana, people.regent):
            assert "Sangat Baik" in read(who)[0]


class TestNominating:
    def test_who_decides_is_no_candidate(self, people):
        row = make.round_(people)
        with pytest.raises(Refused, match="tidak dapat diusulkan"):
            make.nomination(people, row, employee=people.regent)

    def test_an_award_keeps_its_audience(self, people):
        make.rule(people)
        with pytest.raises(Refused, match="penerima lain"):
            services.set_rule(
                actor=make.at(people.hana),
                name="Pegawai Teladan",
                audience="team",
                terms=services.Terms("Keputusan Bupati 90/2026", (GRADE,)),
                starts=make.LATER,
            )

    def test_by_oneself_too_late_or_without_a_reason(self, people):
        row = make.round_(people)
        ask: Any = {"round_id": row.pk, "unit": None}
        rina, andi = make.at(people.rina), make.at(people.andi)
        with pytest.raises(Refused, match="orang lain"):
            services.nominate(actor=rina, employee=people.rina, reason="Saya", **ask)
        with pytest.raises(Refused, match="alasannya"):
            services.nominate(actor=andi, employee=people.rina, reason=" ", **ask)
        late = make.at(people.andi, make.LATER)
        with pytest.raises(Refused, match="berakhir"):
            services.nominate(actor=late, employee=people.rina, reason="Baik", **ask)

    def test_rules_are_the_offices_and_versions_follow_each_other(self, people):
        first = make.rule(people)
        terms = services.Terms("Keputusan Bupati 90/2026", (GRADE,))
        change: Any = {"name": "Pegawai Teladan", "audience": "person", "terms": terms}
        with pytest.raises(PermissionDenied):
            services.set_rule(actor=make.at(people.andi), starts=make.LATER, **change)
        with pytest.raises(Refused):
            services.set_rule(actor=make.at(people.hana), starts=first.starts, **change)
        second = services.set_rule(actor=make.at(people.hana), starts=make.LATER, **change)
        first.refresh_from_db()

        assert first.ends == make.LATER - timedelta(days=1)
        assert second.award == first.award

    def test_a_round_without_nominations_ends(self, people):
        row = make.round_(people)
        with pytest.raises(Refused):
            services.start_voting(actor=make.at(people.hana), round_id=row.pk)
        ended = services.start_voting(actor=make.at(people.hana, make.LATER), round_id=row.pk)
        assert ended.state == AwardRound.State.CLOSED
