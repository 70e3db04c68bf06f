"""Reviewing: the rater or that rater's superior, never oneself, never what is over."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from karsa.audit.models import AuditDetail, AuditEntry
from karsa.journal import services
from karsa.journal.models import DailyEntry
from karsa.journal.tests import make
from karsa.journal.tests.test_reporting import close, verbs
from karsa.org.models import RaterLine
from karsa.org.tests import make as org
from karsa.rules.refused import Refused

State = DailyEntry.State


@pytest.mark.parametrize("who", ["andi", "sinta"])
def test_the_rater_or_the_raters_superior_accepts(work, who):
    actor = getattr(work, who)
    entry = services.accept(actor=actor, entry=make.entry(work.result))

    assert entry.state == State.ACCEPTED
    assert (entry.reviewed_by_id, entry.reviewed_at) == (actor.employee_id, org.NOW)
    assert verbs() == ["journal.accept"]


@pytest.mark.parametrize("who", ["rina", "dedi", "budi"])
def test_nobody_else_reviews(work, who):
    actor, entry = getattr(work, who), make.entry(work.result)

    with pytest.raises(PermissionDenied):
        services.accept(actor=actor, entry=entry)
    with pytest.raises(PermissionDenied):
        services.return_entry(actor=actor, entry=entry, reason="Kurang")
    with pytest.raises(PermissionDenied):
        services.accept_many(actor=actor, keys=[entry.pk])
    with pytest.raises(PermissionDenied):
        services.undo(actor=actor, entry=entry)


def test_nobody_reviews_oneself_even_as_ones_own_rater(work, people):
    RaterLine.objects.filter(assignment=work.plan.assignment).update(rater=people.rina)

    with pytest.raises(PermissionDenied):
        services.accept(actor=work.rina, entry=make.entry(work.result))
    with pytest.raises(PermissionDenied):
        services.accept_many(actor=work.rina, keys=[make.entry(work.result).pk])


def test_the_rater_of_yesterday_no_longer_reviews(work):
    RaterLine.objects.filter(assignment=work.plan.assignment).update(
        ends=org.TODAY - timedelta(days=1)
    )

    with pytest.raises(PermissionDenied):
        services.accept(actor=work.andi, entry=make.entry(work.result))


def test_a_return_says_what_to_mend(work):
    entry = services.return_entry(
        actor=work.andi, entry=make.entry(work.result), reason="Tambahkan foto kegiatan"
    )

    assert entry.state == State.RETURNED
    assert entry.review_reason == "Tambahkan foto kegiatan"
    assert AuditDetail.objects.get().text == "Tambahkan foto kegiatan"


def test_a_return_without_a_reason_is_refused(work):
    with pytest.raises(Refused, match="perlu diperbaiki"):
        services.return_entry(actor=work.andi, entry=make.entry(work.result), reason="  ")


def test_what_no_longer_waits_is_refused(work):
    with pytest.raises(Refused, match="Keadaannya"):
        services.accept(actor=work.andi, entry=make.accepted(work.result))


def test_nothing_is_reviewed_in_a_closed_period(work, agency):
    entry = make.entry(work.result)
    close(agency)

    with pytest.raises(Refused, match="sudah ditutup"):
        services.accept(actor=work.andi, entry=entry)
    assert services.accept_many(actor=work.andi, keys=[entry.pk]) == 0


def test_many_are_accepted_at_once_and_what_is_over_is_passed_over(work):
    waiting = [make.entry(work.result) for _ in range(3)]
    over = make.accepted(work.result)
    count = services.accept_many(actor=work.andi, keys=[row.pk for row in [*waiting, over]])

    assert count == 3
    assert DailyEntry.objects.filter(state=State.ACCEPTED).count() == 4
    assert AuditEntry.objects.filter(verb="journal.accept").count() == 3


def test_an_acceptance_is_undone_on_the_same_day_by_who_gave_it(work):
    entry = services.accept(actor=work.andi, entry=make.entry(work.result))

    with pytest.raises(PermissionDenied):
        services.undo(actor=work.sinta, entry=entry)
    again = services.undo(actor=work.andi, entry=entry)
    assert (again.state, again.reviewed_by_id) == (State.SENT, None)
    assert verbs() == ["journal.accept", "journal.undo"]


def test_an_acceptance_stays_from_the_next_day_on(work):
    early = make.accepted(work.result, reviewed_at=org.NOW - timedelta(days=1))

    with pytest.raises(Refused, match="hari yang sama"):
        services.undo(actor=work.andi, entry=early)
    with pytest.raises(Refused, match="belum diterima"):
        services.undo(actor=work.andi, entry=make.entry(work.result))
