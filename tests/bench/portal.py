"""How many portal pages leave a second: `python -m tests.bench.portal [--seconds N] [--json]`.

On a PostgreSQL of its own with a served Karsa and the nginx of deploy/, all on loopback, several
readers ask for the front page, an indicator and a unit at once: out of the proxy's cache, out of
Karsa's own, and made anew each time. 1 if a promise is not kept. Needs nginx.
"""

import argparse
import http.client
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from itertools import chain, count
from pathlib import Path
from statistics import quantiles
from urllib.parse import urlsplit

from tests.browser.server import karsa, serving
from tests.with_postgres import free_port, server

ROOT = Path(__file__).parents[2]
PLACES = ROOT / "deploy" / "karsa-places.conf"
READERS, CLIENTS, PROCESSES = 8, 2, 2
WARM_UP = 2  # seconds, in which each process reads its templates and plans its queries
# Pages a second out of the proxy's cache, out of Karsa's own, and made anew; all within 200 ms.
PROMISED = {"proxy": 2_000, "kept": 300, "anew": 60}
SLOWEST = 200
Figures = dict[str, dict[str, float]]
_CONFIG = """
daemon off; worker_processes 2; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{ worker_connections 1024; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
    {servers}
}}
"""


def main() -> int:
    """Measure and print; 1 if a promise is not kept."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.portal")
    parser.add_argument("--seconds", type=int, default=8, help="each of the three")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    found = measure(asked.seconds)
    lines = (f"{name:<8}{json.dumps(one)}" for name, one in found.items())
    sys.stdout.write((json.dumps(found) if asked.json else "\n".join(lines)) + "\n")
    kept = (found[name]["pages/s"] >= least for name, least in PROMISED.items())
    return 0 if all(kept) and all(one["p95 ms"] <= SLOWEST for one in found.values()) else 1


def measure(seconds: int) -> Figures:
    """Return pages a second, p95 in milliseconds and the machine's load, for each way."""
    with tempfile.TemporaryDirectory(prefix="karsa-portal-") as folder, server() as database:
        data = Path(folder)
        data.chmod(0o755)
        karsa(data, "migrate", "-v0", **database)
        os.environ.update(database, KARSA_DATA=str(data))
        from tests.bench import portal_region

        paths = portal_region.make_region()
        with serving(data, PROCESSES, **database) as url, proxy(data, url) as front:
            _ask(url, paths, WARM_UP, anew=True)
            return {
                "anew": _ask(url, paths, seconds, anew=True),
                "kept": _ask(url, paths, seconds),
                "proxy": _ask(front, paths, seconds),
            }


@contextmanager
def proxy(folder: Path, url: str) -> Iterator[str]:
    """Run the nginx of deploy/ before `url`, without its certificate; yield its address."""
    port, whole = free_port(), deployed(folder, url)
    shared = whole[: whole.index("server {\n")]
    server = f"server {{ listen 127.0.0.1:{port}; include {PLACES}; }}"
    with nginx(folder, shared + server, port):
        yield f"http://127.0.0.1:{port}"


def deployed(folder: Path, url: str) -> str:
    """Return the configuration of deploy/ for a Karsa at `url`, with its cache in `folder`."""
    whole = (ROOT / "deploy" / "nginx.conf").read_text()
    whole = whole.replace("127.0.0.1:8000", urlsplit(url).netloc)
    return whole.replace("/var/cache/nginx/karsa", str(folder / "nginx" / "cache"))


@contextmanager
def nginx(folder: Path, servers: str, port: int) -> Iterator[None]:
    """Run nginx with these servers until the end, once it answers at `port`."""
    place = folder / "nginx"
    place.mkdir()
    (place / "nginx.conf").write_text(_CONFIG.format(folder=place, servers=servers))
    program = shutil.which("nginx") or "/usr/sbin/nginx"
    running = subprocess.Popen([program, "-c", str(place / "nginx.conf"), "-e", str(place / "log")])
    try:
        wait(port)
        yield
    finally:
        running.terminate()
        running.wait(timeout=15)


def _ask(url: str, paths: Sequence[str], seconds: int, *, anew: bool = False) -> dict[str, float]:
    """Read for so many seconds from several clients at once, each with several connections."""
    each = [(url, tuple(paths), seconds, anew, number) for number in range(CLIENTS)]
    begun = time.perf_counter()
    with ProcessPoolExecutor(CLIENTS) as pool:
        spent = list(chain.from_iterable(pool.map(_read, each)))
    rate = len(spent) / (time.perf_counter() - begun)
    return {
        "pages/s": round(rate),
        "p95 ms": round(quantiles(spent, n=20)[-1] * 1000, 1),
        "load": round(os.getloadavg()[0], 1),
    }


def _read(asked: tuple[str, tuple[str, ...], int, bool, int]) -> list[float]:
    """One client: its connections send in turn before any is read, so that they stand in line."""
    url, paths, seconds, anew, client = asked
    lines = [
        http.client.HTTPConnection(urlsplit(url).netloc, timeout=60)
        for _n in range(READERS // CLIENTS)
    ]
    numbers, spent = count(1), []
    until = time.perf_counter() + seconds
    while time.perf_counter() < until:
        sent = []
        for line in lines:
            number = next(numbers)
            path = paths[number % len(paths)]
            # A page that was asked with anything more is made anew.
            more = f"?ke={client}-{number}" if anew else ""
            sent.append(time.perf_counter())
            line.request("GET", path + more, headers={"Accept-Encoding": "gzip"})
        for line, begun in zip(lines, sent, strict=True):
            response = line.getresponse()
            response.read()
            spent.append(time.perf_counter() - begun)
            if response.status != http.client.OK:
                raise SystemExit(f"answered {response.status}")
    return spent


def wait(port: int, seconds: int = 15) -> None:
    """Return once something listens at a port of loopback."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit(f"nothing answers at {port}")


if __name__ == "__main__":
    sys.exit(main())
