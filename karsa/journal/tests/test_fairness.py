"""Leave leaves the expected line, grace reopens a closed period, a night shift crosses midnight."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.urls import reverse

from karsa.journal import services
from karsa.journal.models import DailyEntry
from karsa.journal.queries import progress_of
from karsa.journal.tests import make
from karsa.journal.tests.test_reporting import close
from karsa.org.models import Grace, Leave, Shift
from karsa.org.tests import make as org
from karsa.plans.tests import make as plans
from karsa.rules.refused import Refused

MAY = datetime(2026, 5, 4, 3, tzinfo=UTC)


def report(work, people, now=org.NOW, **over):
    said = {"result": work.result, "day": org.TODAY, "quantity": Decimal(1)} | over
    actor = org.actor(people.rina, now)
    return services.report(actor=actor, assignment=work.plan.assignment, key=uuid4(), **said)


def test_leave_leaves_the_expected_line(work, people):
    plans.measure(work.result, target_value=Decimal(365), measure="orang")
    make.accepted(work.result, quantity=Decimal(30))
    before = progress_of([work.plan.pk], org.TODAY)[work.plan.pk][0]
    days = {"starts": date(2026, 1, 1), "ends": date(2026, 1, 31), "kind": Leave.Kind.BIRTH}
    Leave.objects.create(agency=work.plan.agency, employee=people.rina, **days)
    after = progress_of([work.plan.pk], org.TODAY)[work.plan.pk][0]

    assert before.expected == Decimal("63.00")
    assert after.expected == Decimal("34.97")  # 32 of the 334 days that are left


def grace(work, **over):
    days = {"starts": org.TODAY, "ends": org.TODAY, "kind": "outage", "reason": "Badai"}
    unit = work.plan.assignment.unit
    return Grace.objects.create(agency=work.plan.agency, unit=unit, **(days | over))


def test_an_outage_keeps_a_closed_period_open_a_working_day_longer(work, people):
    close(work.plan.agency)
    with pytest.raises(Refused, match="sudah ditutup"):
        report(work, people, MAY)

    grace(work)
    entry = report(work, people, datetime(2026, 5, 1, 3, tzinfo=UTC))
    with pytest.raises(Refused, match="sudah ditutup"):
        report(work, people, MAY + timedelta(days=1))
    andi = org.actor(people.andi, datetime(2026, 5, 1, 4, tzinfo=UTC))
    assert services.accept(actor=andi, entry=entry).state == DailyEntry.State.ACCEPTED


def test_hours_cross_midnight_only_in_a_night_shift(work, people):
    hours = {"started": time(21), "ended": time(7)}
    with pytest.raises(Refused, match="sesudah jam mulai"):
        report(work, people, **hours)

    night = {"day": org.TODAY, "starts_at": time(21), "ends_at": time(7)}
    Shift.objects.create(agency=work.plan.agency, employee=people.rina, **night)
    assert report(work, people, **hours).ended == time(7)


def test_the_form_begins_with_the_day_of_the_night_shift(work, people, sign_in, monkeypatch):
    night = {"day": org.TODAY, "starts_at": time(21), "ends_at": time(7)}
    Shift.objects.create(agency=work.plan.agency, employee=people.rina, **night)
    moment = datetime(2026, 3, 4, 19, tzinfo=UTC)  # two o'clock on the fifth
    monkeypatch.setattr("django.utils.timezone.now", lambda: moment)

    page = sign_in(people.rina).get(reverse("journal:new"))
    assert 'value="2026-03-04"' in page.content.decode()
