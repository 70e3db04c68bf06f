from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from karsa.audit.models import AuditEntry
from karsa.consequences import services
from karsa.consequences.models import AwardRound, Juror, Nomination
from karsa.consequences.queries.evidence import found
from karsa.consequences.queries.pages import nomination_page
from karsa.consequences.tests import make
from karsa.evaluations.tests import make as evaluations
from karsa.inbox.models import Notice
from karsa.kit.testing import assert_flat
from karsa.org.models import Assignment
from karsa.org.tests import make as org
from karsa.rules.refused import Refused
from karsa.rules.reward import Asked, Criterion

DAY = make.DAY + timedelta(days=2)


@pytest.fixture
def short(people) -> Nomination:
    """Budi, the second of two who could vote on Rina, says that he is too near."""
    make.result(people)
    made = make.voting(people)
    hana = make.at(people.hana, DAY)
    services.vote(actor=hana, nomination_id=made.pk, supports=True, reason="Hasilnya terlihat")
    services.declare_conflict(actor=make.at(people.budi, DAY), nomination_id=made.pk)
    return made


def seat(made: Nomination, person) -> Juror:
    return Juror.objects.get(round=made.round, employee=person)


def far(people):
    found = org.employee(people.rina.agency, "Joko")
    org.assignment(found, org.unit(people.government, name="Dinas Perpustakaan"))
    return found


def replace(people, made, **over: Any) -> Juror:
    asked: dict[str, Any] = {"reason": "Benturan kepentingan", "until": make.LATER}
    actor = over.pop("actor", make.at(people.hana, DAY))
    return services.replace_juror(
        actor=actor, juror_id=seat(made, people.budi).pk, **(asked | over)
    )


class TestAJuryBelowItsQuorum:
    def test_goes_on_with_a_stand_in(self, people, short):
        joko = far(people)
        got = replace(people, short, stand_in=joko)
        vote: Any = {"nomination_id": short.pk, "supports": True, "reason": "Baik"}
        services.vote(actor=make.at(joko, DAY), **vote)
        with pytest.raises(PermissionDenied):
            services.vote(actor=make.at(people.budi, DAY), **vote)
        services.open_votes(actor=make.at(people.hana, DAY), round_id=short.round_id)
        make.decided(people, short)

        short.round.refresh_from_db()
        assert (got.employee, got.before) == (joko, people.budi)
        assert short.round.state == AwardRound.State.CLOSED
        assert AuditEntry.objects.filter(verb="reward.juror_replaced").exists()
        assert got.reason == "Benturan kepentingan"
        assert Notice.objects.filter(user=joko.user).count() == (1 if joko.user else 0)

    def test_replaces_nobody_who_can_vote_and_by_nobody_who_cannot(self, people, short):
        joko = far(people)
        with pytest.raises(Refused, match="masih dapat"):
            services.replace_juror(
                actor=make.at(people.hana, DAY),
                juror_id=seat(short, people.hana).pk,
                stand_in=joko,
                until=DAY,
                reason="Ganti",
            )
        for tied in (people.andi, people.rina):
            with pytest.raises(Refused, match="terkait"):
                replace(people, short, stand_in=tied)
        with pytest.raises(Refused, match="sudah menjadi juri"):
            replace(people, short, stand_in=people.regent)
        with pytest.raises(Refused, match="alasannya"):
            replace(people, short, stand_in=joko, reason=" ")
        for other in (people.andi, people.budi, people.regent):
            with pytest.raises(PermissionDenied):
                replace(people, short, stand_in=joko, actor=make.at(other, DAY))

    def test_ends_without_an_award_and_says_why(self, people, short):
        close: Any = {"round_id": short.round_id, "reason": "Tidak ada juri lain yang bebas"}
        with pytest.raises(PermissionDenied):
            services.close_without_award(actor=make.at(people.andi, DAY), **close)
        services.close_without_award(actor=make.at(people.hana, DAY), **close)
        short.refresh_from_db()

        assert short.refused_because == close["reason"]
        assert AwardRound.objects.get(pk=short.round_id).state == AwardRound.State.CLOSED
        assert AuditEntry.objects.filter(verb="reward.round_closed").exists()
        assert Notice.objects.filter(user=people.andi.user).exists()

    def test_a_jury_that_is_large_enough_is_not_closed(self, people):
        make.result(people)
        made = make.voting(people)
        with pytest.raises(Refused, match="masih cukup"):
            services.close_without_award(
                actor=make.at(people.hana, DAY), round_id=made.round_id, reason="Cukup"
            )

    def test_its_page_shows_the_ways_out_to_the_office_alone(
        self, people, short, sign_in, monkeypatch
    ):
        now = make.at(people.hana, DAY).now
        monkeypatch.setattr("karsa.kit.clock.now", lambda: now)
        address = f"/kerja/tindak-lanjut/penghargaan/putaran/{short.round_id}/"
        assert "Tunjuk juri pengganti" in sign_in(people.hana).get(address).content.decode()
        assert "kuorum" not in sign_in(people.andi).get(address).content.decode()


class TestAJurorFoundTiedLater:
    def test_counts_no_more_and_the_award_waits(self, people):
        make.result(people)
        made = make.voted(people)
        Assignment.objects.filter(employee=people.budi).update(unit=people.clinic)
        with pytest.raises(Refused, match="terkait calon tidak dihitung"):
            make.decided(people, made)

        made = Nomination.objects.for_page().get(pk=made.pk)
        shown = nomination_page(make.at(people.regent, make.LATER), made)
        assert len(shown.votes) == 2
        assert shown.uncounted == {
            vote.pk for vote in shown.votes if "Budi" in str(vote.juror.employee)
        }
        services.close_without_award(
            actor=make.at(people.hana, make.LATER), round_id=made.round_id, reason="Juri kurang"
        )

    def test_is_stood_in_for_by_a_vote_that_has_read_no_other(self, people, sign_in, monkeypatch):
        make.result(people)
        made = make.voted(people)
        Assignment.objects.filter(employee=people.budi).update(unit=people.clinic)
        joko = far(people)
        got = replace(people, made, stand_in=joko)
        made.round.refresh_from_db()
        assert made.round.state == AwardRound.State.VOTING
        assert (got.before, seat(made, people.budi).votes.count()) == (people.budi, 1)

        vote: Any = {"nomination_id": made.pk, "supports": False, "reason": "Belum"}
        own = Nomination.objects.for_page().get(pk=made.pk)
        assert nomination_page(make.at(joko, DAY), own).votes == []
        assert len(nomination_page(make.at(people.hana, DAY), own).votes) == 1
        with pytest.raises(Refused, match="sebelum suara lain terbuka"):
            services.vote(actor=make.at(people.hana, DAY), **vote)
        with pytest.raises(Refused, match="sudah dibuka"):
            services.declare_conflict(actor=make.at(people.hana, DAY), nomination_id=made.pk)
        with pytest.raises(Refused, match="masih dapat"):
            replace(people, made, stand_in=people.regent)
        address = f"/kerja/tindak-lanjut/penghargaan/usulan/{made.pk}/"
        now = make.at(people.hana, DAY).now
        monkeypatch.setattr("karsa.kit.clock.now", lambda: now)
        assert "Suara Anda tetap" in sign_in(people.hana).get(address).content.decode()

        with pytest.raises(Refused, match="1 suara yang ditunggu"):
            services.open_votes(actor=make.at(people.hana, DAY), round_id=made.round_id)
        services.vote(actor=make.at(joko, DAY), **vote)
        services.open_votes(actor=make.at(people.hana, DAY), round_id=made.round_id)
        make.decided(people, made)
        assert AwardRound.objects.get(pk=made.round_id).state == AwardRound.State.CLOSED

    def test_is_not_stood_in_for_where_votes_are_enough_or_by_who_has_read_them(self, people):
        make.result(people)
        made = make.voted(people)
        joko = far(people)
        with pytest.raises(Refused, match="sudah cukup"):
            replace(people, made, stand_in=joko)
        Assignment.objects.filter(employee=people.budi).update(unit=people.clinic)
        AwardRound.objects.filter(pk=made.round_id).update(opened_by=joko)
        with pytest.raises(Refused, match="membaca suara"):
            replace(people, made, stand_in=joko)
        made.round.refresh_from_db()
        assert made.round.state == AwardRound.State.DECIDING


def test_the_evidence_of_many_units_costs_no_more_than_of_one(people):
    evaluations.level(people, "excellent")
    row = make.round_(people, Asked(Criterion.LEVEL, "good"), team=True)
    make.nomination(people, row, employee=None, unit=people.clinic)

    def asked():
        rows = list(row.nominations.select_related("unit").order_by("pk"))
        return [one[0].met for one in found(row, rows, make.DAY)]

    def grow():
        for unit in (people.office, org.unit(people.office)):
            make.nomination(people, row, employee=None, unit=unit)

    assert_flat(asked, grow)
    assert asked() == [True, None, None]
