"""A calibration session: few cases, sealed votes that open together, and who keeps out of it."""

from collections.abc import Mapping

from karsa.rules.decision import REASON_WORDS
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _

# Beside each other on one screen; more than four cannot be weighed against one another.
FEWEST_CASES, MOST_CASES = 2, 4
# Of so many voters one opinion hides nothing, and more cannot talk.
FEWEST_VOTES, MOST_VOTERS = 2, 30


def check_cases(count: int) -> None:
    """Let a session begin with two to four cases. Raises: Refused."""
    if not FEWEST_CASES <= count <= MOST_CASES:
        raise Refused(_("Pilih dua sampai empat orang, supaya buktinya bisa dilihat bersebelahan."))


def check_voters(count: int) -> None:
    """Let a session begin with so many people who vote. Raises: Refused."""
    if count < FEWEST_VOTES:
        raise Refused(
            _("Kalibrasi perlu paling sedikit dua penilai. Pilih unit di atasnya, lalu coba lagi.")
        )
    if count > MOST_VOTERS:
        raise Refused(
            _("Unit ini punya %(count)s penilai, terlalu banyak untuk satu sesi. Pilih bagiannya."),
            count=count,
        )


def check_sealed(*, sealed: bool) -> None:
    """Let somebody vote while votes are sealed. Raises: Refused once they are open."""
    if not sealed:
        raise Refused(
            _("Suara sudah dibuka bersama, jadi tidak ada lagi yang dapat memberi suara.")
        )


def check_open(*, sealed: bool, closed: bool) -> None:
    """Let a case be discussed between the opening of the votes and the end. Raises: Refused."""
    if sealed:
        raise Refused(_("Pembahasan mulai sesudah suara dibuka bersama."))
    if closed:
        raise Refused(_("Sesi ini sudah selesai. Catatannya tetap dapat dibaca."))


def check_opening(votes: Mapping[int, tuple[int, int]]) -> None:
    """Let the votes be opened, all cases at once.

    `votes`: by case, how many voted and how many may. A case that conflicts of interest left
    with one voter waits for that one only.
    Raises: Refused while a single voice could be told from the others'.
    """
    waiting = sum(given < min(FEWEST_VOTES, may) for given, may in votes.values())
    if waiting:
        raise Refused(
            _("%(count)s kasus belum punya dua suara. Suara dibuka bersama sesudahnya."),
            count=waiting,
        )


def check_change(reason: str) -> None:
    """Let a rater change what a session talked over, with a reason. Raises: Refused."""
    if len(reason.split()) < REASON_WORDS:
        raise Refused(
            _(
                "Nilai ini berubah sesudah pembahasan. Tulis alasannya di kolom alasan; pegawai "
                "membaca nilai sebelum, sesudah, dan alasannya."
            )
        )
