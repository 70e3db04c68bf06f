"""A database's own way to copy itself while it is written to, and to come back."""

import os
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Protocol

import dj_database_url
import psycopg
from psycopg import sql

from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _

Counts = dict[str, int]
_NOT_EMPTY = _(
    "Basis data ini sudah berisi. Pulihkan ke basis data kosong, lalu arahkan Karsa ke sana."
)
_NO_PROGRAM = _("%(name)s tidak ditemukan. Pasang postgresql-client, lalu ulangi.")
_FAILED = _("%(name)s gagal: %(words)s")
_SQLITE_TABLES = """
    SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name
"""
_TABLES = """
    SELECT relname FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition
    ORDER BY relname
"""


class Database(Protocol):
    """What a backup asks of either database."""

    name: str

    def save(self, target: Path) -> Counts:
        """Write a copy of one moment; return its rows by table."""

    def load(self, source: Path) -> None:
        """Fill the empty database. Raises Refused if it is not empty."""

    def counts(self) -> Counts:
        """Return the rows by table."""


def database(url: str, owner: str, reader: str) -> Database:
    """Return the database of these addresses: the runtime role's, the owner's, who may read all."""
    if url.startswith("sqlite"):
        return SQLite(Path(str(dj_database_url.parse(url)["NAME"])))
    return PostgreSQL(owner=owner, reader=reader)


class SQLite:
    """SQLite's online backup: readers and writers go on meanwhile."""

    name = "sqlite"

    def __init__(self, path: Path) -> None:
        self.path = path

    def save(self, target: Path) -> Counts:
        with closing(sqlite3.connect(self.path)) as here, closing(sqlite3.connect(target)) as there:
            here.backup(there)
            return _counted(there)

    def load(self, source: Path) -> None:
        if self.path.exists() and self.path.stat().st_size:
            raise Refused(_NOT_EMPTY)
        self.path.parent.mkdir(parents=True, exist_ok=True)
        source.replace(self.path)

    def counts(self) -> Counts:
        with closing(sqlite3.connect(self.path)) as here:
            return _counted(here)


def _counted(connection: sqlite3.Connection) -> Counts:
    names = [name for (name,) in connection.execute(_SQLITE_TABLES).fetchall()]
    return {
        name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # noqa: S608 - a table's own name
        for name in names
    }


class PostgreSQL:
    """pg_dump and the counts beside it see the same snapshot."""

    name = "postgresql"

    def __init__(self, owner: str, reader: str) -> None:
        self.owner, self.reader = owner, reader

    def save(self, target: Path) -> Counts:
        with _snapshot(self.reader) as (connection, snapshot):
            wanted = ("-Fc", "--no-owner", "--no-privileges", f"--snapshot={snapshot}")
            _run("pg_dump", self.reader, *wanted, f"--file={target}")
            return _rows(connection)

    def load(self, source: Path) -> None:
        with psycopg.connect(self.owner) as connection:
            if connection.execute(_TABLES).fetchone():
                raise Refused(_NOT_EMPTY)
        wanted = ("--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error")
        _run("pg_restore", self.owner, *wanted, str(source))

    def counts(self) -> Counts:
        with psycopg.connect(self.reader) as connection:
            return _rows(connection)


@contextmanager
def _snapshot(url: str) -> Iterator[tuple[psycopg.Connection[Any], str]]:
    with psycopg.connect(url) as connection:
        connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        # Without it a role that row-level security binds would silently see nothing.
        connection.execute("SET LOCAL row_security = off")
        [snapshot] = connection.execute("SELECT pg_export_snapshot()").fetchone() or [""]
        yield connection, snapshot


def _rows(connection: psycopg.Connection[Any]) -> Counts:
    names = [name for (name,) in connection.execute(_TABLES).fetchall()]
    count = sql.SQL("SELECT count(*) FROM {}")
    return {name: _first(connection.execute(count.format(sql.Identifier(name)))) for name in names}


def _first(cursor: psycopg.Cursor[Any]) -> int:
    [number] = cursor.fetchone() or [0]
    return int(number)


def _run(program: str, url: str, *arguments: str) -> None:
    """Run one of PostgreSQL's programs; the password goes through the environment."""
    where = dj_database_url.parse(url)
    options = {
        "-h": where["HOST"],
        "-p": where["PORT"],
        "-U": where["USER"],
        "-d": where["NAME"],
    }
    given = [str(word) for pair in options.items() if pair[1] for word in pair]
    secret = {"PGPASSWORD": str(where["PASSWORD"])} if where["PASSWORD"] else {}
    try:
        done = subprocess.run(  # noqa: S603 - a fixed program, no shell
            [program, *given, *arguments],
            env={**os.environ, **secret},
            capture_output=True,
            text=True,
            check=False,
        )
    except FileNotFoundError:
        raise Refused(_NO_PROGRAM, name=program) from None
    if done.returncode:
        raise Refused(_FAILED, name=program, words=done.stderr.strip()[:500])
