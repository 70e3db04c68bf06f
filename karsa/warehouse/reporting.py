"""The answers to national questions out of a warehouse's snapshots."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _
from karsa.warehouse import manifest
from karsa.warehouse.engines import ENGINES
from karsa.warehouse.questions import QUESTIONS
from karsa.warehouse.questions.parts import Row

MASTER = "local[*]"


def files_in(root: Path, *, whole: bool = False) -> Mapping[str, list[Path]]:
    """Return the files of each table in a warehouse, by agency and month.

    Only what a manifest names, and what is as it was published (`whole`: read to the last byte).
    Raises Refused otherwise, and where there is nothing.
    """
    found: dict[str, list[Path]] = defaultdict(list)
    for folder, told in manifest.everywhere(root):
        for name, kept in told.tables.items():
            found[name].append(manifest.check(folder, kept, whole=whole))
    if not found:
        raise Refused(_("Belum ada ekspor di %(root)s."), root=root)
    return found


def answers(
    root: Path, names: Iterable[str], engine: str, *, master: str = MASTER
) -> Iterator[tuple[str, list[Row]]]:
    """Yield each question's rows, ordered by what they tell of; the same from every engine.

    The engine gives whole numbers; ratios are made here, once, as decimals.
    """
    asked = {name: QUESTIONS[name] for name in names}
    needed = {table for one in asked.values() for table in one.tables}
    files = {name: paths for name, paths in files_in(root).items() if name in needed}
    with ENGINES[engine](files, master) as tables:
        for name, question in asked.items():
            rows = question.ask(tables).to_pyarrow().to_pylist()
            yield name, sorted(question.answer(rows), key=_place)


def _place(row: Row) -> list[tuple[bool, str, int]]:
    """Texts by letter, numbers by size; what is a decimal or empty is no name of a row."""
    return [_sortable(value) for value in row.values()]


def _sortable(value: Any) -> tuple[bool, str, int]:
    if isinstance(value, int):
        return (False, "", value)
    return (True, value if isinstance(value, str) else "", 0)
