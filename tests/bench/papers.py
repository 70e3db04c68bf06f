"""What evaluation documents cost: `python -m tests.bench.papers [--papers N] [--processes N]`.

Typesets D.1.1 for so many people with seal and QR, as signing does, on F4; each process keeps its
compiler warm. Prints seconds, processor seconds, peak memory and the load average.
"""

import argparse
import json
import os
import resource
import sys
import time
from dataclasses import replace
from datetime import UTC, datetime

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "karsa.site.settings")
django.setup()

from karsa.documents.tests import samples  # noqa: E402
from karsa.documents.typeset import Verification, pdf  # noqa: E402
from karsa.kit.bulk import each  # noqa: E402

MOST_SECONDS = 60


def main() -> int:
    """Measure and print; 1 if the promise is not kept."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.papers")
    parser.add_argument("--papers", type=int, default=1000)
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    start = time.perf_counter()
    sizes = list(each(_typeset, range(asked.papers), asked.processes))
    spent = time.perf_counter() - start
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    found = {
        "papers": len(sizes),
        "seconds": spent,
        "cpu_seconds": sum(one.ru_utime + one.ru_stime for one in used),
        "megabytes": max(one.ru_maxrss for one in used) / 1024,
        "kilobytes_each": sum(sizes) / len(sizes) / 1024,
        "load_average": os.getloadavg()[0],
    }
    lines = [f"{name:<20}{value:>12,.1f}" for name, value in found.items()]
    sys.stdout.write((json.dumps(found) if asked.json else "\n".join(lines)) + "\n")
    return 0 if spent <= MOST_SECONDS * asked.papers / 1000 else 1


def _typeset(number: int) -> int:
    """One person's document, as nobody else's; its size in bytes."""
    form = next(row[-1] for row in samples.results() if row[-1].code == "D.1.1")
    own = replace(form, holder=replace(form.holder, name=f"Pegawai {number}"))
    seal = Verification(
        url=f"https://kinerja.contoh.test/dokumen/ABCDEFGH{number:04d}",
        code=f"ABCDEFGH{number:04d}",
        number=f"D.1.1/2026/1/{number}",
        issued_at=datetime(2026, 4, 2, tzinfo=UTC),
    )
    return len(pdf(own, paper="f4", verification=seal))


if __name__ == "__main__":
    sys.exit(main())
