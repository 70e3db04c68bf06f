"""A whole installation is saved while somebody writes, and comes back row for row."""

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing, nullcontext
from pathlib import Path

import pytest

from tests.browser.server import karsa
from tests.with_postgres import server

pytestmark = pytest.mark.fault


@pytest.mark.parametrize("engine", [nullcontext, server], ids=["sqlite", "postgresql"])
def test_it_comes_back_row_for_row(engine, tmp_path):
    here, there, kept = (tmp_path / name for name in ("here", "there", "kept"))
    with engine() as first, engine() as second:
        given, empty = first or {}, second or {}
        karsa(here, "demo", "--no-serve", **given)
        writer = subprocess.Popen(
            [sys.executable, "-m", "karsa", "roll-up-entries"],
            env={**os.environ, **given, "KARSA_DATA": str(here)},
            stdout=subprocess.DEVNULL,
        )
        told = json.loads(karsa(here, "backup", str(kept / "one"), "--json", **given))
        writer.wait()
        restored = karsa(there, "restore", told["folder"], **empty)
        again = json.loads(karsa(there, "backup", str(kept / "two"), "--json", **empty))

    assert "utuh" in restored
    assert again["rows"] == told["rows"]
    assert sum(told["rows"].values()) > 100_000
    assert _words(Path(told["folder"]), given) == _words(Path(again["folder"]), empty)


def _words(folder: Path, postgres: dict[str, str]) -> list[str]:
    """Everything a saved database says, as text."""
    kept = folder / "database"
    if not postgres:
        with closing(sqlite3.connect(kept)) as base:
            return sorted(line for line in base.iterdump() if line.startswith("INSERT"))
    dumped = ["pg_restore", "--data-only", "--file=-", str(kept)]
    lines = subprocess.check_output(dumped, text=True).splitlines()
    # Newer versions begin and end with a random word against hostile dumps.
    return sorted(line for line in lines if not line.startswith(("\\restrict", "\\unrestrict")))
