"""Where a measure of a training's effect begins."""

from datetime import date

from karsa.development.queries import trained_units
from karsa.development.tests import make
from karsa.indicators.tests import make as indicators
from karsa.kit.testing import queries_of


def test_a_unit_counts_from_the_first_of_its_people_who_completed_the_course(people, agency):
    indicator, other = indicators.indicator(people.clinic), indicators.indicator(people.clinic)
    course = make.course(agency)
    make.moves(course, indicator)
    first = make.session(course, date(2026, 2, 3))
    second = make.session(course, date(2026, 2, 24))
    make.registration(first, people.rina, state="attended")
    make.registration(second, people.dedi, state="attended")
    make.registration(second, people.rina, state="attended")
    make.registration(first, people.sinta, state="enrolled")

    (row,) = trained_units(indicator)

    assert (row.unit, row.first_day, row.people) == ("Puskesmas Melati", date(2026, 2, 3), 2)
    assert trained_units(other) == ()
    assert len(queries_of(lambda: trained_units(indicator))) == 1
