"""Who is reminded to report: by their rhythm, never on leave, duty or a day off."""

from datetime import date, time, timedelta

import pytest

from karsa.inbox.models import Notice
from karsa.indicators.tests import make as indicators
from karsa.journal.queries.silence import silent
from karsa.journal.services import plausibility
from karsa.journal.services.timers import remind_silent
from karsa.journal.tests import make
from karsa.journal.tests.test_timers import at
from karsa.kit.testing import assert_flat
from karsa.org.models import EmployeeStatus, Grace, Leave, RuleSet, Shift
from karsa.org.tests import make as org
from karsa.plans.tests import make as plans

MONDAY = date(2026, 3, 9)


@pytest.fixture
def weekly(work, agency):
    """Rina reports by the week and did so a week ago on Sunday."""
    RuleSet.objects.create(
        agency=agency, year=2026, key="entry_rhythm", values={"default": "weekly"}
    )
    make.entry(work.result, day=MONDAY - timedelta(days=8))
    return work


def rina(work) -> int:
    return silent(work.plan.agency, MONDAY).get(work.rina.me, 0)


def test_whoever_is_silent_for_a_rhythm_is_told_once_a_week(weekly, agency):
    for _ in range(2):
        remind_silent(agency=agency, now=at(MONDAY))
    remind_silent(agency=agency, now=at(MONDAY + timedelta(days=1)))

    told = Notice.objects.get(kind=Notice.Kind.REPORT_DUE)
    assert (told.user_id, told.count) == (weekly.rina.user_id, 5)


def test_a_report_of_the_week_is_enough(weekly):
    make.entry(weekly.result, day=MONDAY - timedelta(days=5))
    assert rina(weekly) == 0


@pytest.mark.parametrize("kind", ["leave", "duty", "outage", "exempt", "day off"])
def test_nobody_is_asked_who_could_not_or_need_not(weekly, people, agency, kind):
    dates = {"agency": agency, "starts": MONDAY - timedelta(days=4), "ends": MONDAY}
    clinic = weekly.plan.assignment.unit
    if kind == "leave":
        Leave.objects.create(employee=people.rina, kind=Leave.Kind.choices[0][0], **dates)
    elif kind == "exempt":
        EmployeeStatus.objects.create(employee=people.rina, kind="other_platform", **dates)
    elif kind == "day off":
        day = MONDAY - timedelta(days=3)
        hours = {"starts_at": time(7), "ends_at": time(14)}
        Shift.objects.create(agency=agency, employee=people.rina, day=day, **hours)
    else:
        one = people.rina if kind == "duty" else None
        code = "field_duty" if one else "outage"
        Grace.objects.create(unit=clinic, employee=one, kind=code, reason="-", **dates)
    assert rina(weekly) == 0


def test_data_that_arrived_by_itself_asks_nobody(weekly):
    indicator = indicators.indicator(weekly.plan.assignment.unit)
    indicators.figure(indicator, 2, 10, origin="machine")
    plans.measure(weekly.result, indicator=indicator)
    assert rina(weekly) == 0


def test_many_cost_what_one_costs(weekly, people, agency):
    def grow():
        for _ in range(5):
            post = org.assignment(org.employee(agency), people.clinic)
            plans.result(plans.plan(post))

    assert_flat(lambda: silent(agency, MONDAY), grow)


def test_the_author_of_an_odd_entry_is_told_once(work, agency):
    made = [make.entry(work.result, text="Penyuluhan di posyandu melati selama dua jam penuh")]
    make.note(made[0], found_on=org.TODAY)
    for _ in range(2):
        plausibility.look(agency=agency, now=org.NOW)

    told = Notice.objects.get(kind=Notice.Kind.ENTRY_ODD)
    assert (told.user_id, told.count) == (work.rina.user_id, 1)
