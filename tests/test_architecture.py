"""The layout is a test: imports go down only, never sideways, never inside a function."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent / "karsa"
# Highest first; packages on one line may not import each other.
ORDER = """
site
portal api
insights warehouse
consequences
development
evaluations
monitoring
feedback
journal
plans
consultations
indicators
surveys complaints
privacy
org
machines
inbox
accounts
audit
documents
files
jobs
tenancy
kit
rules stats
"""
TIER = {
    name: -number for number, line in enumerate(ORDER.strip().splitlines()) for name in line.split()
}
# What other packages may enter, from audit upwards.
OPEN = {"models", "policies", "queries", "services"}
EXTRA = {"api": {"api"}, "site": {"urls", "api"}, "accounts": set()}
# Small values that every room receives: the Actor, the roles, the request; the door of machines.
VALUES = {("accounts", name) for name in ("actor", "roles", "requests")} | {("machines", "door")}
# Third-party libraries so heavy that a web worker must not load them unasked.
LAZY = {"stats", "documents", "insights", "warehouse"}
HEAVY = {"numpy", "scipy", "typst", "pyarrow", "pandas", "ibis", "duckdb", "pyspark"}


@cache
def sources() -> list[tuple[Path, str, ast.Module]]:
    """Every file of the product with its package and its syntax."""
    found = ((path, path.relative_to(ROOT).parts) for path in sorted(ROOT.rglob("*.py")))
    return [
        (path, parts[0], ast.parse(path.read_text(encoding="utf-8")))
        for path, parts in found
        if len(parts) > 1 and not {"migrations", "tests"} & set(parts)
    ]


@cache
def imports() -> list[tuple[Path, str, list[str], bool]]:
    """Every import: where, by which package, of what, and whether inside a function."""
    return [
        (path, package, module, hidden)
        for path, package, tree in sources()
        for module, hidden in _imports(tree, hidden=False)
    ]


def _imports(node: ast.AST, *, hidden: bool) -> Iterator[tuple[list[str], bool]]:
    if isinstance(node, ast.Import):
        yield from ((alias.name.split("."), hidden) for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        assert not node.level, "imports are absolute"
        yield from (([*(node.module or "").split("."), one.name], hidden) for one in node.names)
    elif not isinstance(node, ast.expr):
        below = hidden or isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        for child in ast.iter_child_nodes(node):
            yield from _imports(child, hidden=below)


def test_imports_go_down_only():
    for path, package, module, _hidden in imports():
        if module[0] == "karsa" and len(module) > 1 and module[1] in TIER.keys() - {package}:
            assert TIER[module[1]] < TIER[package], f"{path}: {package} imports {module[1]}"


def test_nothing_is_imported_inside_a_function_but_heavy_libraries():
    for path, package, module, hidden in imports():
        assert not hidden or (package in LAZY and module[0] != "karsa"), f"{path}: {module}"


def test_other_packages_enter_only_by_the_open_rooms():
    for path, package, module, _hidden in imports():
        if module[0] != "karsa" or len(module) < 3 or module[1] in (package, "rules", "kit"):
            continue
        if TIER[module[1]] < TIER["audit"] or (module[1], module[2]) in VALUES:
            continue
        allowed = OPEN | EXTRA.get(package, set())
        assert module[2] in allowed or package == "site", f"{path}: {module} is private"


def test_rules_use_the_standard_library_alone():
    for path, package, module, _hidden in imports():
        if package == "rules":
            known = module[0] in sys.stdlib_module_names or module[:2] == ["karsa", "rules"]
            assert known, f"{path}: {module}"


def _functions() -> Iterator[tuple[str, int]]:
    for path, _, tree in sources():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                documented = ast.get_docstring(node) is not None and len(node.body) > 1
                doc = node.body[1].lineno - node.body[0].lineno if documented else 0
                yield f"{path}:{node.name}", (node.end_lineno or 0) - node.lineno + 1 - doc


def test_functions_stay_short():
    found = sorted((length, name) for name, length in _functions())
    lengths = [length for length, _name in found]

    assert lengths[-1] <= 50, found[-1]
    assert lengths[len(lengths) // 2] <= 8
    assert lengths[int(len(lengths) * 0.9)] <= 20


@pytest.mark.parametrize("pattern", ["*.py", "*.html", "*.js", "*.css"])
def test_files_stay_short(pattern):
    limit = 150 if pattern == "*.html" else 300
    kept = [p for p in ROOT.rglob(pattern) if not {"dist", "migrations"} & set(p.parts)]
    long = {
        str(path.relative_to(ROOT)): lines
        for path in kept
        if (lines := path.read_text(encoding="utf-8").count("\n")) > limit
    }
    assert long == {}


def test_a_web_process_loads_no_heavy_library_before_it_needs_one():
    booted = "import sys, karsa.site.wsgi, karsa.site.urls; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", booted], capture_output=True, text=True, check=True
    )

    assert not HEAVY & set(loaded.stdout.split())
