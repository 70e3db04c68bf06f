"""docs/licences.md: all that ships is named there, and nothing binds Karsa's own licence."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
# A whole work that includes it must take their terms; the Lesser GPL asks no such thing of users.
BINDING = re.compile(r"(?<!L)\b(A?GPL|SSPL)", re.IGNORECASE)


def test_every_pinned_package_has_a_licence_that_leaves_us_free():
    told = (ROOT / "docs/licences.md").read_text("utf-8")
    rows = dict(re.findall(r"^\| (\S+) \S+ \| (.+) \|$", told, re.MULTILINE))
    known = {re.sub(r"[-_.]+", "-", name).lower() for name in rows}
    text = (ROOT / "requirements/base.txt").read_text("utf-8")
    # A package for another system alone is not installed here, and so its licence unknown.
    pinned = re.findall(r"^([\w.-]+)==\S+ (?!;)", text, re.MULTILINE)
    assert {re.sub(r"[-_.]+", "-", name).lower() for name in pinned} - known == set()
    assert {name: said for name, said in rows.items() if BINDING.search(said)} == {}
    assert {name for name, said in rows.items() if said == "not said"} == set()
