"""A phone of 2020 (Chrome 80) runs our scripts and gets styles in words it knows.

Syntax is the builder's task; what a browser can do is not, so the names that came later are looked
for here. Walked by hand on Chrome 80 itself: docs/decisions/0028.
"""

import re
from pathlib import Path

from django.contrib.staticfiles import finders

SOURCES = Path(__file__).parents[1] / "karsa/static/src/js"
# Name by name as the sources would write it, with the first Chrome that knows it.
LATER = {
    r"\.replaceAll\(": 85,
    r"Promise\.any\(": 85,
    r"\.replaceChildren\(": 86,
    r"\.at\(": 92,
    r"\.randomUUID\(": 92,
    r"Object\.hasOwn\(": 93,
    r"\.findLast": 97,
    r"\.structuredClone\(|\bstructuredClone\(": 98,
    r"AbortSignal\.(any|timeout)": 103,
    r"\.showPicker\(": 99,
    r"\.to(Sorted|Reversed|Spliced)\(": 110,
    r"Object\.groupBy\(": 117,
    r"URL\.canParse\(": 120,
}


def test_scripts_ask_nothing_of_a_browser_that_came_after_chrome_80():
    found = [
        f"{path.name}: {name} (Chrome {version})"
        for path in SOURCES.rglob("*.js")
        for name, version in LATER.items()
        if re.search(name, path.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_the_styles_for_old_browsers_are_whole_and_without_layers():
    made = {
        name: Path(str(finders.find(f"karsa/{name}.css"))).read_text() for name in ("karsa", "old")
    }

    assert "@layer" in made["karsa"]
    assert not re.search(r"@layer|:where\(|@media[^{]*(width|height)\s*[<>]", made["old"])
    for name in (".btn-primary", ".row-main", ".topbar-in"):
        assert name in made["old"]
