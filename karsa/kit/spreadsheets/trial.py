"""Opens a workbook on trial, in a process that may die of it; xlsx_source.py runs, none imports it.

A file of one kilobyte may name a cell so far out that all cells before it fill the memory, and a
reader in native code ends the whole process then. Here it ends nobody's but its own.
"""

import resource
import sys

from python_calamine import CalamineWorkbook

_MEMORY = 3 << 29
_SECONDS = 60


def main(path: str) -> None:
    """Open every sheet within bounded memory and time; whatever goes wrong ends the process."""
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    book = CalamineWorkbook.from_path(path)
    for name in book.sheet_names:
        book.get_sheet_by_name(name)


if __name__ == "__main__":
    main(sys.argv[1])
