"""Events by month on PostgreSQL: a year is split while unwritten, and no row is ever moved."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from karsa.indicators import parts
from karsa.tenancy.owner import connect_as_owner

_INSERT = """
INSERT INTO indicators_observation
    (agency_id, feed_id, indicator_id, key, at, revision, state, reason, received_at)
VALUES (1, 1, 1, %s, %s, 1, 'valid', '', %s)
"""
_PARTS = """
SELECT relname FROM pg_inherits JOIN pg_class ON oid = inhrelid
WHERE inhparent = 'indicators_observation'::regclass AND relname ~ %s ORDER BY relname
"""


@pytest.fixture
def owner(db) -> Iterator[BaseDatabaseWrapper]:
    """The tables' owner in the first agency, whose changes are taken back."""
    if connection.vendor != "postgresql":
        pytest.skip("only PostgreSQL has parts")
    found = connection.copy()
    connect_as_owner(found)
    found.set_autocommit(False)
    asked(found, "SELECT set_config('karsa.agency', '1', true)")
    yield found
    found.rollback()
    found.close()


def asked(owner: BaseDatabaseWrapper, statement: str, *values: str) -> list[str]:
    with owner.cursor() as cursor:
        cursor.execute(statement, values)
        return [str(row[0]) for row in cursor.fetchall()] if cursor.description else []


def placed(owner: BaseDatabaseWrapper, at: str) -> str:
    """Return the part a new event of that moment comes into."""
    [part] = asked(owner, f"{_INSERT} RETURNING tableoid::regclass", at, at, at)
    return part.removeprefix("indicators_observation_")


def test_each_event_of_an_unwritten_year_comes_into_its_month(owner):
    parts.install(owner, date(2034, 5, 1))

    assert len(asked(owner, _PARTS, "_203[45]_")) == 24
    assert placed(owner, "2034-05-31 23:59:59+00") == "2034_05"
    assert placed(owner, "2034-06-01 00:00:00+00") == "2034_06"
    assert placed(owner, "2034-12-31 23:59:59+00") == "2034_12"
    assert placed(owner, "2036-01-01 00:00:00+00") == "2036"
    assert placed(owner, "2099-01-01 00:00:00+00") == "rest"


def test_a_year_that_was_written_keeps_its_part_and_its_rows_whoever_can_see_them(owner):
    assert placed(owner, "2035-03-01 00:00:00+00") == "2035"
    asked(owner, "SELECT set_config('karsa.agency', '', true)")

    for _again in range(2):
        parts.install(owner, date(2034, 5, 1))

    asked(owner, "SELECT set_config('karsa.agency', '1', true)")
    assert asked(owner, _PARTS, "_2035") == ["indicators_observation_2035"]
    assert len(asked(owner, _PARTS, "_2034")) == 12
    assert asked(owner, "SELECT count(*) FROM indicators_observation WHERE at >= '2035-01-01'") == [
        "1"
    ]
