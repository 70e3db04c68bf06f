"""Statements written out: the same answer on both databases."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from karsa.accounts.models import User
from karsa.kit import statements
from karsa.kit.testing import queries_of
from karsa.org.models import Period

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("wanted", [[2, 3], [], [7]])
def test_a_list_is_asked_about_at_once(wanted):
    sql = "SELECT n FROM (SELECT 1 AS n UNION SELECT 2 UNION SELECT 3) t WHERE n = ANY(%s)"
    assert [n for (n,) in statements.rows(sql + " ORDER BY n", [wanted])] == [
        n for n in wanted if n < 4
    ]


def test_values_by_name_reach_either_database():
    moment = datetime(2026, 3, 2, 1, tzinfo=UTC)
    values = {"day": date(2026, 3, 2), "at": moment, "keys": [uuid4()], "words": "a"}
    sql = (
        "SELECT COUNT(*) FROM org_period, django_session, journal_dailyentry WHERE starts < %(day)s"
        " AND expire_date > %(at)s AND key = ANY(%(keys)s) AND name = %(words)s"
    )
    for _ in range(7):  # from the sixth on PostgreSQL keeps a plan
        assert statements.rows(sql, values) == [(0,)]


def test_a_row_is_an_instance_that_reads_the_rest_when_asked(people):
    user = User.objects.get(pk=people.rina.user_id)
    known = {"id": user.pk, "agency_id": user.agency_id, "username": user.username}
    found = statements.instance(User, known)

    assert found == user
    assert queries_of(lambda: found.username) == []
    assert found.is_active


def test_a_new_row_is_stored_unless_one_of_its_key_is_there(agency):
    days = {"starts": date(2031, 1, 1), "ends": date(2031, 12, 31)}
    said = {"year": 2031, "number": 0, "name": "2031", **days}
    first, again = (Period(agency=agency, **said) for _twice in range(2))

    assert statements.insert_unless_known(first)
    assert not statements.insert_unless_known(again)
    assert Period.objects.get(agency=agency, year=2031) == first
    assert again.pk is None
