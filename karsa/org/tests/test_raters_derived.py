"""Raters from the structure: the nearest head above who may rate; a person's word stays."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from karsa.audit.models import AuditEntry
from karsa.org.imports.run import run
from karsa.org.models import Assignment, Delegation, Employee, EmployeeStatus, RaterLine, Unit
from karsa.org.services.raters_derived import derive_raters, derive_raters_by
from karsa.org.tests import files, make


@pytest.fixture
def region(agency, tmp_path):
    """The small region: P1 secretary, P2 office, P3 clinic, P4 school, P5 and P6 staff."""
    for kind, rows in (("units", files.REGION), ("employees", files.STAFF)):
        path = files.write(tmp_path / f"{kind}.csv", *rows)
        list(run(agency=agency, today=make.TODAY, kind=kind, path=path, write_down=True))
    return agency


def who(key):
    """The rater and reviewer of somebody by external ids, on the last line."""
    line = RaterLine.objects.filter(assignment__employee__external_id=key, ends=None).first()
    if line is None:
        return None
    return line.rater.external_id, line.reviewer and line.reviewer.external_id


def employee(key):
    return Employee.objects.get(external_id=key)


def test_staff_are_rated_by_their_head_and_reviewed_by_the_next(region):
    assert who("P5") == ("P3", "P2")
    assert who("P3") == ("P2", "P1")


def test_a_line_begins_with_the_post(region):
    assert set(RaterLine.objects.values_list("starts", flat=True)) == {date(2024, 1, 1)}


def test_a_functional_head_rates_only_with_a_delegation(region):
    assert who("P6") == ("P2", "P1")
    assert who("P4") == ("P2", "P1")

    Delegation.objects.create(
        agency=region,
        employee=employee("P4"),
        unit=Unit.objects.get(external_id="N"),
        decree="800/1/2026",
        starts=make.TODAY,
    )
    derive_raters(agency=region, day=make.TODAY)

    assert who("P6") == ("P4", "P2")
    assert who("P4") == ("P2", "P1")


def test_without_a_regent_the_secretary_rates_the_offices_and_nobody_the_secretary(region):
    assert who("P2") == ("P1", None)
    assert who("P1") is None


def test_the_regent_rates_once_recorded(region):
    regent = make.employee(region, "Wening Hapsari", external_id="R")
    top = make.position(region, "BUPATI CONTOH", kind="high_leader")
    root = Unit.objects.get(external_id="G")
    make.assignment(regent, root, position=top, is_head=True)

    derived = derive_raters(agency=region, day=make.TODAY)

    assert who("P1") == ("R", None)
    assert who("P2") == ("R", None)
    assert who("P3") == ("P2", "R")
    assert derived.unrated == 1  # the regent's own post


def test_a_change_ends_the_line_the_day_before(region):
    Assignment.objects.filter(employee=employee("P3")).update(is_head=False)

    derive_raters(agency=region, day=make.TODAY)

    old, new = RaterLine.objects.filter(assignment__employee=employee("P5")).order_by("starts")
    assert (old.rater, old.ends) == (employee("P3"), make.TODAY - timedelta(days=1))
    assert (new.rater, new.starts, new.ends) == (employee("P2"), make.TODAY, None)


def test_a_second_change_on_the_same_day_amends_the_line(region):
    for is_head in (False, True):
        Assignment.objects.filter(employee=employee("P3")).update(is_head=is_head)
        derive_raters(agency=region, day=make.TODAY)

    assert who("P5") == ("P3", "P2")
    assert RaterLine.objects.filter(assignment__employee=employee("P5")).count() == 2


def test_deriving_again_changes_nothing(region):
    before = list(RaterLine.objects.order_by("pk").values())

    derived = derive_raters(agency=region, day=make.TODAY + timedelta(days=30))

    assert (derived.opened, derived.closed, derived.unrated) == (0, 0, 1)
    assert list(RaterLine.objects.order_by("pk").values()) == before


def test_what_a_person_set_stays_and_tells_the_reviewer(region):
    line = RaterLine.objects.get(assignment__employee=employee("P5"))
    RaterLine.objects.filter(pk=line.pk).update(rater=employee("P4"), origin="set")
    RaterLine.objects.filter(assignment__employee=employee("P2")).update(
        rater=employee("P6"), origin="set"
    )

    derive_raters(agency=region, day=make.TODAY)

    line.refresh_from_db()
    assert (line.rater, line.ends) == (employee("P4"), None)
    assert who("P3") == ("P2", "P6")


@pytest.mark.parametrize("kind", ["unpaid_leave", "suspended", "study_leave", "retiring"])
def test_who_is_away_does_not_rate(region, kind):
    EmployeeStatus.objects.create(
        agency=region, employee=employee("P3"), kind=kind, starts=make.TODAY
    )

    derive_raters(agency=region, day=make.TODAY)

    assert who("P5") == ("P2", "P1")


def test_an_acting_head_rates_while_the_post_is_empty(region):
    Assignment.objects.filter(employee=employee("P3")).update(ends=make.TODAY - timedelta(days=1))
    acting = make.position(region, "KEPALA PUSKESMAS", kind="supervisor")
    clinic = Unit.objects.get(external_id="P")
    make.assignment(
        employee("P4"), clinic, position=acting, is_head=True, kind="acting", starts=make.TODAY
    )

    derive_raters(agency=region, day=make.TODAY)

    assert who("P5") == ("P4", "P2")


def test_a_line_ends_with_its_post(region):
    last = make.TODAY - timedelta(days=5)
    Assignment.objects.filter(employee=employee("P5")).update(ends=last)

    derive_raters(agency=region, day=make.TODAY)

    assert RaterLine.objects.get(assignment__employee=employee("P5")).ends == last


def test_a_line_nobody_can_hold_any_more_ends(region):
    Assignment.objects.filter(is_head=True).update(is_head=False)

    derived = derive_raters(agency=region, day=make.TODAY)

    assert derived.unrated == 6
    assert not RaterLine.objects.filter(ends=None).exists()


def test_nobody_rates_themselves_even_with_two_posts(region):
    office = Unit.objects.get(external_id="D")
    Assignment.objects.filter(employee=employee("P2")).update(ends=make.TODAY - timedelta(days=1))
    both = make.position(region, "KEPALA DINAS KESEHATAN", kind="high_leader")
    make.assignment(
        employee("P3"), office, position=both, is_head=True, kind="acting", starts=make.TODAY
    )

    derive_raters(agency=region, day=make.TODAY)

    for line in RaterLine.objects.select_related("assignment").filter(ends=None):
        assert line.assignment.employee_id not in (line.rater_id, line.reviewer_id)
        assert line.rater_id != line.reviewer_id


def test_only_keepers_may_derive_and_it_is_recorded(people):
    with pytest.raises(PermissionDenied):
        derive_raters_by(make.actor(people.andi), make.TODAY)

    derive_raters_by(make.actor(people.hana), make.TODAY)

    assert AuditEntry.objects.filter(verb="org.raters_derived").count() == 1


def test_a_keeper_derives_anew_and_reads_what_changed(people, sign_in):
    RaterLine.objects.filter(assignment__employee=people.rina).delete()

    answer = sign_in(people.hana).post(reverse("org:derive_raters"), follow=True)

    assert "1 penilai diperbarui" in answer.content.decode()
    assert RaterLine.objects.get(assignment__employee=people.rina).rater == people.andi
