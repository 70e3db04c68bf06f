"""The two databases as the tests break them: looked into, put back to a moment, killed."""

import ctypes
import os
import shutil
import signal
import sqlite3
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from random import Random
from typing import Any, Protocol

import psycopg

from tests.with_postgres import Cluster, _binary, cluster

Rows = list[tuple[Any, ...]]


class Engine(Protocol):
    """One installation's database; `weapons` are what can be killed of it."""

    name: str
    data: Path
    environment: dict[str, str]
    weapons: tuple[str, ...]

    def rows(self, query: str) -> Rows:
        """Read as somebody who sees every agency."""

    def keep(self) -> None:
        """Remember this moment."""

    def put_back(self) -> None:
        """Return to the remembered moment."""

    def kill(self, weapon: str, rng: Random) -> None:
        """Kill a part of the server and start it again if need be."""

    def check(self) -> None:
        """Fail unless the database says that it is sound."""


class SQLite:
    name = "sqlite"
    weapons: tuple[str, ...] = ()

    def __init__(self, root: Path) -> None:
        self.data, self._kept = root / "data", root / "kept"
        self.data.mkdir(parents=True)
        self.environment: dict[str, str] = {}

    @property
    def _base(self) -> Path:
        return self.data / "karsa.sqlite3"

    def rows(self, query: str) -> Rows:
        with closing(sqlite3.connect(self._base, timeout=30)) as base:
            return base.execute(query).fetchall()

    def keep(self) -> None:
        self.rows("PRAGMA wal_checkpoint(TRUNCATE)")
        shutil.copytree(self.data, self._kept)

    def put_back(self) -> None:
        shutil.rmtree(self.data)
        shutil.copytree(self._kept, self.data)

    def kill(self, weapon: str, rng: Random) -> None:
        raise NotImplementedError(weapon)

    def check(self) -> None:
        assert self.rows("PRAGMA integrity_check") == [("ok",)]
        assert self.rows("PRAGMA foreign_key_check") == []


class PostgreSQL:
    name = "postgresql"
    weapons: tuple[str, ...] = ("backend", "postmaster")

    def __init__(self, root: Path, server: Cluster) -> None:
        self.data, self._kept, self.server = root / "data", root / "kept", server
        self.data.mkdir(parents=True)
        self.environment = server.addresses
        self._owner = server.address("postgres")

    def rows(self, query: str) -> Rows:
        """Read, and wait while the server mends what a kill has left."""
        until = time.monotonic() + 60
        while True:
            try:
                with psycopg.connect(self._owner, autocommit=True) as base:
                    cursor = base.execute(query.encode())
                    return cursor.fetchall() if cursor.description else []
            except psycopg.OperationalError:
                if time.monotonic() > until:
                    raise
                time.sleep(0.05)

    def keep(self) -> None:
        self._in_postgres("CREATE DATABASE kept TEMPLATE karsa OWNER karsa_owner")
        shutil.copytree(self.data, self._kept)

    def put_back(self) -> None:
        self._in_postgres("DROP DATABASE karsa WITH (FORCE)")
        self._in_postgres("CREATE DATABASE karsa TEMPLATE kept OWNER karsa_owner")
        # A copied sequence still believes that its next values are in the log: a crash before the
        # next checkpoint would give them out twice.
        self._in_postgres("CHECKPOINT")
        shutil.rmtree(self.data)
        shutil.copytree(self._kept, self.data)

    def _in_postgres(self, statement: str) -> None:
        elsewhere = self._owner.replace("/karsa", "/postgres")
        with psycopg.connect(elsewhere, autocommit=True) as base:
            base.execute(statement.encode())

    def kill(self, weapon: str, rng: Random) -> None:
        getattr(self, f"_kill_{weapon}")(rng)
        self.rows("SELECT 1")

    def _kill_backend(self, rng: Random) -> None:
        used = "SELECT pid FROM pg_stat_activity WHERE usename = 'karsa_app' ORDER BY pid"
        if found := self.rows(used):
            with suppress(ProcessLookupError):
                os.kill(rng.choice(found)[0], signal.SIGKILL)

    def _kill_postmaster(self, rng: Random) -> None:
        pid = int((self.server.data / "postmaster.pid").read_text().split()[0])
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        for _try in range(200):  # until its backends have noticed
            with suppress(subprocess.CalledProcessError):
                return self.server.start()
            time.sleep(0.05)
        raise AssertionError("the postmaster does not start")

    def check(self) -> None:
        """Heaps and indexes of every table, by PostgreSQL's own checker."""
        self.rows("CREATE EXTENSION IF NOT EXISTS amcheck")
        where = ("-h", "127.0.0.1", "-p", str(self.server.port), "-U", "postgres")
        subprocess.run([_binary("pg_amcheck"), *where, "--heapallindexed", "karsa"], check=True)


# As a region runs it: what was acknowledged is kept when a process dies.
_HONEST = "-c fsync=off -c max_connections=60"
_SUBREAPER = 36


@contextmanager
def engine(name: str, root: Path) -> Iterator[Engine]:
    """Make an installation without tables below `root`."""
    if name == SQLite.name:
        yield SQLite(root / name)
    else:
        # A killed postmaster that nobody waits for would still be there to the one after it.
        ctypes.CDLL(None).prctl(_SUBREAPER, 1)
        with cluster(_HONEST) as server:
            yield PostgreSQL(root / name, server)
