"""What waits too long climbs: a reminder, then the superior; nobody loses by it."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from karsa.inbox.models import Notice
from karsa.journal.policies import can_review
from karsa.journal.queries import waiting
from karsa.journal.services.timers import remind
from karsa.journal.tests import make
from karsa.org.models import Assignment, EmployeeStatus, Leave
from karsa.org.tests import make as org

WIB = ZoneInfo("Asia/Jakarta")
# Sent on Wednesday; the usual rule reminds after two working days and climbs after four.
FRIDAY, SATURDAY, TUESDAY = date(2026, 3, 6), date(2026, 3, 7), date(2026, 3, 10)


def at(day: date) -> datetime:
    return datetime.combine(day, org.NOW.time(), WIB)


def told(agency, day):
    remind(agency=agency, now=at(day))
    rows = Notice.objects.filter(key__endswith=str(day)).select_related("user__employee")
    return {(row.kind, row.user.employee.name.split()[0], row.count) for row in rows}


@pytest.fixture
def entry(work):
    return make.entry(work.result, sent_at=at(org.TODAY))


@pytest.mark.usefixtures("entry")
def test_the_rater_is_reminded_then_the_superior_hears(work):
    agency = work.plan.agency

    assert told(agency, date(2026, 3, 5)) == set()
    assert told(agency, FRIDAY) == {("review_due", "Andi", 1)}
    assert told(agency, SATURDAY) == set()
    assert told(agency, TUESDAY) == {
        ("review_due", "Andi", 1),
        ("review_climbed", "Sinta", 1),
        ("entry_climbed", "Rina", 1),
    }
    # Rina is told once, the reviewers every working day.
    kinds = {kind for kind, _name, _count in told(agency, date(2026, 3, 11))}
    assert kinds == {"review_due", "review_climbed"}


@pytest.mark.usefixtures("entry")
def test_a_day_is_told_once(work):
    for _ in range(2):
        told(work.plan.agency, FRIDAY)

    assert Notice.objects.count() == 1


def test_the_superiors_queue_holds_it_from_then_on(people, entry):
    queue = {day: waiting(org.actor(people.sinta, at(day))).count() for day in (FRIDAY, TUESDAY)}

    assert queue == {FRIDAY: 0, TUESDAY: 1}
    assert waiting(org.actor(people.andi, at(TUESDAY))).count() == 1
    assert waiting(org.actor(people.budi, at(TUESDAY))).count() == 0


@pytest.mark.parametrize("kind", [EmployeeStatus.Kind.LONG_LEAVE, Leave.Kind.ANNUAL])
@pytest.mark.usefixtures("work")
def test_while_the_rater_is_away_it_goes_to_the_superior_at_once(people, entry, kind):
    whole = {"agency": people.andi.agency, "employee": people.andi, "starts": org.TODAY}
    model = EmployeeStatus if kind in EmployeeStatus.Kind else Leave
    model.objects.create(kind=kind, **whole)

    assert list(waiting(org.actor(people.sinta))) == [entry]
    assert told(people.andi.agency, FRIDAY) == {("review_due", "Sinta", 1)}


def test_who_leads_the_unit_as_plh_reviews_in_the_raters_place(people, entry):
    post = org.assignment(
        people.budi,
        people.clinic,
        is_head=True,
        kind=Assignment.Kind.DAILY_ACTING,
        starts=org.TODAY,
    )
    plh = org.actor(people.budi)

    assert list(waiting(plh)) == [entry]
    assert can_review(plh, entry)
    assert ("review_due", "Budi", 1) in told(people.andi.agency, FRIDAY)

    post.ends = org.TODAY + timedelta(days=1)
    post.save()
    later = org.actor(people.budi, at(FRIDAY))
    assert not waiting(later).exists()
    assert not can_review(later, entry)
