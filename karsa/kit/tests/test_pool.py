"""Processes that share a long work end with the one that began them."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

_CODE = """
import os, signal
from pathlib import Path
from karsa.kit.bulk import each
if __name__ == "__main__":
    got = each(os.path.getsize, [os.devnull] * 4, 2)
    next(got)
    print(Path(f"/proc/self/task/{os.getpid()}/children").read_text(), flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.fault
def test_they_end_even_if_it_is_killed(tmp_path: Path) -> None:
    script = tmp_path / "work.py"
    script.write_text(_CODE)
    known = {**os.environ, "PYTHONPATH": str(Path.cwd())}
    with subprocess.Popen(
        [sys.executable, str(script)], env=known, stdout=subprocess.PIPE, text=True
    ) as work:
        assert work.stdout
        children = work.stdout.readline().split()
        work.stdout.read()  # whoever is left holds it open
    assert work.returncode == -signal.SIGKILL
    assert len(children) >= 2
