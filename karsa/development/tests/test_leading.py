"""Leaders open sessions and sit down with people; who comes to an open meeting was there."""

from datetime import timedelta

import pytest

from karsa.development.models import Attendance, Course, Registration
from karsa.development.queries.leading import leading_of
from karsa.development.services import check_in, code_of, ticket_for
from karsa.development.tests import make as training
from karsa.kit.testing import assert_flat
from karsa.org.tests import make
from karsa.rules.refused import Refused


@pytest.fixture
def meeting(people):
    """Sosialisasi in the clinic today, opened by its head."""
    course = training.course(people.rina.agency, kind=Course.Kind.SEMINAR, hours=1)
    return training.session(course, make.TODAY, unit=people.clinic, sponsor=people.andi, quota=1)


def come(person, meeting):
    actor = make.actor(person)
    ticket = ticket_for(actor, meeting, code_of(meeting, make.TODAY, make.NOW))
    return check_in(actor=actor, session=meeting, ticket=ticket)


def test_who_comes_to_an_open_meeting_was_there_once(people, meeting):
    for person in (people.rina, people.dedi, people.rina):
        come(person, meeting)
    assert Attendance.objects.count() == 2
    assert Registration.objects.filter(state=Registration.State.ATTENDED).count() == 2
    with pytest.raises(Refused):
        come(people.budi, meeting)  # a meeting of another unit


def test_a_classroom_still_asks_first(people):
    closed = training.session(training.course(people.rina.agency), make.TODAY)
    with pytest.raises(Refused, match="belum terdaftar"):
        come(people.rina, closed)


def test_a_leader_sees_sessions_and_whom_to_talk_with(people, meeting):
    come(people.rina, meeting)
    found = leading_of(make.actor(people.andi))
    assert [vars(one)["came"] for one in found.sessions] == [1]
    assert [post.employee for post in found.to_coach] == [people.dedi, people.rina]
    assert found.since == make.TODAY - timedelta(days=30)


def test_the_page_costs_the_same_for_many(people, meeting, sign_in, monkeypatch):
    monkeypatch.setattr("karsa.kit.clock.now", lambda: make.NOW)
    page = sign_in(people.andi)

    def more():
        course = training.course(people.rina.agency, "lagi", kind=Course.Kind.SEMINAR)
        training.session(course, sponsor=people.andi)
        newcomer = make.assignment(make.employee(people.rina.agency), people.clinic)
        make.rater(newcomer, people.andi)

    assert_flat(lambda: page.get("/kerja/belajar/memimpin/"), more)
