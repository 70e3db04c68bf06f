"""Reading numbers and hours as people type them into a spreadsheet."""

import re
from datetime import time
from decimal import Decimal, InvalidOperation

from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _

CENT = Decimal("0.01")
_MOST = Decimal(10) ** 12
_THOUSANDS = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]+)?")
_HOUR = re.compile(r"(\d{1,2})[:.](\d{2})(?:[:.]\d{2})?")


def read_amount(raw: str) -> Decimal | None:
    """Read "1.234,5" as people here write it, and "27.5" as a spreadsheet's own number comes.

    Units: whatever the row counts; two decimals. Empty is None.
    Raises: Refused for what is no number, or lies below zero or beyond 12 digits.
    """
    plain = raw.replace(" ", "")
    if not plain:
        return None
    if "," in plain or plain.count(".") > 1:
        plain = plain.replace(".", "").replace(",", ".")
    try:
        value = Decimal(plain)
    except InvalidOperation:
        value = Decimal("NaN")
    if not value.is_finite() or not 0 <= value < _MOST:
        raise Refused(
            _("“%(text)s” belum berupa jumlah. Tulis misalnya 12 atau 12,5."), text=raw[:40]
        )
    return value.quantize(CENT)


def read_rupiah(raw: str) -> Decimal | None:
    """Read money: "850.000" and "Rp850.000" are 850 thousand, as nobody writes parts of a rupiah.

    Units: rupiah. Empty is None. Raises: Refused, as `read_amount`.
    """
    plain = raw.strip().removeprefix("Rp").removeprefix(".").strip()
    return read_amount(plain.replace(".", "") if _THOUSANDS.fullmatch(plain) else plain)


def read_hour(raw: str) -> time | None:
    """Read an hour: 07:30, 7.30 or 07:30:00; empty is None.

    Raises: Refused for what is no hour of a day.
    """
    text = raw.strip()
    if not text:
        return None
    found = _HOUR.fullmatch(text)
    if found and int(found[1]) < 24 and int(found[2]) < 60:
        return time(int(found[1]), int(found[2]))
    raise Refused(_("Jam “%(text)s” tidak dikenali; tulislah seperti 07.30."), text=text[:40])
