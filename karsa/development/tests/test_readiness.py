"""The board counts and never names; names are for who calls, and are forgotten."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from karsa.accounts.models import User
from karsa.audit.models import AuditEntry
from karsa.development.models import HelpCall
from karsa.development.queries.readiness import calls_of, readiness
from karsa.development.services.calling import forget_calls, have_called, tell_outcome
from karsa.journal.tests import make as journal
from karsa.kit.testing import assert_flat
from karsa.org.models import Unit
from karsa.org.tests import make
from karsa.plans.tests import make as plans
from karsa.rules.refused import Refused


@pytest.fixture
def crowd(people):
    """Six more in the clinic, so that the office may be shown."""
    for number in range(6):
        make.assignment(make.employee(people.rina.agency, f"Warga {number}"), people.clinic)
    return people


def row_of(people):
    rows, _counted = readiness(make.actor(people.hana))
    return next(row for row in rows if row.unit_id == people.office.pk)


def test_each_step_is_counted_by_office(crowd):
    User.objects.filter(pk=crowd.rina.user.pk).update(
        last_login=timezone.now(), toured_on=make.TODAY
    )
    result = plans.result(plans.plan(crowd.rina.assignments.get()))
    entry = journal.entry(result)
    entry.sent_at, entry.reviewed_at = make.NOW, make.NOW + timedelta(days=1)
    entry.save()

    row = row_of(crowd)
    assert (row.people, row.signed_in, row.toured, row.learned) == (10, 1, 1, 0)
    assert (row.reported, row.heard, row.prompt, row.stuck) == (1, 0, 100, 9)


def test_small_offices_are_not_told_apart(people):
    row = row_of(people)
    assert (row.people, row.is_shown, row.signed_in, row.stuck) == (4, False, None, 0)


def test_only_who_calls_reads_names(crowd):
    hana = make.actor(crowd.hana)
    assert have_called(actor=hana, unit=crowd.office, caller=crowd.budi) == 10
    calls = list(calls_of(make.actor(crowd.budi)))
    assert len(calls) == 10
    for one in (crowd.hana, crowd.andi, crowd.sinta, crowd.regent, crowd.rina):
        assert not calls_of(make.actor(one)).exists()

    tell_outcome(actor=make.actor(crowd.budi), call=calls[0], outcome=HelpCall.Outcome.DONE)
    assert (row_of(crowd).called, row_of(crowd).settled) == (10, 1)
    for one in (crowd.hana, crowd.andi):
        with pytest.raises(PermissionDenied):
            tell_outcome(actor=make.actor(one), call=calls[0], outcome=HelpCall.Outcome.DONE)
    verbs = set(AuditEntry.objects.values_list("verb", flat=True))
    assert {"development.calls_given", "development.called"} <= verbs


def test_nobody_calls_whom_they_rate_and_nobody_is_called_twice(crowd):
    hana = make.actor(crowd.hana)
    have_called(actor=hana, unit=crowd.office, caller=crowd.andi)
    called = set(HelpCall.objects.values_list("employee__name", flat=True))
    assert not called & {"Rina Kartikasari", "Dedi Kurniawan", "Andi Prasetyo"}
    assert have_called(actor=hana, unit=crowd.office, caller=crowd.budi) == 10 - len(called)
    with pytest.raises(Refused, match="Tidak ada yang perlu"):
        have_called(actor=hana, unit=crowd.office, caller=crowd.budi)
    with pytest.raises(PermissionDenied):
        have_called(actor=make.actor(crowd.andi), unit=crowd.office, caller=crowd.budi)


def test_an_office_is_called_for_its_own_people_alone(crowd):
    """The government stands above all offices, also those too small to be told."""
    post = make.assignment(make.employee(crowd.rina.agency, "Sekda"), crowd.government)
    have_called(actor=make.actor(crowd.hana), unit=crowd.government, caller=crowd.budi)
    units = Unit.objects.filter(assignments__employee__in=HelpCall.objects.values("employee"))
    assert set(units) == {post.unit}


def test_a_caller_who_comes_to_rate_somebody_has_lost_the_name(crowd):
    have_called(actor=make.actor(crowd.hana), unit=crowd.office, caller=crowd.budi)
    budi = make.actor(crowd.budi)
    call = calls_of(budi)[0]
    post = call.employee.assignments.get()
    post.rater_lines.all().delete()
    make.rater(post, crowd.budi)
    assert call not in calls_of(budi)
    assert calls_of(budi).count() == 9
    with pytest.raises(PermissionDenied):
        tell_outcome(actor=budi, call=call, outcome=HelpCall.Outcome.DONE)


def test_names_are_forgotten(crowd):
    have_called(actor=make.actor(crowd.hana), unit=crowd.office, caller=crowd.budi)
    later = make.NOW + timedelta(days=31)
    assert not calls_of(make.actor(crowd.budi, later)).exists()
    assert forget_calls(agency=crowd.rina.agency, now=later) == 10
    assert not HelpCall.objects.exists()


def test_pages_cost_the_same_for_many(crowd, sign_in, monkeypatch):
    monkeypatch.setattr("karsa.kit.clock.now", lambda: make.NOW)
    page = sign_in(crowd.hana)
    board = "/kerja/belajar/kesiapan/"
    assert_flat(lambda: page.get(board), lambda: make.unit(crowd.government, kind="office"))
    said = {"unit": crowd.office.pk, "caller": crowd.hana.pk}
    assert page.post(board, said).status_code == 302
    calls = "/kerja/belajar/kesiapan/telepon/"
    text = page.get(calls).content.decode()
    assert "untuk Anda hubungi" in text
    assert "Warga" not in page.get(board).content.decode()
    row = HelpCall.objects.first()
    assert row
    assert page.post(f"{calls}{row.pk}/", {"outcome": "will"}).status_code == 302
    row.refresh_from_db()
    assert row.outcome == "will"
