"""The benches of single works, as `make bench --full` runs them: each judges itself."""

import json
import subprocess
import sys
from typing import Any

# Sizes that take minutes together; alone each measures what its promise says.
PARTS = {
    "closing": ("--people", "10000"),
    "feed": ("--batches", "5"),
    "sync": (),
    "backup": ("--employees", "1500", "--files", "20000"),
    "deadline": ("--entries", "5000"),
    "live": (),
    "papers": ("--papers", "200"),
    "portal": (),
    "survey": (),
    "audit": ("--rows", "200000"),
    "rollups": ("--people", "200000"),
    "warehouse": ("--rows", "10000000", "--export", "300000"),
}


def measure() -> dict[str, dict[str, Any]]:
    """Return what each bench found, and whether it kept its promise."""
    return {name: _run(name, *asked) for name, asked in PARTS.items()}


def _run(name: str, *asked: str) -> dict[str, Any]:
    command = [sys.executable, "-m", f"tests.bench.{name}", *asked, "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    try:
        return {"kept": done.returncode == 0, "found": json.loads(done.stdout)}
    except ValueError:
        raise SystemExit(f"{name}: {done.stdout}{done.stderr}") from None
