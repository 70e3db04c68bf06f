"""One cell as text: nothing lost, nothing run."""

import re
from datetime import date, datetime, time, timedelta

Cell = str | float | bool | datetime | date | time | timedelta | None

# From here on a float no longer holds every digit of a whole number a person typed.
_EXACT = 10**15
# Control characters have no place in a cell, and PostgreSQL refuses the first of them.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_BLANK = re.compile(r"[\s\u00a0\u200b\ufeff]+")


def text_of(cell: Cell) -> str:
    """A cell as text: 7.0 → "7", a day → "2026-03-04", a formula or tag as it is written.

    A number of 16 digits or more comes out in scientific notation, because the spreadsheet has
    already lost its last digits; who reads it can then say so.
    """
    if isinstance(cell, str):
        return cell
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, int | float):
        return _number(float(cell))
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    return cell.isoformat() if isinstance(cell, date | time) else str(cell)


def cleaned(text: str) -> str:
    """Text without control characters and with single blanks."""
    if text.isprintable() and "  " not in text:
        return text.strip(" ")  # nearly every cell: a control or odd blank is not printable
    return _BLANK.sub(" ", _CONTROL.sub("", text)).strip()


def heading(text: str) -> str:
    """A header as it is compared: "NAMA UNOR", "nama_unor" and "NamaUnor" are one."""
    return "".join(letter for letter in text.lower() if letter.isalnum())


def _number(value: float) -> str:
    if abs(value) >= _EXACT:
        return f"{value:.15e}"
    return str(int(value)) if value.is_integer() else repr(value)
