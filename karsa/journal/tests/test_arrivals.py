"""A phone's queue: stored once, one answer each, and files that follow."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import cast
from uuid import UUID, uuid4

import pytest
from django.core.exceptions import PermissionDenied

from karsa.audit.models import AuditEntry
from karsa.files.tests import make as files
from karsa.journal import services
from karsa.journal.models import AwaitedFile, DailyEntry
from karsa.journal.queries import standings
from karsa.journal.services import Content
from karsa.journal.services.arrivals import Arrival, Outcome
from karsa.kit.testing import assert_flat
from karsa.org.models import Period
from karsa.org.tests import make as org
from karsa.plans.models import PerformancePlan
from karsa.rules.refused import Overtaken, Refused


def arrival(work, key: UUID | None = None, **over) -> Arrival:
    named = {name: over.pop(name) for name in ("written_at", "files") if name in over}
    said = {
        "result": work.result,
        "action": work.action,
        "day": org.TODAY,
        "quantity": Decimal(16),
        "text": "Ditulis tanpa sinyal",
    }
    return Arrival(key or uuid4(), cast(Content, said | over), **named)


def receive(work, *arrivals: Arrival, actor=None, clock: datetime = org.NOW):
    return services.receive(actor=actor or work.rina, clock=clock, arrivals=arrivals)


def outcomes(answers) -> list[str]:
    return [answer.outcome for answer in answers]


def test_entries_of_a_phone_wait_for_the_leader(work):
    written = org.NOW - timedelta(hours=5)
    answers = receive(work, arrival(work, written_at=written), arrival(work))

    assert outcomes(answers) == ["stored", "stored"]
    entry = answers[0].entry
    assert entry
    assert entry.pk
    assert entry.state == DailyEntry.State.SENT
    assert (entry.sent_at, entry.written_at) == (org.NOW, written)
    assert entry.measure == work.action.measure
    assert AuditEntry.objects.filter(verb="journal.report").count() == 2


def test_what_is_sent_twice_is_stored_once(work):
    first = arrival(work)
    again = replace(first, content=Refused("plan is gone meanwhile"))

    assert outcomes(receive(work, first, first)) == ["stored", "known"]
    assert outcomes(receive(work, again, arrival(work))) == ["known", "stored"]
    assert DailyEntry.objects.count() == 2


def test_one_that_will_not_do_does_not_hold_the_others(work):
    answers = receive(
        work,
        arrival(work, quantity=None, text=" "),
        arrival(work, day=org.TODAY + timedelta(days=1)),
        Arrival(uuid4(), Overtaken("Pekerjaan ini tidak ada lagi")),
        arrival(work),
    )

    assert outcomes(answers) == ["refused", "refused", "overtaken", "stored"]
    assert answers[0].refusal
    assert "masih kosong" in str(answers[0].refusal)
    assert DailyEntry.objects.count() == 1


def test_a_plan_that_was_replaced_and_a_closed_period_ask_for_another_place(work, agency):
    org.quarter(agency)
    Period.objects.update(is_closed=True)
    assert outcomes(receive(work, arrival(work))) == ["overtaken"]
    Period.objects.update(is_closed=False)
    work.plan.state = PerformancePlan.State.SUPERSEDED
    work.plan.save()
    assert outcomes(receive(work, arrival(work))) == ["overtaken"]
    assert not DailyEntry.objects.exists()


def test_a_phone_whose_clock_is_years_off_is_told_so(work):
    answers = receive(work, arrival(work), clock=datetime(2019, 1, 1, tzinfo=UTC))

    assert outcomes(answers) == ["refused"]
    assert "Tanggal atau jam ponsel" in str(answers[0].refusal)


def test_the_time_of_writing_is_told_by_our_clock(work):
    fast = org.NOW + timedelta(hours=3)
    answers = receive(work, arrival(work, written_at=fast - timedelta(hours=1)), clock=fast)

    entry = answers[0].entry
    assert entry
    assert entry.written_at == org.NOW - timedelta(hours=1)


def test_nobody_sends_for_another(work):
    mine = arrival(work)
    receive(work, mine)

    assert outcomes(receive(work, arrival(work), actor=work.andi)) == ["refused"]
    assert outcomes(receive(work, mine, actor=work.andi)) == ["refused"]
    assert DailyEntry.objects.count() == 1


def test_a_draft_kept_before_is_sent(work):
    key = uuid4()
    services.save_draft(
        actor=work.rina,
        assignment=work.plan.assignment,
        key=key,
        result=work.result,
        day=org.TODAY,
    )

    answers = receive(work, arrival(work, key))

    assert outcomes(answers) == ["stored"]
    assert DailyEntry.objects.get().state == DailyEntry.State.SENT


def test_announced_files_follow_once(work):
    file = uuid4()
    [answer] = receive(work, arrival(work, quantity=None, text="", files=(file,)))
    entry = answer.entry
    assert entry
    assert standings(work.rina, [entry.key])[0].awaits == (file,)

    for expected in (Outcome.STORED, Outcome.KNOWN):
        came = services.take_file(actor=work.rina, entry=entry, key=file, upload=files.photo())
        assert came == expected
    assert entry.evidence.count() == 1
    assert standings(work.rina, [entry.key])[0].awaits == ()
    with pytest.raises(Refused, match="bukan bagian"):
        services.take_file(actor=work.rina, entry=entry, key=uuid4(), upload=files.photo())
    with pytest.raises(PermissionDenied):
        services.take_file(actor=work.andi, entry=entry, key=file, upload=files.photo())


def test_a_broken_file_is_refused_and_may_be_given_up(work):
    file = uuid4()
    [answer] = receive(work, arrival(work, files=(file,)))
    assert answer.entry
    with pytest.raises(Refused):
        services.take_file(
            actor=work.rina, entry=answer.entry, key=file, upload=files.upload("foto.jpg", b"x")
        )
    assert AwaitedFile.objects.filter(evidence=None).count() == 1

    services.forgo_file(actor=work.rina, entry=answer.entry, key=file)

    assert not AwaitedFile.objects.exists()
    assert AuditEntry.objects.filter(verb="journal.forgo_file").exists()
    with pytest.raises(PermissionDenied):
        services.forgo_file(actor=work.andi, entry=answer.entry, key=file)


def test_where_entries_stand_is_told_to_their_author_only(work):
    [answer] = receive(work, arrival(work))

    assert [one.state for one in standings(work.rina, [answer.key])] == ["sent"]
    assert standings(work.andi, [answer.key]) == ()


def test_twenty_cost_what_one_costs(work):
    some = [arrival(work, files=(uuid4(),))]
    assert_flat(
        lambda: receive(work, *some),
        lambda: some.extend(arrival(work, files=(uuid4(),)) for _ in range(19)),
        budget=10,
    )
