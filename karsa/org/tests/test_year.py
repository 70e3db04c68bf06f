from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from karsa.audit.models import AuditEntry
from karsa.org.models import CalendarDay, Period, RuleSet
from karsa.org.queries.calendar import calendar_of
from karsa.org.queries.periods import period_on, periods_of
from karsa.org.queries.posts import posts_of
from karsa.org.queries.raters import rater_line
from karsa.org.queries.rules import deadline_rules
from karsa.org.services.year import open_year
from karsa.org.tests import make
from karsa.rules.deadlines import PERMENPANRB_6_2022
from karsa.rules.refused import Refused


def name_on(agency, day):
    found = period_on(agency, day)
    return found and found.name


def test_a_year_opens_by_the_rhythm_of_the_agency(agency, people):
    made = open_year(actor=make.actor(people.hana), year=2026)

    assert [period.number for period in periods_of(agency, 2026)] == [1, 2, 3, 4, 0]
    assert name_on(agency, date(2026, 5, 9)) == "Triwulan II 2026"
    assert periods_of(agency, 2026)[-1].ends == date(2026, 12, 31)
    assert AuditEntry.objects.filter(verb="org.period_opened").count() == len(made) == 5


def test_a_monthly_agency_has_twelve_periods_and_the_year(agency, people):
    agency.rhythm = agency.Rhythm.MONTHLY
    agency.save()

    open_year(actor=make.actor(people.hana), year=2026)

    assert len(periods_of(agency, 2026)) == 13
    assert name_on(agency, date(2026, 2, 28)) == "Februari 2026"


def test_opening_a_year_again_changes_nothing(agency, people):
    hana = make.actor(people.hana)
    open_year(actor=hana, year=2026)
    CalendarDay.objects.filter(day=date(2026, 8, 17)).update(is_confirmed=True)

    assert open_year(actor=hana, year=2026) == ()
    assert Period.objects.count() == 5
    assert CalendarDay.objects.get(day=date(2026, 8, 17)).is_confirmed


def test_holidays_come_as_estimates_and_are_not_worked(agency, people):
    open_year(actor=make.actor(people.hana), year=2026)

    assert not CalendarDay.objects.filter(is_confirmed=True).exists()
    assert not calendar_of(agency).is_working(date(2026, 3, 18))
    assert CalendarDay.objects.get(day=date(2026, 3, 18)).kind == CalendarDay.Kind.JOINT_LEAVE
    assert calendar_of(agency).is_working(date(2026, 3, 4))


def test_only_those_who_keep_the_year_open_it(people):
    with pytest.raises(PermissionDenied):
        open_year(actor=make.actor(people.andi), year=2026)


def test_a_far_year_is_refused(people):
    with pytest.raises(Refused, match="terlalu jauh"):
        open_year(actor=make.actor(people.hana), year=2031)


def test_a_decree_replaces_single_terms_of_the_regulation(agency):
    assert deadline_rules(agency, 2026) == PERMENPANRB_6_2022
    RuleSet.objects.create(
        agency=agency, year=2026, key="deadlines", values={"objection": 10}, source="Perbup 7/2026"
    )

    assert deadline_rules(agency, 2026) == replace(
        PERMENPANRB_6_2022, starts=date(2026, 1, 1), source="Perbup 7/2026", objection=10
    )


def test_posts_name_the_rater_of_each(people):
    rina = make.actor(people.rina)
    make.assignment(
        people.rina, people.office, kind="acting", position=make.position(rina.agency, "Kasubbag")
    )

    definitive, acting = posts_of(rina)

    assert (definitive.rater, definitive.reviewer) == ("Andi Prasetyo", "Sinta Maharani")
    assert (acting.kind_label, acting.rater) == ("Plt", "")
    assert make.line_of(definitive.assignment_id, make.TODAY).rater == people.andi
    assert rater_line(acting.assignment_id, make.TODAY) is None
