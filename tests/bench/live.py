"""What the live stream carries: `python -m tests.bench.live [--clients N] [--seconds S] [--json]`.

On a PostgreSQL of its own and one live process it opens N raw streams, each on its own board,
while entries are kept at 200 a second, in batches of one transaction, each for one board. An
event's delay runs from the moment its transaction began to commit. Prints a table, or JSON; 1 if a
promise is not kept. `tests/browser/test_live.py` shows the same with a browser.
"""

import argparse
import asyncio
import json
import os
import resource
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import quantiles

from tests.browser.server import karsa
from tests.with_postgres import server

RATE, BATCH = 200, 20
Figures = dict[str, float]


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.live")
    parser.add_argument("--clients", type=int, default=1000)
    parser.add_argument("--seconds", type=int, default=15)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    _allow_files(asked.clients)
    found = measure(asked.clients, asked.seconds)
    lines = (f"{name:<28}{value:>12,.3f}" for name, value in found.items())
    sys.stdout.write((json.dumps(found, indent=2) if asked.json else "\n".join(lines)) + "\n")
    return 0 if kept(found) else 1


def kept(found: Figures) -> bool:
    """Whether the promises of issue 4 hold."""
    return (
        found["p95_seconds"] <= 1
        and found["kb_per_connection"] <= 100
        and found["lost_events"] == 0
    )


def measure(clients: int, seconds: int) -> Figures:
    """Return the figures by name."""
    with tempfile.TemporaryDirectory(prefix="karsa-live-") as folder, server() as database:
        os.environ.update(database, KARSA_DATA=folder, KARSA_SECRET_KEY="papan")
        karsa(Path(folder), "migrate", "-v0", **database)
        from tests.bench import live_region

        region = live_region.LiveRegion(clients)
        with _live() as (port, pid):
            return asyncio.run(_run(region, port, pid, seconds))


async def _run(region, port: int, pid: int, seconds: int) -> Figures:
    before = _resident(pid)
    heard: dict[int, float] = {}
    readers = [
        asyncio.create_task(_listen(port, region.ticket(board), heard)) for board in region.boards
    ]
    while _open(port) < len(readers):
        await asyncio.sleep(0.2)
    grown = _resident(pid) - before
    told: dict[int, float] = {}
    begin = time.monotonic()
    for number in range(seconds * RATE // BATCH):
        await asyncio.sleep(max(0, begin + number * BATCH / RATE - time.monotonic()))
        told |= await asyncio.to_thread(region.keep, BATCH)
    spent = time.monotonic() - begin
    await asyncio.sleep(1.5)
    after = _resident(pid) - before
    for reader in readers:
        reader.cancel()
    delays = [heard[key] - told[key] for key in told if key in heard]
    return {
        "connections": len(readers),
        "entries_per_second": len(told) / spent,
        "events": len(delays),
        "lost_events": len(told) - len(delays),
        "p50_seconds": quantiles(delays, n=20)[9],
        "p95_seconds": quantiles(delays, n=20)[18],
        "longest_seconds": max(delays),
        "kb_per_connection": grown / len(readers),
        "kb_per_connection_at_the_end": after / len(readers),
    }


async def _listen(port: int, ticket: str, heard: dict[int, float]) -> None:
    """A raw stream: note the moment each row is heard of."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"GET /kerja/langsung/?tiket={ticket} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
    try:
        while line := await reader.readline():
            if line.startswith(b"data: "):
                heard[int(line[6:])] = time.monotonic()
    finally:
        writer.close()


@contextmanager
def _live() -> Iterator[tuple[int, int]]:
    """One live process; yields its port and the number of the process that streams."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen([sys.executable, "-m", "karsa", "live", "--port", str(port)])
    try:
        while _open(port) < 0:
            time.sleep(0.2)
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
        yield port, max(map(int, children), key=_resident)
    finally:
        process.terminate()
        process.wait(timeout=20)


def _open(port: int) -> int:
    """How many streams the process holds; -1 while it does not answer."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5) as answer:
            return int(answer.read().split()[1])
    except OSError:
        return -1


def _resident(pid: int) -> int:
    """Kilobytes of memory a process holds."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1])


def _allow_files(clients: int) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, min(hard, clients + 200)), hard))


if __name__ == "__main__":
    sys.exit(main())
