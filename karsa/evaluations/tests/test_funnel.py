"""What HR reads of a period: counts, and no distribution that points at persons."""

from datetime import date

from karsa.evaluations.queries.funnel import cycle_counts
from karsa.evaluations.tests import make
from karsa.evaluations.tests.test_pages import _rated
from karsa.org.models import Employee, EmployeeStatus
from karsa.plans.tests import make as plans

IN_TIME, LATE = date(2026, 4, 30), date(2026, 5, 1)


def counts(people, day=IN_TIME):
    return cycle_counts(people.rina.agency, make.quarter(people), day)


def test_plans_evaluations_and_objections_are_counted(people):
    make.objected(people)
    plans.plan(people.dedi.assignments.get(), state="agreed")
    found = counts(people)
    assert (found.owed, found.plans_set, found.decided) == (7, 1, 1)
    assert found.states == {"objected": 1}
    assert (found.objections_open, found.objections_decided) == (1, 0)


def test_grades_are_shown_from_five_people_on(people):
    for number in range(4):
        _rated(people, f"Bidan {number}")
    assert counts(people).grades is None
    _rated(people, "Bidan kelima")
    assert counts(people).grades == {
        "very_good": 0,
        "good": 5,
        "needs_improvement": 0,
        "poor": 0,
        "very_poor": 0,
    }


def test_a_rater_is_late_once_the_window_has_closed(people):
    for person in (people.rina, people.dedi):
        make.plan(person)
    assert (counts(people).late_raters, counts(people).waiting_for_superior) == (0, 0)
    late = counts(people, LATE)
    assert (late.late_raters, late.waiting_for_superior) == (1, 2)


def test_who_owes_nothing_is_in_no_count(people):
    before = counts(people).owed
    Employee.objects.filter(pk=people.dedi.pk).update(employment="non_asn")
    EmployeeStatus.objects.create(
        agency=people.rina.agency,
        employee=people.rina,
        kind="unpaid_leave",
        starts=date(2026, 3, 1),
    )
    assert counts(people).owed == before - 2
