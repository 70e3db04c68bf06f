"""The checklist of docs/asvs.md: nothing is missing, and what it calls a proof exists."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in (ROOT / "docs/asvs.md").read_text("utf-8").splitlines()
    if re.match(r"\| \d", line)
]
# How many requirements of levels 1 and 2 each section begins with (all numbered before level 3).
ASKED = {
    "1.1": 2,
    "1.2": 9,
    "1.3": 11,
    "1.4": 3,
    "1.5": 2,
    "2.1": 3,
    "2.2": 3,
    "2.3": 4,
    "2.4": 1,
    "3.2": 2,
    "3.3": 4,
    "3.4": 6,
    "3.5": 5,
    "3.7": 2,
    "4.1": 3,
    "4.2": 1,
    "4.3": 2,
    "4.4": 4,
    "5.1": 1,
    "5.2": 3,
    "5.3": 2,
    "5.4": 3,
    "6.1": 3,
    "6.2": 12,
    "6.3": 4,
    "6.4": 4,
    "6.5": 5,
    "6.6": 3,
    "6.8": 4,
    "7.1": 3,
    "7.2": 4,
    "7.3": 2,
    "7.4": 5,
    "7.5": 2,
    "7.6": 2,
    "8.1": 2,
    "8.2": 3,
    "8.3": 1,
    "8.4": 1,
    "9.1": 3,
    "9.2": 4,
    "10.1": 2,
    "10.2": 2,
    "10.3": 4,
    "10.4": 11,
    "10.5": 5,
    "10.6": 2,
    "10.7": 3,
    "11.1": 2,
    "11.2": 3,
    "11.3": 3,
    "11.4": 4,
    "11.5": 1,
    "11.6": 1,
    "12.1": 3,
    "12.2": 2,
    "12.3": 4,
    "13.1": 1,
    "13.2": 5,
    "13.3": 2,
    "13.4": 5,
    "14.1": 2,
    "14.2": 4,
    "14.3": 3,
    "15.1": 3,
    "15.2": 3,
    "15.3": 7,
    "16.1": 1,
    "16.2": 5,
    "16.3": 4,
    "16.4": 3,
    "16.5": 3,
    "17.1": 1,
    "17.2": 4,
    "17.3": 2,
}


def _numbers(told: str) -> list[str]:
    section, _dot, last = told.rpartition(".")
    first, _dash, to = last.partition("-")
    return [f"{section}.{number}" for number in range(int(first), int(to or first) + 1)]


def test_every_requirement_has_its_line():
    asked = [f"{one}.{number}" for one, most in ASKED.items() for number in range(1, most + 1)]
    assert [number for row in ROWS for number in _numbers(row[0])] == asked
    assert {row[1] for row in ROWS} == {"yes", "partly", "open", "site", "none"}


def test_what_is_called_a_proof_exists():
    missing = []
    for proof in {row[3] for row in ROWS if row[3]}:
        path, _colons, name = proof.partition("::")
        text = (ROOT / path).read_text("utf-8") if (ROOT / path).is_file() else ""
        if f"def {name}" not in text or not text:
            missing.append(proof)
    assert missing == []
