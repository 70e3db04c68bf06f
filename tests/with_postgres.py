"""Run a command beside a PostgreSQL server of its own: `python -m tests.with_postgres pytest …`.

The server lives in a temporary folder on loopback, is trusted only there, and goes with the
command. It works as root too (PostgreSQL refuses to, so it then runs as `postgres`). The command
sees DATABASE_URL (the runtime role, bound by row-level security) and DATABASE_ADMIN_URL, and its
database has been migrated: TEST_TEMPLATE names it, for test processes to copy (conftest.py).
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_ROLES = """
CREATE ROLE karsa_owner LOGIN CREATEDB;
CREATE ROLE karsa_app LOGIN NOSUPERUSER NOBYPASSRLS;
CREATE ROLE karsa_backup LOGIN BYPASSRLS IN ROLE pg_read_all_data;
CREATE DATABASE karsa OWNER karsa_owner;
"""
# Every test takes its rows back, so that statistics of its own accord would call all tables empty.
_FAST = (
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


@contextmanager
def server() -> Iterator[dict[str, str]]:
    """Start a server; yield the environment that points to it; stop and remove it."""
    folder = Path(tempfile.mkdtemp(prefix="karsa-pg-"))
    prefix = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    if prefix:
        shutil.chown(folder, "postgres")
    port, data = free_port(), folder / "data"

    def run(*command: str) -> None:
        subprocess.run([*prefix, *command], check=True, stdout=subprocess.DEVNULL, cwd=folder)

    run(
        _binary("initdb"),
        "-D",
        str(data),
        "-A",
        "trust",
        "-U",
        "postgres",
        "--no-sync",
        "-E",
        "UTF8",
    )
    options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 {_FAST}"
    control = _binary("pg_ctl")
    run(control, "-D", str(data), "-o", options, "-l", str(folder / "log"), "-w", "start")
    try:
        where = ["-h", "127.0.0.1", "-p", str(port), "-U", "postgres"]
        for statement in _ROLES.strip().splitlines():
            run(_binary("psql"), *where, "-q", "-v", "ON_ERROR_STOP=1", "-c", statement)
        yield {
            "DATABASE_URL": f"postgres://karsa_app@127.0.0.1:{port}/karsa",
            "DATABASE_ADMIN_URL": f"postgres://karsa_owner@127.0.0.1:{port}/karsa",
            "DATABASE_BACKUP_URL": f"postgres://karsa_backup@127.0.0.1:{port}/karsa",
        }
    finally:
        run(control, "-D", str(data), "-m", "immediate", "-w", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def main() -> int:
    """Run the command of the command line beside a server and return its exit code."""
    with server() as addresses:
        environment = {**os.environ, **addresses, "TEST_TEMPLATE": "karsa"}
        migrate = [sys.executable, "-m", "karsa", "migrate", "-v0"]
        subprocess.run(migrate, env=environment, check=True)
        return subprocess.run(sys.argv[1:], env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
