"""When a satisfaction survey can be answered, and what its keepers may do when."""

from datetime import date

from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _

# Own questions on top of the nine: with more, people leave before the end.
MOST_QUESTIONS = 2
LONGEST_COMMENT = 1000


def check_open(state: str, starts: date, ends: date, today: date) -> None:
    """Raise Refused, saying what one can do, unless people can answer today (both days count)."""
    if state == "open" and today < starts:
        raise Refused(_("Survei ini belum dimulai. Kembali lagi pada tanggal mulainya."))
    if state != "open" or today > ends:
        raise Refused(_("Survei ini sudah ditutup. Hasilnya dapat dibaca di halaman kepuasan."))


def check_dates(starts: date, ends: date) -> None:
    """Raise Refused unless the last day follows the first."""
    if ends < starts:
        raise Refused(_("Tanggal selesai mendahului tanggal mulai. Tukar keduanya."))
