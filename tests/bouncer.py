"""PgBouncer in transaction mode before a database of the tests, on loopback, for as long as asked.

One connection to the server for all clients: whatever one leaves behind, the next would meet.
"""

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.with_postgres import free_port

_CONFIGURED = """
[databases]
{name} = host=127.0.0.1 port={port} dbname={name} user=karsa_app
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {own}
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = 1
"""
PROGRAM = shutil.which("pgbouncer", path=f"{os.environ['PATH']}:/usr/sbin")


@contextmanager
def bouncer(name: str, port: int) -> Iterator[int]:
    """Stand before the database `name` of the server at `port`; yield the port to ask."""
    own = free_port()
    with tempfile.TemporaryDirectory(prefix="karsa-bouncer-") as folder:
        Path(folder).chmod(0o755)
        settings = Path(folder) / "pgbouncer.ini"
        settings.write_text(_CONFIGURED.format(name=name, port=port, own=own), encoding="utf-8")
        prefix = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        started = subprocess.Popen(
            [*prefix, str(PROGRAM), "-q", str(settings)], stderr=subprocess.DEVNULL
        )
        try:
            _wait_for(own)
            yield own
        finally:
            started.terminate()
            started.wait()


def _wait_for(port: int) -> None:
    until = time.monotonic() + 30
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.02)
