import ast
import sys
from pathlib import Path

import pytest

ROOM = Path(__file__).parents[1]
RULES = sorted(path for path in ROOM.rglob("*.py") if "tests" not in path.parts)


def _imported(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            yield node.module
        elif isinstance(node, ast.Import):
            yield from (name.name for name in node.names)


@pytest.mark.parametrize("path", RULES, ids=lambda path: path.stem)
def test_a_rule_needs_the_standard_library_only(path):
    for module in _imported(path):
        known = module.split(".")[0] in sys.stdlib_module_names
        assert known or module.split(".")[:2] == ["karsa", "rules"]


@pytest.mark.parametrize("path", RULES, ids=lambda path: path.stem)
def test_a_rule_reads_no_clock_and_computes_with_no_float(path):
    text = path.read_text(encoding="utf-8")
    for word in ("today()", ".now(", "float("):
        assert word not in text
