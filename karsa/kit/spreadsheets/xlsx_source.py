"""XLSX through calamine: values only, so that a formula never runs and a macro is never seen."""

import subprocess
import sys
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from karsa.kit.spreadsheets.cells import text_of
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _

# What 300,000 rows of 40 columns unpack to; beyond it is a trap, not a staff list.
_LARGEST = 1 << 29
_TRIAL = Path(__file__).with_name("trial.py")
_BROKEN = _("Berkas ini tidak dapat dibuka. Simpan ulang sebagai XLSX atau CSV tanpa kata sandi.")


@dataclass(frozen=True, slots=True)
class XlsxSource:
    """One sheet of a workbook. Its cells become Python values a row at a time."""

    sheet: CalamineSheet

    def rows(self) -> Iterator[list[str]]:
        """Yield the cells of each row from line 1, also the blank ones above the first value."""
        for cells in self.sheet.iter_rows():
            yield [text_of(cell) for cell in cells]


def xlsx_sources(path: Path) -> Sequence[XlsxSource]:
    """Open a workbook; one source per sheet, in their order."""
    try:
        with zipfile.ZipFile(path) as archive:
            size = sum(entry.file_size for entry in archive.infolist())
        if size > _LARGEST:
            raise Refused(_("Berkas ini terlalu besar setelah dibuka. Pecah menjadi beberapa."))
        if not _is_readable(path):
            raise Refused(_BROKEN)
        book = CalamineWorkbook.from_path(str(path))
        return [XlsxSource(book.get_sheet_by_name(name)) for name in book.sheet_names]
    except (CalamineError, zipfile.BadZipFile, ValueError, NotImplementedError):
        raise Refused(_BROKEN) from None


def _is_readable(path: Path) -> bool:
    """Whether a process of its own could open it, within the bounds of trial.py."""
    trial = [sys.executable, "-I", str(_TRIAL), str(path)]
    return subprocess.run(trial, capture_output=True, check=False).returncode == 0  # noqa: S603 our own words
