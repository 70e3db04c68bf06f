"""Reporting: who may, when it may not be, and that nothing is told twice."""

from datetime import date, time, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from karsa.audit.models import AuditDetail, AuditEntry
from karsa.files.tests import make as files
from karsa.journal import services
from karsa.journal.models import DailyEntry
from karsa.journal.tests import make
from karsa.org.tests import make as org
from karsa.plans.models import PerformancePlan
from karsa.plans.tests import make as plans
from karsa.rules.refused import Refused


def report(work, actor=None, **over) -> DailyEntry:
    said = {
        "actor": actor or work.rina,
        "assignment": work.plan.assignment,
        "result": work.result,
        "action": work.action,
        "day": org.TODAY,
        "quantity": Decimal(16),
        "text": "Dua bayi demam, ditunda",
        "key": uuid4(),
    }
    return services.report(**(said | over))


def verbs() -> list[str]:
    return list(AuditEntry.objects.order_by("pk").values_list("verb", flat=True))


def test_a_report_waits_for_the_leader_with_its_evidence(work):
    entry = report(work, files=[files.photo(), files.pdf()])

    assert entry.state == DailyEntry.State.SENT
    assert entry.sent_at == org.NOW
    assert entry.measure == work.action.measure
    assert {row.file.media_type for row in entry.evidence.all()} == {
        "image/webp",
        "application/pdf",
    }
    assert verbs() == ["journal.report"]


def test_the_same_key_twice_returns_the_row_that_is_stored(work):
    key = uuid4()
    first = report(work, key=key)
    again = report(work, key=key, quantity=Decimal(99), files=[files.photo()])

    assert again.pk == first.pk
    assert again.quantity == 16
    assert not again.evidence.exists()
    assert verbs() == ["journal.report"]


def test_the_same_key_still_answers_after_the_period_was_closed(work, agency):
    key = uuid4()
    first = report(work, key=key)
    close(agency)

    assert report(work, key=key).pk == first.pk


def test_a_draft_of_the_same_key_that_will_not_do_stays_a_draft(work):
    key = uuid4()
    draft = services.save_draft(
        actor=work.rina,
        assignment=work.plan.assignment,
        key=key,
        result=work.result,
        day=org.TODAY,
        text="Belum selesai",
    )
    with pytest.raises(Refused, match="kosong"):
        report(work, key=key, action=None, quantity=None, text="")

    draft.refresh_from_db()
    assert (draft.state, draft.text) == (DailyEntry.State.DRAFT, "Belum selesai")
    assert report(work, key=key).pk == draft.pk


def test_a_refused_file_takes_its_entry_back_and_leaves_the_request_usable(work):
    with transaction.atomic():
        with pytest.raises(Refused):
            report(work, files=[files.photo(), SimpleUploadedFile("a.exe", b"MZ")])
        assert not DailyEntry.objects.exists()
    assert report(work).pk


def close(agency):
    period = org.quarter(agency)
    period.is_closed = True
    period.save()


def test_nobody_reports_for_another(work):
    with pytest.raises(PermissionDenied):
        report(work, actor=work.dedi)


def test_a_result_of_anothers_plan_will_not_do(work, people):
    other = plans.result(plans.plan(people.dedi.assignments.get()))

    with pytest.raises(PermissionDenied):
        report(work, result=other, action=None)


def test_anothers_key_tells_nothing(work, people):
    other = make.entry(plans.result(plans.plan(people.dedi.assignments.get())))

    with pytest.raises(PermissionDenied):
        report(work, key=other.key)


@pytest.mark.parametrize(
    ("over", "words"),
    [
        ({"day": org.TODAY + timedelta(days=1)}, "belum tiba"),
        ({"day": date(2025, 12, 31)}, "01-01-2026"),
        ({"quantity": None, "text": " "}, "masih kosong"),
        ({"started": time(10), "ended": time(9)}, "Jam selesai"),
        ({"files": [files.upload("foto.jpg", b"<html>")]}, "tidak sesuai"),
    ],
)
def test_what_will_not_do_is_refused_and_nothing_is_stored(work, over, words):
    with pytest.raises(Refused, match=words):
        report(work, **over)
    assert not DailyEntry.objects.exists()
    assert verbs() == []


def test_at_most_ten_files(work):
    with pytest.raises(Refused, match="Paling banyak 10"):
        report(work, files=[files.photo() for _ in range(11)])


def test_an_action_of_another_result_is_refused(work):
    stray = plans.action(plans.result(work.plan))

    with pytest.raises(Refused, match="bukan bagian"):
        report(work, action=stray)


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (PerformancePlan.State.DRAFT, "masih draf"),
        (PerformancePlan.State.SUPERSEDED, "sudah diganti"),
    ],
)
def test_a_plan_that_is_not_in_force_is_refused(work, state, words):
    PerformancePlan.objects.update(state=state)

    with pytest.raises(Refused, match=words):
        report(work)


def test_a_plan_that_is_still_being_agreed_may_be_reported_on(work):
    PerformancePlan.objects.update(state=PerformancePlan.State.PROPOSED)

    assert report(work).pk


def test_a_closed_period_is_refused(work, agency):
    close(agency)

    with pytest.raises(Refused, match="sudah ditutup"):
        report(work)


def test_a_draft_may_be_empty_and_is_sent_under_its_own_key(work):
    key = uuid4()
    said = {"assignment": work.plan.assignment, "result": work.result, "key": key}
    draft = services.save_draft(actor=work.rina, day=org.TODAY, **said)
    sent = report(work, key=key)

    assert draft.state == DailyEntry.State.DRAFT
    assert sent.pk == draft.pk
    assert sent.state == DailyEntry.State.SENT
    assert services.save_draft(actor=work.rina, day=org.TODAY, **said).state == sent.state
    assert verbs() == ["journal.save_draft", "journal.report"]


def test_the_same_as_yesterday_takes_a_new_number_and_leaves_the_words(work):
    yesterday = make.entry(work.result, action=work.action, day=org.TODAY - timedelta(days=1))
    again = services.repeat(
        actor=work.rina, entry=yesterday, day=org.TODAY, quantity=Decimal(9), key=uuid4()
    )

    assert (again.quantity, again.measure, again.text) == (Decimal(9), "orang", "")
    assert again.action == work.action


def test_the_same_without_a_number_keeps_the_words(work):
    yesterday = make.entry(work.result, quantity=None, text="Apel pagi")
    again = services.repeat(
        actor=work.rina, entry=yesterday, day=org.TODAY, quantity=None, key=uuid4()
    )

    assert again.text == "Apel pagi"


def test_nobody_repeats_anothers_entry(work):
    with pytest.raises(PermissionDenied):
        services.repeat(
            actor=work.dedi,
            entry=make.entry(work.result),
            day=org.TODAY,
            quantity=None,
            key=uuid4(),
        )


def returned(work) -> DailyEntry:
    return make.entry(work.result, state=DailyEntry.State.RETURNED, review_reason="Tambahkan foto")


def test_a_returned_entry_is_mended_and_sent_again(work):
    entry = returned(work)
    said = {"result": work.result, "day": org.TODAY, "quantity": Decimal(3)}
    mended = services.change(actor=work.rina, entry=entry, files=[files.photo()], **said)
    sent = services.resend(actor=work.rina, entry=entry, **said)

    assert mended.state == DailyEntry.State.RETURNED
    assert sent.state == DailyEntry.State.SENT
    assert (sent.quantity, sent.evidence.count()) == (Decimal(3), 1)
    assert verbs() == ["journal.change", "journal.resend"]


@pytest.mark.parametrize("state", [DailyEntry.State.SENT, DailyEntry.State.ACCEPTED])
def test_what_waits_or_counts_is_not_changed(work, state):
    entry = make.entry(work.result, state=state)

    with pytest.raises(Refused, match="Keadaannya"):
        services.change(actor=work.rina, entry=entry, result=work.result, day=org.TODAY)


def test_nobody_changes_or_takes_back_anothers(work):
    entry = returned(work)

    with pytest.raises(PermissionDenied):
        services.resend(actor=work.andi, entry=entry, result=work.result, day=org.TODAY)
    with pytest.raises(PermissionDenied):
        services.withdraw(actor=work.andi, entry=entry)
    with pytest.raises(PermissionDenied):
        services.discard(actor=work.andi, entry=entry)


def test_an_entry_moves_only_within_ones_own_plan(work, people):
    other = plans.result(plans.plan(people.dedi.assignments.get()))

    with pytest.raises(PermissionDenied):
        services.resend(actor=work.rina, entry=returned(work), result=other, day=org.TODAY)


def test_an_unreviewed_entry_is_taken_back_and_then_removed(work):
    entry = make.entry(work.result)
    make.evidence(entry)
    draft = services.withdraw(actor=work.rina, entry=entry)
    services.discard(actor=work.rina, entry=draft)

    assert not DailyEntry.objects.exists()
    assert verbs() == ["journal.withdraw", "journal.discard"]


def test_what_was_reviewed_is_not_taken_back(work):
    with pytest.raises(Refused, match="diterima"):
        services.withdraw(actor=work.rina, entry=make.accepted(work.result))


def test_only_a_draft_is_removed(work):
    with pytest.raises(Refused, match="Tarik dulu"):
        services.discard(actor=work.rina, entry=make.entry(work.result))


def test_a_file_is_taken_off_while_the_entry_may_change(work):
    entry = returned(work)
    services.drop_evidence(actor=work.rina, evidence=make.evidence(entry))

    assert not entry.evidence.exists()
    with pytest.raises(Refused):
        services.drop_evidence(actor=work.rina, evidence=make.evidence(make.entry(work.result)))
    assert not AuditDetail.objects.exists()
