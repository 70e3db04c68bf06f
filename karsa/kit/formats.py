"""How numbers, money, days and times are written; only names of days follow the reader's language.

Numbers keep their Indonesian signs in every language: the same figure stands on printed forms.
"""

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from zoneinfo import ZoneInfo

from django.utils.translation import gettext

from karsa.rules.refused import gettext_noop as _

MONTHS = (
    *(_("Januari"), _("Februari"), _("Maret"), _("April"), _("Mei"), _("Juni"), _("Juli")),
    *(_("Agustus"), _("September"), _("Oktober"), _("November"), _("Desember")),
)
DAYS = (
    *(_("Senin"), _("Selasa"), _("Rabu"), _("Kamis")),
    *(_("Jumat"), _("Sabtu"), _("Minggu")),
)
# Indonesia's three zones have no daylight saving: the offset in hours names the zone.
ZONES = {7: "WIB", 8: "WITA", 9: "WIT"}
_SWAP = str.maketrans(",.", ".,")

Number = int | float | Decimal


def number(value: Number | str, places: int | None = None) -> str:
    """1234.5 → "1.234,5"; `places` rounds half up and keeps the zeros.

    Without `places` at most two decimals are shown, without trailing zeros.
    """
    exact = Decimal(str(value))
    step = Decimal(1).scaleb(-(2 if places is None else places))
    rounded = exact.quantize(step, rounding=ROUND_HALF_UP)
    text = f"{rounded:,f}".translate(_SWAP)
    if places is None and "," in text:
        text = text.rstrip("0").rstrip(",")
    return text.replace("-", "−", 1) if rounded else text.replace("-", "", 1)


MOST_RUPIAH = 10**15  # of one amount: a third of a nation's year


def rupiah(value: Number | str) -> str:
    """1250000 → "Rp1.250.000"; sen are shown only where there are any."""
    exact = Decimal(str(value))
    whole = exact == exact.to_integral_value()
    return ("−" if exact < 0 else "") + "Rp" + number(abs(exact), 0 if whole else 2)


def percent(value: Number | str, places: int | None = None) -> str:
    """86.24 → "86,24%" (the value is already in percent)."""
    return f"{number(value, places)}%"


def day(value: date) -> str:
    """A date → "21 November 2026". A datetime is taken in its own zone."""
    return f"{value.day} {gettext(MONTHS[value.month - 1])} {value.year}"


def weekday(value: date) -> str:
    """A date → "Sabtu, 21 November 2026"."""
    return f"{gettext(DAYS[value.weekday()])}, {day(value)}"


def clock(value: datetime, zone: ZoneInfo | None = None) -> str:
    """An aware datetime → "14.30 WIB" in `zone` (default: the datetime's own zone)."""
    local = value.astimezone(zone) if zone else value
    offset = local.utcoffset()
    name = ZONES.get(int(offset.total_seconds()) // 3600) if offset is not None else None
    return f"{local:%H.%M} {name}" if name else f"{local:%H.%M}"


def initials(name: str) -> str:
    """ "dr. Andi Prasetyo, M.Kes." → "AP": first and last name, without titles."""
    words = [word for word in name.split(",")[0].split() if not word.endswith(".")]
    words = words or name.split()
    letters = [word[0] for word in (words[:1] + words[-1:] if len(words) > 1 else words)]
    return "".join(letters).upper()
