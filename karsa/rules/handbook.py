"""The formulas document, built from the docstrings, so that both say the same."""

import inspect
import sys
from collections.abc import Iterator
from types import FunctionType, ModuleType

from karsa.rules import (
    achievement,
    behaviour,
    calendar,
    consolidation,
    credit,
    dates,
    deadlines,
    disclosure,
    distribution,
    events,
    flow,
    grade,
    lights,
    nip,
    planning,
    plausible,
    proposal,
    quarters,
    reporting,
    skm,
)

CHAPTERS: tuple[ModuleType, ...] = (
    achievement,
    consolidation,
    events,
    plausible,
    disclosure,
    lights,
    reporting,
    quarters,
    grade,
    proposal,
    distribution,
    behaviour,
    calendar,
    deadlines,
    flow,
    planning,
    nip,
    dates,
    skm,
    credit,
)

_OPENING = """# Formulas and rules

Written from the docstrings of `karsa/rules` by `python -m karsa.rules.handbook`; a test fails
if this page is out of date. What each regulation says stands in [sources](sources.md).
"""


def text() -> str:
    """Return the whole of docs/formulas.md, ending in a newline."""
    return "\n".join([_OPENING, *(_chapter(module) for module in CHAPTERS)])


def _chapter(module: ModuleType) -> str:
    title = module.__name__.rpartition(".")[2]
    lines = [f"## {title}", "", inspect.cleandoc(module.__doc__ or ""), ""]
    for function in _functions(module):
        lines += [f"### {title}.{function.__name__}", "", "```text"]
        lines += [inspect.cleandoc(function.__doc__ or ""), "```", ""]
    return "\n".join(lines)


def _functions(module: ModuleType) -> Iterator[FunctionType]:
    for name, found in vars(module).items():
        own = isinstance(found, FunctionType) and found.__module__ == module.__name__
        if own and not name.startswith("_"):
            yield found


def main() -> None:
    """Write the document to standard output."""
    sys.stdout.write(text())


if __name__ == "__main__":
    main()
