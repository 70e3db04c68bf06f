"""Backups that are killed while they are written: a whole one or none."""

import json
from collections import Counter
from pathlib import Path
from random import Random

from tests.faults.engines import Engine
from tests.faults.nursery import Nursery


def backups(engine: Engine, nursery: Nursery, rng: Random, want: int) -> Counter[str]:
    """Kill `karsa backup` up to `want` times; then one is made, and only whole ones are there."""
    root = engine.data.parent / "backups"
    whole = {Path(json.loads(nursery.run("backup", str(root), "--json"))["folder"])}
    kills: Counter[str] = Counter()
    while kills["backup: command"] < want:
        child = nursery.begin("backup", str(root), "--json")
        while child.is_alive and _folders(root) <= whole:
            child.wait(0.005)
        if child.wait(rng.uniform(0, 0.4)):
            if child.code:
                assert "sudah ada" in child.said, child.said  # a whole one of this very second
                continue
            whole.add(Path(json.loads(child.said)["folder"]))
            continue
        child.kill()
        torn = {one for one in _folders(root) if not (one / "manifest.json").exists()}
        kills["backup: command" if torn else "between"] += 1
        whole = _folders(root) - torn
    told = json.loads(nursery.run("backup", str(root), "--json", "--keep", "2"))
    assert len(_folders(root)) == 2
    assert all((one / "manifest.json").exists() for one in _folders(root))
    assert not list(root.rglob("*draft*"))
    for table in ("org_employee", "journal_dailyentry", "audit_auditentry"):
        [(rows,)] = engine.rows(f"SELECT count(*) FROM {table}")
        assert told["rows"][table] == rows
    kills.pop("between", None)
    return kills


def _folders(root: Path) -> set[Path]:
    return {one for one in root.glob("[0-9]*") if one.is_dir()}
