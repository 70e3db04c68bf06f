"""What the door of the phones carries: `python -m tests.bench.sync [--entries N] [--json]`.

On a PostgreSQL of its own and a served Karsa, phones of several people send entries without
photos at once: each phone first one by one, then in requests of up to twenty. Prints a table, or
JSON; 1 if a promise is not kept.
"""

import argparse
import http.client
import json
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

from tests.browser.server import karsa, serving
from tests.with_postgres import server

PHONES = 4
PROCESSES = 2
AT_ONCE = 20
PROMISED = {"one_by_one": 150, "by_twenty": 400}
Figures = dict[str, float]


def main() -> int:
    """Measure and print; 1 if a promise is not kept."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.sync")
    parser.add_argument("--entries", type=int, default=2_000, help="of all phones together")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    found = measure(asked.entries)
    lines = (f"{name:<20}{value:>10,.1f} entries/s" for name, value in found.items())
    sys.stdout.write((json.dumps(found) if asked.json else "\n".join(lines)) + "\n")
    return 0 if all(found[name] >= least for name, least in PROMISED.items()) else 1


def measure(entries: int) -> Figures:
    """Return entries a second by way of sending."""
    with tempfile.TemporaryDirectory(prefix="karsa-sync-") as folder, server() as database:
        data = Path(folder)
        karsa(data, "migrate", "-v0", **database)
        os.environ.update(database, KARSA_DATA=str(data))
        from tests.bench import sync_region

        phones = sync_region.make_phones(PHONES)
        each = entries // PHONES
        with serving(data, PROCESSES, **database) as url:
            _all(url, phones, 20, 1)  # warms the server
            return {
                "one_by_one": _all(url, phones, each, 1),
                "by_twenty": _all(url, phones, each, AT_ONCE),
            }


def _all(url: str, phones: Sequence[dict[str, str]], each: int, at_once: int) -> float:
    """Send `each` entries of every phone, all phones at once; return entries a second."""
    start = time.perf_counter()
    with ThreadPoolExecutor(len(phones)) as pool:
        for done in [pool.submit(_send, url, phone, each, at_once) for phone in phones]:
            done.result()
    return each * len(phones) / (time.perf_counter() - start)


def _send(url: str, phone: dict[str, str], each: int, at_once: int) -> None:
    host = urlsplit(url).netloc
    connection = http.client.HTTPConnection(host, timeout=60)
    head = {
        "Content-Type": "application/json",
        "Cookie": f"sessionid={phone['session']}; csrftoken={phone['token']}",
        "X-CSRFToken": phone["token"],
        "Origin": url,
    }
    for at in range(0, each, at_once):
        rows = [_entry(phone["about"], number) for number in range(min(at_once, each - at))]
        body = json.dumps({"clock": datetime.now(UTC).isoformat(), "entries": rows})
        connection.request("POST", "/kerja/catatan/kirim/", body, head)
        answer = connection.getresponse()
        said = answer.read()
        assert answer.status == http.client.OK, (answer.status, said[:200])
        assert {one["outcome"] for one in json.loads(said)["entries"]} == {"stored"}


def _entry(about: str, number: int) -> dict[str, Any]:
    now = datetime.now(UTC)
    fields = {"about": about, "quantity": "3", "day": "2026-06-10", "text": f"Kunjungan {number}"}
    return {"key": str(uuid4()), "written_at": now.isoformat(), "fields": fields, "files": []}


if __name__ == "__main__":
    sys.exit(main())
