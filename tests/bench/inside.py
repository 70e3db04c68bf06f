"""A module run in a process of its own, inside the region that is measured."""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path


def inside(data: Path, module: Sequence[str], database: Mapping[str, str]) -> str:
    done = subprocess.run(
        [sys.executable, "-m", *module],
        env={**os.environ, "KARSA_DATA": str(data), **database},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(done.stderr)
    return done.stdout
