"""Months of entries are what the entries say, whatever was written, and by whom."""

from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from karsa.journal import services
from karsa.journal.models import DailyEntry, EntryMonth
from karsa.journal.queries import told_by_team
from karsa.journal.services.counting import begin, differing
from karsa.journal.tests import make
from karsa.org.tests.make import TODAY
from karsa.plans.tests import make as plans

State = DailyEntry.State
MARCH, APRIL = date(2026, 3, 1), date(2026, 4, 1)
COUNTS = ("month", "waiting", "returned", "accepted", "days", "last_day")


def months() -> list[tuple[object, ...]]:
    return list(EntryMonth.objects.order_by("month").values_list(*COUNTS))


@pytest.fixture
def andis(people):
    return plans.result(plans.plan(people.andi.assignments.get()))


def test_what_is_told_reviewed_and_taken_back_is_counted_at_once(work):
    said = {"actor": work.rina, "assignment": work.plan.assignment, "result": work.result}
    entry = services.report(**said, key=uuid4(), day=TODAY, text="Posyandu")
    assert months() == [(MARCH, 1, 0, 0, 1, TODAY)]
    services.accept(actor=work.andi, entry=entry)
    assert months() == [(MARCH, 0, 0, 1, 1, TODAY)]
    services.undo(actor=work.andi, entry=entry)
    services.return_entry(actor=work.andi, entry=entry, reason="Kurang")
    assert months() == [(MARCH, 0, 1, 0, 1, TODAY)]


def test_a_month_is_marked_anew_by_what_is_accepted_alone(work):
    def told():
        return told_by_team(work.andi)

    before = told()
    entry, other = make.entry(work.result), make.entry(work.result)
    sent = told()
    assert sent != before  # the post's first month
    services.return_entry(actor=work.andi, entry=other, reason="Kurang")
    make.entry(work.result)
    assert told() == sent
    services.accept(actor=work.andi, entry=entry)
    accepted = told()
    assert accepted != sent
    make.entry(work.result)
    assert told() == accepted
    DailyEntry.objects.filter(pk=entry.pk).update(quantity=Decimal(9))
    changed = told()
    assert changed != accepted
    services.undo(actor=work.andi, entry=entry)
    assert told() != changed


def test_a_draft_is_nobody_elses(work):
    entry = make.entry(work.result)
    services.withdraw(actor=work.rina, entry=entry)
    assert months() == []
    services.discard(actor=work.rina, entry=entry)
    assert months() == []


def test_a_day_with_two_entries_is_one_day(work):
    earlier = TODAY - timedelta(days=2)
    for day in (earlier, TODAY, TODAY):
        make.entry(work.result, day=day)
    assert months() == [(MARCH, 3, 0, 0, 2, TODAY)]


DAYS = st.dates(date(2026, 2, 26), date(2026, 4, 2))
STATES = st.sampled_from(State.values)
PICKS = st.lists(st.integers(0, 11), min_size=1, max_size=4)
CHANGES = st.one_of(
    st.tuples(st.just("add"), st.booleans(), st.lists(st.tuples(DAYS, STATES), max_size=3)),
    st.tuples(st.just("move"), PICKS, DAYS),
    st.tuples(st.just("become"), PICKS, STATES),
    st.tuples(st.just("mark"), PICKS, st.booleans()),
    st.tuples(st.just("remove"), PICKS, st.none()),
)


def _apply(results, change) -> None:
    kind, which, what = change
    if kind == "add":
        template = make.entry(results[which])
        template.delete()
        DailyEntry.objects.bulk_create(_copies(template, what))
        return
    keys = list(DailyEntry.objects.order_by("pk").values_list("pk", flat=True))
    picked = DailyEntry.objects.filter(pk__in=[keys[at % len(keys)] for at in which if keys])
    match kind:
        case "move":
            picked.update(day=what)
        case "become":
            picked.update(state=what, review_reason="Kurang")
        case "mark":
            picked.update(is_favourite=what)
        case _:
            picked.delete()


def _copies(template: DailyEntry, rows) -> list[DailyEntry]:
    kept = {field.attname: getattr(template, field.attname) for field in DailyEntry._meta.fields}
    new = {"id": None, "review_reason": "Kurang"}
    return [
        DailyEntry(**kept | new | {"key": uuid4(), "day": day, "state": state})
        for day, state in rows
    ]


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(changes=st.lists(CHANGES, max_size=12))
def test_months_are_what_the_entries_say_whatever_happens(work, andis, changes):
    with transaction.atomic():
        for change in changes:
            _apply((work.result, andis), change)
            assert differing(work.result.agency) == []
        told = DailyEntry.objects.exclude(state=State.DRAFT)
        places = {(row.employee_id, row.day.replace(day=1)) for row in told}
        assert EntryMonth.objects.count() == len(places)
        transaction.set_rollback(True)


def test_what_is_wrong_is_named_and_mended(work, capsys):
    make.entry(work.result)
    make.accepted(work.result, day=APRIL)
    EntryMonth.objects.filter(month=APRIL).update(accepted=7)
    for _asked in ("first", "again"):
        with pytest.raises(CommandError):
            call_command("check-months")
    with pytest.raises(CommandError):
        call_command("check-months", repair=True)
    call_command("check-months")
    assert "2026-04" in capsys.readouterr().out
    assert months() == [(MARCH, 1, 0, 0, 1, TODAY), (APRIL, 0, 0, 1, 1, APRIL)]


def test_a_month_without_entries_is_found_too(work):
    make.entry(work.result)
    row = EntryMonth.objects.get()
    row.pk, row.month = None, date(2026, 6, 1)
    row.save(force_insert=True)
    assert differing(work.result.agency) == [date(2026, 6, 1)]


def test_entries_from_before_the_months_are_counted_once(work):
    make.entry(work.result)
    EntryMonth.objects.all().delete()
    begin(work.result.agency)
    begin(work.result.agency)
    assert months() == [(MARCH, 1, 0, 0, 1, TODAY)]
