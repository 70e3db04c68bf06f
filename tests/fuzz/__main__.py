"""Feeds every parser: `python -m tests.fuzz --inputs 1000000`.

atheris leads the inputs by what they reach. Each target is a process of its own with bounded
memory; prints what it was given, and ends with 1 at a defect.
"""

import os
import re
import shutil
import sys
import tempfile
import time
import warnings
from argparse import ArgumentParser
from contextlib import redirect_stderr
from io import StringIO
from pathlib import Path

import atheris
import django

MEGABYTES = 1024
LONGEST = 4096
SECONDS = 1.0
# What reads strangers' bytes is instrumented; all else is as fast as ever.
READERS = ["karsa.rules", "karsa.kit.spreadsheets", "karsa.files", "karsa.org.imports"]
_DONE = re.compile(r"Done (\d+) runs? in (\d+) second")

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "karsa.site.settings")
with redirect_stderr(StringIO()), atheris.instrument_imports(include=READERS):
    django.setup()
    from tests.fuzz.targets import TARGETS, Target, meet


class TooSlowError(Exception):
    """An input that took longer than a person waits."""


def main() -> int:
    parser = ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--inputs", type=int, default=1_000_000)
    parser.add_argument("--target", choices=TARGETS, help="only this one, with all inputs")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    begun, counts = time.monotonic(), {}
    for name, target in TARGETS.items():
        if asked.target in (None, name):
            share = 1000 if asked.target else target.share
            counts[name] = _fed(name, target, -(-asked.inputs * share // 1000), asked.seed)
    failed = [name for name, count in counts.items() if not count]
    took = time.monotonic() - begun
    print(f"{sum(counts.values()):,} inputs in {took:.0f} s; defects: {failed or 'none'}")
    return 1 if failed else 0


def _fed(name: str, target: Target, inputs: int, seed: int) -> int:
    """Give a target its inputs; return how many, 0 for a defect, which is told in full."""
    folder = Path(tempfile.mkdtemp())  # the child, too, would take a TemporaryDirectory away
    corpus, said = folder / "corpus", folder / "said.txt"
    corpus.mkdir()
    for number, content in enumerate(target.seeds):
        (corpus / str(number)).write_bytes(content)
    options = [f"-runs={inputs}", f"-seed={seed}", f"-max_len={LONGEST}", "-timeout=60"]
    options += [f"-rss_limit_mb={MEGABYTES}", f"-artifact_prefix={tempfile.gettempdir()}/"]
    child = os.fork()
    if not child:
        _feed(name, target, [*options, str(corpus)], said)
    _pid, status = os.waitpid(child, 0)
    words = said.read_text(encoding="utf-8", errors="replace")
    shutil.rmtree(folder)
    done = _DONE.search(words)
    if status or not done:
        print(f"{name:10} DEFECT\n{words[-4000:]}", flush=True)
        return 0
    print(f"{name:10} {int(done[1]):>9,} inputs  {int(done[2]):>4} s", flush=True)
    return int(done[1])


def _feed(name: str, target: Target, options: list[str], said: Path) -> None:
    """The child: never returns."""
    told = os.open(said, os.O_WRONLY | os.O_CREAT)
    os.dup2(told, 1)
    os.dup2(told, 2)
    warnings.simplefilter("ignore")

    def one(data: bytes) -> None:
        # Time of this process alone: a busy machine is no defect.
        begun = time.process_time()
        meet(target, data)
        if time.process_time() - begun > SECONDS:
            raise TooSlowError(f"{time.process_time() - begun:.1f} s")

    atheris.Setup([name, *options], one)
    atheris.Fuzz()


if __name__ == "__main__":
    sys.exit(main())
