"""When a satisfaction survey can be answered, and what its keepers may do when."""

from datetime import date

from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _

# Own questions on top of the nine: with more, people leave before the end.
MOST_QUESTIONS = 2
LONGEST_COMMENT = 1000


def is_open(state: str, starts: date, ends: date, today: date) -> bool:
    """Whether people can answer today: opened, and both days included."""
    return state == "open" and starts <= today <= ends


def check_open(state: str, starts: date, ends: date, today: date) -> None:
    """Raise Refused, saying what one can do, unless people can answer today."""
    if state == "open" and today < starts:
        raise Refused(_("Survei ini belum dimulai. Kembali lagi pada tanggal mulainya."))
    if not is_open(state, starts, ends, today):
        raise Refused(_("Survei ini sudah ditutup. Hasilnya dapat dibaca di halaman kepuasan."))


def check_dates(starts: date, ends: date) -> None:
    """Raise Refused unless the last day follows the first."""
    if ends < starts:
        raise Refused(_("Tanggal selesai mendahului tanggal mulai. Tukar keduanya."))
