from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from karsa.audit.models import AuditEntry
from karsa.org.models import Assignment, Position, RaterLine
from karsa.org.services.delegations import delegate, end_delegation
from karsa.org.services.rater_lines import Change, move_unit, set_rater
from karsa.org.tests import make
from karsa.rules.refused import Refused

APRIL = date(2026, 4, 1)


def post_of(employee) -> Assignment:
    return Assignment.objects.get(employee=employee)


def correct(people, of, by, starts=APRIL, actor=None):
    return set_rater(
        actor=actor or make.actor(people.hana),
        assignment_id=post_of(of).pk,
        change=Change(by.pk, starts, "SK 7/2026"),
    )


def test_a_correction_is_a_new_line_and_keeps_the_old(people):
    assert correct(people, people.rina, people.sinta) == 1

    before = make.line_of(post_of(people.rina).pk, date(2026, 3, 31))
    after = make.line_of(post_of(people.rina).pk, APRIL)
    assert (before.rater, before.ends) == (people.andi, date(2026, 3, 31))
    assert (after.rater, after.reviewer, after.origin) == (people.sinta, people.regent, "set")
    assert AuditEntry.objects.filter(verb="org.rater_set").count() == 1


def test_the_same_rater_again_changes_nothing(people):
    assert correct(people, people.rina, people.andi) == 0
    assert RaterLine.objects.filter(assignment=post_of(people.rina)).count() == 1


def test_a_line_of_the_same_day_is_put_right_in_place(people):
    correct(people, people.rina, people.sinta)
    correct(people, people.rina, people.budi)

    lines = RaterLine.objects.filter(assignment=post_of(people.rina))
    assert [line.rater for line in lines.order_by("starts")] == [people.andi, people.budi]


def test_a_line_before_a_known_later_one_ends_there(people):
    correct(people, people.rina, people.sinta, date(2026, 7, 1))
    correct(people, people.rina, people.budi, APRIL)

    assert make.line_of(post_of(people.rina).pk, date(2026, 6, 30)).rater == people.budi
    assert make.line_of(post_of(people.rina).pk, date(2026, 7, 1)).rater == people.sinta


def test_the_reviewer_follows_when_a_leader_gets_another_rater(people):
    correct(people, people.andi, people.budi)

    rina = post_of(people.rina).pk
    assert make.line_of(rina, date(2026, 3, 31)).reviewer == people.sinta
    assert make.line_of(rina, APRIL).reviewer == people.budi
    assert make.line_of(rina, APRIL).rater == people.andi


@pytest.mark.parametrize(
    ("of", "by", "words"),
    [
        ("andi", "andi", "dirinya sendiri"),
        ("sinta", "andi", "berputar"),
        ("rina", "dedi", "belum punya delegasi"),
    ],
)
def test_unfit_raters_are_refused_and_nothing_changes(people, of, by, words):
    lines = list(RaterLine.objects.order_by("pk").values())
    with pytest.raises(Refused, match=words):
        correct(people, getattr(people, of), getattr(people, by))
    assert list(RaterLine.objects.order_by("pk").values()) == lines


def test_a_day_outside_the_post_is_refused(people):
    with pytest.raises(Refused, match="di luar masa"):
        correct(people, people.rina, people.sinta, date(2024, 12, 31))


def test_a_leader_does_not_choose_raters(people):
    with pytest.raises(PermissionDenied):
        correct(people, people.rina, people.sinta, actor=make.actor(people.sinta))


def test_a_whole_unit_is_moved_in_one_act(people):
    moved = move_unit(
        actor=make.actor(people.hana),
        unit_id=people.clinic.pk,
        change=Change(people.budi.pk, APRIL),
    )

    assert moved == 3
    for person in (people.andi, people.rina, people.dedi):
        line = make.line_of(post_of(person).pk, APRIL)
        assert (line.rater, line.reviewer) == (people.budi, people.regent)


def test_moving_with_what_is_below_leaves_the_rater_out(people):
    moved = move_unit(
        actor=make.actor(people.hana),
        unit_id=people.office.pk,
        change=Change(people.sinta.pk, APRIL),
        with_below=True,
    )

    assert moved == 2  # Rina and Dedi; Andi has Sinta already
    assert make.line_of(post_of(people.sinta).pk, APRIL).rater == people.regent


def test_an_empty_unit_is_refused(people):
    with pytest.raises(Refused, match="Belum ada orang"):
        move_unit(
            actor=make.actor(people.hana),
            unit_id=make.unit(people.office).pk,
            change=Change(people.sinta.pk, APRIL),
        )


@pytest.fixture
def school(agency, people):
    """A school led by a functional officer, with one teacher."""
    school = make.unit(people.government, name="SDN 1", kind="school")
    head = make.employee(agency, "Kepala Sekolah")
    teacher = make.employee(agency, "Guru Kelas")
    kind = Position.Kind.FUNCTIONAL
    lead = make.position(agency, "Kepala Sekolah", kind=kind)
    make.assignment(head, school, is_head=True, position=lead)
    make.assignment(teacher, school, position=make.position(agency, "Guru", kind=kind))
    return head, teacher


def test_a_functional_officer_rates_only_with_a_dated_delegation(people, school):
    head, teacher = school
    hana = make.actor(people.hana)
    with pytest.raises(Refused, match="delegasi"):
        correct(people, teacher, head)

    given = delegate(actor=hana, head_ids=[post_of(head).pk], decree="SK 1", starts=APRIL)

    assert given == 1
    assert correct(people, teacher, head) == 1
    with pytest.raises(Refused, match="delegasi"):
        correct(people, people.rina, head)


def test_a_delegation_is_given_once_and_ends(people, school):
    head, teacher = school
    hana = make.actor(people.hana)

    def give():
        return delegate(actor=hana, head_ids=[post_of(head).pk], decree="SK 1", starts=APRIL)

    assert (give(), give()) == (1, 0)
    row = head.delegations.get()
    end_delegation(actor=hana, delegation_id=row.pk, ends=APRIL)
    with pytest.raises(Refused, match="delegasi"):
        correct(people, teacher, head, date(2026, 4, 2))
    verbs = AuditEntry.objects.filter(verb__startswith="org.deleg").values_list("verb", flat=True)
    assert sorted(verbs) == ["org.delegated", "org.delegation_ended"]


@pytest.mark.parametrize("decree", ["", "SK 1"])
def test_a_delegation_needs_a_decree_and_a_head(people, school, decree):
    head, teacher = school
    who = head if not decree else teacher
    with pytest.raises(Refused):
        delegate(
            actor=make.actor(people.hana), head_ids=[post_of(who).pk], decree=decree, starts=APRIL
        )


def test_only_keepers_delegate(people, school):
    with pytest.raises(PermissionDenied):
        delegate(
            actor=make.actor(people.budi),
            head_ids=[post_of(school[0]).pk],
            decree="SK 1",
            starts=APRIL,
        )
