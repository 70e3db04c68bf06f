"""Run a command beside a PostgreSQL server of its own: `python -m tests.with_postgres pytest …`.

The server lives in a temporary folder on loopback, is trusted only there, and goes with the
command. It works as root too (PostgreSQL refuses to, so it then runs as `postgres`). The command
sees DATABASE_URL (the runtime role, bound by row-level security) and DATABASE_ADMIN_URL, and its
database has been migrated: TEST_TEMPLATE names it, for test processes to copy (conftest.py).
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

_ROLES = """
CREATE ROLE karsa_owner LOGIN CREATEDB;
CREATE ROLE karsa_app LOGIN NOSUPERUSER NOBYPASSRLS;
CREATE ROLE karsa_backup LOGIN BYPASSRLS IN ROLE pg_read_all_data;
CREATE DATABASE karsa OWNER karsa_owner;
"""
# Every test takes its rows back, so that statistics of its own accord would call all tables empty.
FAST = (
    "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"
    " -c autovacuum=off -c max_connections=60"
)


def _binary(name: str) -> str:
    """Find a server program: Debian keeps them outside PATH, newest version last."""
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    path = str(found[-1]) if found else shutil.which(name)
    if path is None:
        sys.exit(f"{name} not found: apt-get install postgresql")
    return path


def free_port() -> int:
    """Name a port of loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Cluster:
    """A server in a folder of its own, which may be killed and started again."""

    def __init__(self, options: str = FAST) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="karsa-pg-"))
        self._prefix = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        if self._prefix:
            shutil.chown(self.folder, "postgres")
        self.port, self.data = free_port(), self.folder / "data"
        self._fill()
        self._options = f"-p {self.port} -k {self.folder} -c listen_addresses=127.0.0.1 {options}"

    def start(self) -> None:
        """Start it, and return when it answers."""
        self._control("-o", self._options, "-l", str(self.folder / "log"), "-w", "start")

    def execute(self, statement: str) -> None:
        """Run a statement as the server's owner."""
        where = ["-h", "127.0.0.1", "-p", str(self.port), "-U", "postgres"]
        self._run(_binary("psql"), *where, "-q", "-v", "ON_ERROR_STOP=1", "-c", statement)

    def remove(self) -> None:
        """Stop it at once and remove its folder."""
        self._control("-m", "immediate", "-w", "stop")
        shutil.rmtree(self.folder, ignore_errors=True)

    def address(self, role: str) -> str:
        """Where a role finds the database."""
        return f"postgres://{role}@127.0.0.1:{self.port}/karsa"

    @property
    def addresses(self) -> dict[str, str]:
        """The environment that points to it."""
        roles = {"URL": "karsa_app", "ADMIN_URL": "karsa_owner", "BACKUP_URL": "karsa_backup"}
        return {f"DATABASE_{name}": self.address(role) for name, role in roles.items()}

    def _fill(self) -> None:
        wanted = ("-A", "trust", "-U", "postgres", "--no-sync", "-E", "UTF8")
        self._run(_binary("initdb"), "-D", str(self.data), *wanted)

    def _control(self, *arguments: str) -> None:
        self._run(_binary("pg_ctl"), "-D", str(self.data), *arguments)

    def _run(self, *command: str) -> None:
        whole = [*self._prefix, *command]
        subprocess.run(whole, check=True, stdout=subprocess.DEVNULL, cwd=self.folder)


class Replica(Cluster):
    """A copy of a server that runs, which follows it from then on."""

    def __init__(self, of: Cluster, options: str = FAST) -> None:
        self._of = of
        super().__init__(options)

    def kill(self) -> None:
        """End it and whoever it serves at once; nobody may be left to reap it."""
        locks = self.data / "postmaster.pid", self.folder / f".s.PGSQL.{self.port}.lock"
        pid = int(locks[0].read_text().split()[0])
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        for one in (pid, *map(int, children)):
            os.kill(one, signal.SIGKILL)
        for lock in locks:
            lock.unlink()

    def _fill(self) -> None:
        source = ("-h", "127.0.0.1", "-p", str(self._of.port), "-U", "postgres")
        how = ("-R", "-X", "stream", "-c", "fast", "--no-sync")
        self._run(_binary("pg_basebackup"), "-D", str(self.data), *source, *how)


@contextmanager
def cluster(options: str = FAST) -> Iterator[Cluster]:
    """Start a server with our roles and an empty database; stop and remove it."""
    made = Cluster(options)
    made.start()
    try:
        for statement in _ROLES.strip().splitlines():
            made.execute(statement)
        yield made
    finally:
        made.remove()


@contextmanager
def server() -> Iterator[dict[str, str]]:
    """Start a server; yield the environment that points to it; stop and remove it."""
    with cluster() as made:
        yield made.addresses


@contextmanager
def as_owner() -> Iterator[psycopg.Connection]:
    """Make and drop databases beside the tests': nobody may be in one that is copied."""
    server = os.environ["DATABASE_ADMIN_URL"].rpartition("/")[0]
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        yield connection


def main() -> int:
    """Run the command of the command line beside a server and return its exit code."""
    with server() as addresses:
        environment = {**os.environ, **addresses, "TEST_TEMPLATE": "karsa"}
        migrate = [sys.executable, "-m", "karsa", "migrate", "-v0"]
        subprocess.run(migrate, env=environment, check=True)
        return subprocess.run(sys.argv[1:], env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
