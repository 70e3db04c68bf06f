"""The deadline's day: `python -m tests.bench.deadline [--people N] [--entries N] [--within S]`.

On a PostgreSQL of its own with a seeded region, served by two processes, the phones of N people
send what waited on them, in requests of up to twenty, each at a moment of its own within S seconds
(0: all at once), and come again when they are told to. Two people go on reading meanwhile. Prints
a table, or JSON (`--json`); 1 if an entry is lost or doubled, or a promise is not kept.
"""

import argparse
import json
import os
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from threading import Event
from typing import Any
from uuid import uuid4

import psycopg

from tests.bench.inside import inside
from tests.browser.server import karsa, serving
from tests.with_postgres import Cluster, cluster

AT_ONCE = 20
SECONDS, P99 = 60, 2.0
_HONEST = "-c max_connections=100"  # what was acknowledged is on the disk
_BUSY = (429, 503)
Given = dict[str, Any]


@dataclass
class Told:
    """What the phones and readers have seen: seconds of each request, how often to come again."""

    took: list[float] = field(default_factory=list)
    turned_away: int = 0
    reads: list[float] = field(default_factory=list)


def main() -> int:
    """Measure and print; 1 if a promise is not kept."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.deadline")
    parser.add_argument("--people", type=int, default=1_000)
    parser.add_argument("--entries", type=int, default=20_000, help="of all people together")
    parser.add_argument("--within", type=float, default=40, help="seconds in which they begin")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    found = measure(asked.people, asked.entries, asked.within)
    lines = [f"{name:<20}{value:>12,.2f}" for name, value in found.items()]
    sys.stdout.write((json.dumps(found) if asked.json else "\n".join(lines)) + "\n")
    sound = found["kept"] == found["distinct"] == asked.entries
    return 0 if sound and found["seconds"] <= SECONDS and found["p99"] <= P99 else 1


def measure(people: int, entries: int, within: float) -> dict[str, float]:
    """Return what became of the entries, and how long people waited."""
    with tempfile.TemporaryDirectory(prefix="karsa-deadline-") as folder, cluster(_HONEST) as base:
        data = Path(folder)
        karsa(data, "migrate", "-v0", **base.addresses)
        karsa(data, "seed", "--employees", str(people), "--sparse", **base.addresses)
        module = ["tests.bench.deadline_region", str(people)]
        given = json.loads(inside(data, module, base.addresses))
        phones = given["phones"]
        parcels = [[str(uuid4()) for _ in range(entries // len(phones))] for _ in phones]
        with serving(data, 2, **base.addresses) as url:
            told, seconds = _day(url, given, parcels, within)
        kept, distinct = _stored(base, [key for keys in parcels for key in keys])
    return {
        "load": round(os.getloadavg()[0], 1),
        "kept": kept,
        "distinct": distinct,
        "seconds": round(seconds, 1),
        "requests": len(told.took),
        "turned_away": told.turned_away,
        **{f"p{share}": _at(told.took, share) for share in (50, 95, 99)},
        "reads": len(told.reads),
        **{f"read_p{share}": _at(told.reads, share) for share in (50, 95, 99)},
    }


def _day(
    url: str, given: Given, parcels: Sequence[Sequence[str]], within: float
) -> tuple[Told, float]:
    """Let everybody send and two people read; return what was seen and the seconds it took."""
    told, over, phones = Told(), Event(), given["phones"]
    with ThreadPoolExecutor(len(phones) + 2) as pool:
        for who, place in (("staff", "/kerja/hari-ini/"), ("leader", "/kerja/tim/")):
            pool.submit(_read, url + place, given["readers"][who], told, over)
        start = time.perf_counter()
        sent = [
            pool.submit(_send, url, phone, given["day"], keys, told, within * turn / len(phones))
            for turn, (phone, keys) in enumerate(zip(phones, parcels, strict=True))
        ]
        try:
            for one in sent:
                one.result()
        finally:
            over.set()
        return told, time.perf_counter() - start


def _send(
    url: str, phone: Mapping[str, str], day: str, keys: Sequence[str], told: Told, wait: float
) -> None:
    time.sleep(wait)
    for at in range(0, len(keys), AT_ONCE):
        rows = [_entry(phone["about"], day, key) for key in keys[at : at + AT_ONCE]]
        _send_parcel(url, phone, rows, told)


def _send_parcel(url: str, phone: Mapping[str, str], rows: Sequence[Given], told: Told) -> None:
    """Send, and send again when the server says when; a failure of any other kind is raised."""
    body = json.dumps({"clock": datetime.now(UTC).isoformat(), "entries": rows}).encode()
    head = {
        "Content-Type": "application/json",
        "Cookie": f"sessionid={phone['session']}; csrftoken={phone['token']}",
        "X-CSRFToken": phone["token"],
        "Origin": url,
    }
    while True:
        asked = urllib.request.Request(f"{url}/kerja/catatan/kirim/", body, head)
        start = time.perf_counter()
        try:
            with urllib.request.urlopen(asked, timeout=60) as answer:
                outcomes = {one["outcome"] for one in json.load(answer)["entries"]}
            told.took.append(time.perf_counter() - start)
            assert outcomes <= {"stored", "known"}, outcomes
            return
        except urllib.error.HTTPError as why:
            told.took.append(time.perf_counter() - start)
            if why.code not in _BUSY:
                raise
            told.turned_away += 1
            time.sleep(int(why.headers["Retry-After"]))


def _read(address: str, session: str, told: Told, over: Event) -> None:
    while not over.wait(0.25):
        asked = urllib.request.Request(address, headers={"Cookie": f"sessionid={session}"})
        start = time.perf_counter()
        with urllib.request.urlopen(asked, timeout=60) as answer:
            answer.read()
        told.reads.append(time.perf_counter() - start)


def _entry(about: str, day: str, key: str) -> Given:
    fields = {"about": about, "quantity": "3", "day": day, "text": f"Kunjungan {key}"}
    now = datetime.now(UTC).isoformat()
    return {"key": key, "written_at": now, "fields": fields, "files": []}


def _stored(base: Cluster, keys: Sequence[str]) -> tuple[int, int]:
    """How many of these entries are there, and how many different ones."""
    counted = "SELECT count(*), count(DISTINCT key) FROM journal_dailyentry WHERE key = ANY(%s)"
    with psycopg.connect(base.address("postgres")) as asked:
        [(kept, distinct)] = asked.execute(counted, [list(keys)]).fetchall()
    return kept, distinct


def _at(values: Sequence[float], share: int) -> float:
    """Seconds below which so many of a hundred are."""
    return round(sorted(values)[min(len(values) - 1, len(values) * share // 100)], 3)


if __name__ == "__main__":
    sys.exit(main())
