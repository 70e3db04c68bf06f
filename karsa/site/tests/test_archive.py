"""Events put away are whole in their folder before they leave, and come back row for row."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import chain
from typing import Any

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from karsa.rules.refused import Refused
from karsa.site import archive
from tests.with_postgres import as_owner

NOW = datetime(2026, 7, 1, tzinfo=UTC)
BEFORE = datetime(2024, 1, 1, tzinfo=UTC)
NAME = f"{archive.TABLE}_2023"
YEAR = archive.Part(NAME, datetime(2023, 1, 1, tzinfo=UTC), BEFORE)
_AGENCY = """
INSERT INTO tenancy_agency
    (id, code, name, host, zone, brand, working_days, rhythm, mode, second_factor, embedding)
VALUES (%s, %s, 'Contoh', %s, 'Asia/Jakarta', '#196BCD', 5, 'monthly', 'independent', 'roles', '')
"""
_EVENT = """
INSERT INTO indicators_observation
    (agency_id, feed_id, indicator_id, key, at, value, revision, state, reason, received_at)
VALUES (%s, 1, 1, %s, %s, 1.25, 1, 'valid', 'sebab, "kutip"' || chr(10) || 'baris dua', %s)
"""
_ROWS = "SELECT * FROM indicators_observation ORDER BY id"
Row = tuple[Any, ...]
_IS_PART = "SELECT relispartition FROM pg_class WHERE relname = %s"
_GUARDED = """
SELECT relrowsecurity AND relforcerowsecurity AND polname = 'same_agency'
FROM pg_class LEFT JOIN pg_policy ON polrelid = pg_class.oid WHERE relname = %s
"""
pytestmark = [
    pytest.mark.postgres,
    pytest.mark.skipif(
        connection.vendor != "postgresql" or "TEST_TEMPLATE" not in os.environ,
        reason="needs PostgreSQL and tests.with_postgres",
    ),
]


@pytest.fixture
def base(settings) -> Iterator[archive.Base]:
    """The owner's connection to a database with events of two agencies in three years."""
    name = f"archive_{os.getpid()}"
    with as_owner() as server:
        server.execute(f"CREATE DATABASE {name} TEMPLATE {os.environ['TEST_TEMPLATE']}")
        settings.DATABASE_ADMIN_URL = (
            os.environ["DATABASE_ADMIN_URL"].rpartition("/")[0] + f"/{name}"
        )
        try:
            with archive.owner(settings.DATABASE_ADMIN_URL) as found:
                _fill(found)
                yield found
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _fill(base: archive.Base) -> None:
    for agency in (1, 2):
        base.execute(_AGENCY, [agency, f"contoh-{agency}", f"{agency}.contoh"])
        for at in (
            "2022-06-01+00",
            "2023-01-01+00",
            "2023-12-31 23:59:59.999999+00",
            "2024-01-01+00",
        ):
            within(base, agency, _EVENT, agency, at, at, at)


def within(base: archive.Base, agency: int, statement: str, *values: object) -> list[Row]:
    with base.transaction():
        base.execute("SELECT set_config('karsa.agency', %s, true)", [str(agency)])
        cursor = base.execute(statement, values)
        return cursor.fetchall() if cursor.description else []


def rows(base: archive.Base) -> list[Row]:
    """The events of both agencies."""
    return list(chain(*(within(base, agency, _ROWS) for agency in (1, 2))))


def asked(base: archive.Base, statement: str, *values: object) -> list[object]:
    return [row[0] for row in base.execute(statement, values).fetchall()]


def put_away(base: archive.Base, folder) -> dict[str, int]:
    found = archive.put_away(base, folder, BEFORE, NOW)
    return {one.name: one.rows for one in found if one.rows}


def test_old_parts_go_and_come_back_row_for_row(base, tmp_path):
    before = rows(base)

    gone = put_away(base, tmp_path)

    assert gone == {f"{archive.TABLE}_2022": 2, NAME: 4}
    assert [row for row in before if row[6].year == 2024] == rows(base)
    assert asked(base, _IS_PART, NAME) == []

    for year in ("2022", "2023"):
        archive.bring_back(base, tmp_path, year)

    assert rows(base) == before
    assert asked(base, _IS_PART, NAME) == [True]
    assert asked(base, _GUARDED, NAME) == [True]
    assert asked(base, "SELECT count(*) FROM tenancy_archivedpart WHERE name = %s", NAME) == [0]


def test_the_last_year_stays(base, tmp_path):
    with pytest.raises(Refused, match="tahun terakhir"):
        next(archive.put_away(base, tmp_path, datetime(2025, 8, 1, tzinfo=UTC), NOW))


@pytest.mark.parametrize(
    "waiting",
    [
        "UPDATE indicators_observation SET state = 'held' WHERE at = '2023-01-01+00'",
        "INSERT INTO indicators_eventmonth (agency_id, indicator_id, year, month, count, total,"
        " held, classes, parts, version, is_dirty)"
        " VALUES (2, 1, 2024, 1, 0, 0, 0, '[]', '[]', 0, true)",
    ],
    ids=["held", "unrolled"],
)
def test_what_waits_for_somebody_stays(base, tmp_path, waiting):
    """What is older has gone by then, and is whole in the folder."""
    younger = [row[0] for row in rows(base) if row[6].year > 2022]
    with psycopg.connect(base.info.dsn, user="postgres") as free:
        free.execute("SET session_replication_role = replica")
        free.execute(waiting)

    with pytest.raises(Refused, match="menunggu"):
        put_away(base, tmp_path)

    assert asked(base, _IS_PART, NAME) == [True]
    assert asked(base, _GUARDED, NAME) == [True]
    assert [row[0] for row in rows(base)] == younger
    assert archive._read(tmp_path, f"{archive.TABLE}_2022").rows == 2


def test_what_was_cut_off_is_taken_up_by_the_next_call(base, tmp_path):
    """The part is out already and its file half written."""
    before = rows(base)
    archive._take_out(base, YEAR)
    (tmp_path / f".{NAME}.draft").write_bytes(b"half")

    assert put_away(base, tmp_path)[NAME] == 4
    assert [path.name for path in tmp_path.glob(".*")] == []

    for year in ("2022", "2023"):
        archive.bring_back(base, tmp_path, year)
    assert rows(base) == before


def test_a_file_that_reads_otherwise_keeps_its_rows(base, tmp_path, monkeypatch):
    whole = archive._copy_out

    def less_one(base, name, columns, file):
        base.execute(f"CREATE TABLE less AS TABLE {name}")
        base.execute("DELETE FROM less WHERE id = (SELECT max(id) FROM less)")
        whole(base, "less", columns, file)

    monkeypatch.setattr(archive, "_copy_out", less_one)
    archive._take_out(base, YEAR)

    with pytest.raises(Refused, match="terbaca lain"):
        archive._keep(base, NAME, tmp_path)

    assert asked(base, f"SELECT count(*) FROM {NAME}") == [4]
    assert not archive._manifest(tmp_path, NAME).exists()


@pytest.mark.parametrize("when", ["2021-05", "../2023", "2023"])
def test_only_what_was_archived_comes_back(base, tmp_path, when):
    with pytest.raises(Refused, match="tidak ada arsip"):
        archive.bring_back(base, tmp_path, when)


def test_an_altered_file_does_not_come_back(base, tmp_path):
    put_away(base, tmp_path)
    with archive._rows(tmp_path, NAME).open("ab") as file:
        file.write(b"\n")

    with pytest.raises(Refused, match="tidak lagi seperti"):
        archive.bring_back(base, tmp_path, "2023")


def test_the_command_puts_away_and_brings_back(base, tmp_path, capsys):
    before = rows(base)
    call_command("archive-months", str(tmp_path), "--before", "2023-01")
    call_command("archive-months", str(tmp_path), "--restore", "2022")

    assert f"Diarsipkan: {archive.TABLE}_2022, 2 baris." in capsys.readouterr().out
    assert rows(base) == before
    with pytest.raises(CommandError, match="tidak ada arsip"):
        call_command("archive-months", str(tmp_path), "--restore", "2022")


def test_a_name_tells_its_bounds():
    month = f"{archive.TABLE}_2023_12"
    assert archive.part_of(month) == archive.Part(month, datetime(2023, 12, 1, tzinfo=UTC), BEFORE)
    assert archive.part_of(NAME) == YEAR
    assert archive.part_of(f"{archive.TABLE}_rest") is None
