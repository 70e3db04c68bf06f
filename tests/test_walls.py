"""The second wall: PostgreSQL itself keeps agencies apart, whatever statement is sent to it.

A database of its own holds a row of each of two agencies in every table. What the runtime role
sees and changes there is asked with no queryset between, also where connections are handed on.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import pytest
from django.db import connection, connections, transaction
from django.db.utils import ConnectionHandler, DataError, ProgrammingError

from karsa.org.models import Unit
from karsa.tenancy.guard import protected_tables
from karsa.tenancy.models import Agency
from karsa.tenancy.scope import scope
from tests.bouncer import bouncer
from tests.with_postgres import as_owner

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.skipif(
        connection.vendor != "postgresql" or "TEST_TEMPLATE" not in os.environ,
        reason="needs PostgreSQL and tests.with_postgres",
    ),
]
OURS, THEIRS = 1, 2
# A row needs nothing but its agency and a key: what else a table asks for is let go.
_EASED = """
DO $$ DECLARE one record; BEGIN
FOR one IN SELECT conrelid::regclass AS named, conname FROM pg_constraint
    WHERE contype = 'c' AND conislocal AND connamespace = 'public'::regnamespace
LOOP EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', one.named, one.conname); END LOOP;
FOR one IN SELECT attrelid::regclass AS named, attname FROM pg_attribute
    JOIN pg_class ON pg_class.oid = attrelid
    WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace AND attnum > 0
    AND attnotnull AND attidentity = '' AND NOT attisdropped AND NOT EXISTS (
        SELECT FROM pg_index WHERE indrelid = attrelid AND indisprimary AND attnum = ANY(indkey))
    ORDER BY relispartition
LOOP EXECUTE format('ALTER TABLE %s ALTER COLUMN %I DROP NOT NULL', one.named, one.attname);
END LOOP; END $$
"""
# What a new row needs beside its agency, and a word for it.
_KEYS = """
SELECT attname, CASE atttypid WHEN 'uuid'::regtype THEN 'gen_random_uuid()'
    WHEN 'timestamptz'::regtype THEN 'now()' ELSE '%s' END
FROM pg_index JOIN pg_attribute ON attrelid = indrelid AND attnum = ANY(indkey)
WHERE indisprimary AND indrelid = '%s'::regclass AND attidentity = '' AND NOT atthasdef
    AND attname <> 'agency_id'
"""
_PARTS = """
SELECT inhrelid::regclass::text FROM pg_inherits JOIN pg_class ON oid = inhrelid
WHERE relkind = 'r'
"""
_UNGUARDED = """
SELECT relname FROM pg_class LEFT JOIN pg_policy ON polrelid = pg_class.oid
WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace
AND EXISTS (SELECT FROM pg_attribute WHERE attrelid = pg_class.oid AND attname = 'agency_id')
GROUP BY 1, pg_class.oid HAVING NOT (relrowsecurity AND relforcerowsecurity AND count(*) = 1
    AND bool_and(polcmd = '*' AND polpermissive))
"""
_SET = "SELECT set_config('karsa.agency', %s, true)"


def _as(user: str, name: str) -> psycopg.Connection:
    params = connection.settings_dict
    return psycopg.connect(
        host=params["HOST"], port=params["PORT"], dbname=name, user=user, autocommit=True
    )


@pytest.fixture(scope="module")
def walled(django_db_setup) -> Iterator[str]:
    """The name of a database with a row of either agency in each table."""
    name = f"walls_{os.getpid()}"
    with as_owner() as server:
        server.execute(f"CREATE DATABASE {name} TEMPLATE {os.environ['TEST_TEMPLATE']}")
        try:
            with _as("postgres", name) as base:
                _fill(base)
            yield name
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _fill(base: psycopg.Connection) -> None:
    base.execute("SET session_replication_role = replica")  # no key leads anywhere
    base.execute(_EASED)
    for table in protected_tables():
        for agency in (OURS, THEIRS):
            base.execute(_insertion(base, table, agency))


def _insertion(base: psycopg.Connection, table: str, agency: int, key: int | None = None) -> str:
    """The statement that puts a row of `agency` into a table."""
    needed = dict(base.execute(_KEYS % (key or agency, table)).fetchall())
    names, values = ", ".join(["agency_id", *needed]), ", ".join([str(agency), *needed.values()])
    return f"INSERT INTO {table} ({names}) VALUES ({values})"


def _all_tables(base: psycopg.Connection) -> list[str]:
    return [*protected_tables(), *(name for (name,) in base.execute(_PARTS))]


@contextmanager
def _within(base: psycopg.Connection, agency: int | str) -> Iterator[None]:
    """Inside an agency, and nothing of it stays."""
    with base.transaction(force_rollback=True):
        base.execute(_SET, [str(agency)])
        yield


def _changed(base: psycopg.Connection, statement: str) -> int | str:
    """How many rows a statement changes, or what refuses it; taken back."""
    try:
        with base.transaction(force_rollback=True):
            return base.execute(statement).rowcount
    except psycopg.errors.InsufficientPrivilege:
        return "walled"
    except psycopg.errors.RaiseException:  # the audit's own trigger
        return "sealed"
    except psycopg.errors.UniqueViolation:  # beside a row that was seen
        return "once"


def _seen(base: psycopg.Connection, table: str) -> tuple[int, ...]:
    """Rows in all, theirs, and pairs of a join."""
    asked = f"""
        SELECT (SELECT count(*) FROM {table}),
               (SELECT count(*) FROM {table} WHERE agency_id = {THEIRS}),
               (SELECT count(*) FROM {table} one JOIN {table} other ON true)
    """
    [found] = base.execute(asked).fetchall()
    return found


def test_every_table_has_the_wall_and_the_runtime_role_stands_before_it(walled):
    with _as("karsa_app", walled) as base:
        assert base.execute(_UNGUARDED).fetchall() == []
        role = "SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user"
        assert base.execute(role).fetchall() == [(False, False)]
        owned = "SELECT relname FROM pg_class WHERE pg_get_userbyid(relowner) = current_user"
        assert base.execute(owned).fetchall() == []


def test_nothing_of_another_agency_is_seen(walled):
    with _as("karsa_app", walled) as base:
        tables, whole = _all_tables(base), set(protected_tables())
        with _within(base, OURS):
            within = {table: _seen(base, table) for table in tables}
        with _within(base, ""):
            outside = {table: _seen(base, table) for table in tables}
    assert {table: within[table] for table in whole} == dict.fromkeys(whole, (1, 0, 1))
    assert {seen[1] for seen in within.values()} == {0}
    assert set(outside.values()) == {(0, 0, 0)}


@pytest.mark.parametrize("agency", [OURS, ""], ids=["ours", "none"])
def test_nothing_of_another_agency_is_changed(walled, agency):
    """Also not brought in, and nothing of ours sent there."""
    with _as("karsa_app", walled) as base, _within(base, agency):
        leaks = {}
        for table in _all_tables(base):
            got = [
                _changed(base, f"UPDATE {table} SET agency_id = agency_id WHERE agency_id = 2"),
                _changed(base, f"DELETE FROM {table} WHERE agency_id = 2"),
                _changed(base, _insertion(base, table, THEIRS, 3)),
                _changed(base, f"UPDATE {table} SET agency_id = 2"),
            ]
            none, moved = {0, "sealed"}, {0, "sealed", "walled"}
            is_kept = got[0] in none and got[1] in none and got[2] == "walled" and got[3] in moved
            if not is_kept:
                leaks[table] = got
    assert leaks == {}


def test_our_own_rows_may_be_made_where_others_may_not(walled):
    """The refusals above are the wall's and not a missing right's."""
    with _as("karsa_app", walled) as base, _within(base, OURS):
        made = {
            table: _changed(base, _insertion(base, table, OURS, 3)) for table in protected_tables()
        }
    assert set(made.values()) <= {1, "once"}


@pytest.fixture(scope="module")
def bounced(walled) -> Iterator[int]:
    with bouncer(walled, int(connection.settings_dict["PORT"])) as port:
        yield port


@pytest.fixture(params=["kept", "pool", "bouncer"])
def handed_on(request, walled, django_db_blocker) -> Iterator[None]:
    """Django's own connection to that database, handed from one taker to the next."""
    plain = connections["default"]
    over = {"NAME": walled, "OPTIONS": {"prepare_threshold": None}}
    if request.param == "pool":
        over |= {"CONN_MAX_AGE": 0, "OPTIONS": {"pool": {"min_size": 1, "max_size": 1}}}
    if request.param == "bouncer":
        over["PORT"] = request.getfixturevalue("bounced")
    used = ConnectionHandler({"default": {**plain.settings_dict, **over}})["default"]
    with django_db_blocker.unblock():
        connections["default"] = used
        try:
            yield
        finally:
            connections["default"] = plain
            used.close()
            if request.param == "pool":
                used.close_pool()


def _taken_by(agency: int) -> list[int]:
    """Whose units somebody sees who takes the connection, works in an agency and gives it back."""
    with scope(Agency(pk=agency)):
        found = list(Unit.objects.values_list("agency_id", flat=True))
    connection.close()
    return found


def _taken_by_nobody() -> int:
    found = Unit.objects.count()
    connection.close()
    return found


class TestHandedOn:
    """What one taker of a connection leaves, the next does not meet."""

    @pytest.mark.usefixtures("handed_on")
    def test_each_taker_sees_their_own(self):
        for agency in (OURS, THEIRS, OURS):
            assert _taken_by(agency) == [agency]
            assert _taken_by_nobody() == 0

    @pytest.mark.usefixtures("handed_on")
    @pytest.mark.parametrize("wrong", ["SELECT 1/0", "SELECT nothing FROM org_unit"])
    def test_after_an_error_too(self, wrong):
        with pytest.raises((DataError, ProgrammingError)), scope(Agency(pk=OURS)):
            connection.cursor().execute(wrong)
        assert Unit.objects.count() == 0
        assert _taken_by(THEIRS) == [THEIRS]

    @pytest.mark.usefixtures("handed_on")
    def test_after_what_was_taken_back_and_an_inner_scope(self):
        with scope(Agency(pk=OURS)):
            with scope(Agency(pk=THEIRS)):
                assert Unit.objects.get().agency_id == THEIRS
            assert Unit.objects.get().agency_id == OURS
            transaction.set_rollback(True)
        assert _taken_by_nobody() == 0

    @pytest.mark.usefixtures("handed_on")
    def test_after_somebody_who_left_in_the_middle(self):
        """The line is cut inside a transaction: a process that was killed."""

        def break_off():
            with scope(Agency(pk=OURS)):
                connection.connection.pgconn.finish()
                Unit.objects.count()

        with pytest.raises(Exception, match="clos"):
            break_off()
        connection.close()
        assert _taken_by_nobody() == 0
        assert _taken_by(THEIRS) == [THEIRS]
