"""When people may speak in a consultation and support what others said."""

import re
from datetime import date
from enum import StrEnum

from karsa.rules.moderation import is_rude
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _


class Phase(StrEnum):
    """Where a consultation stands on a day."""

    DRAFT = "draft"
    UPCOMING = "upcoming"
    OPEN = "open"
    WEIGHING = "weighing"
    ANSWERING = "answering"
    DECIDED = "decided"
    WITHDRAWN = "withdrawn"


PHASE_NAMES = {
    Phase.DRAFT: _("Draf"),
    Phase.UPCOMING: _("Akan dibuka"),
    Phase.OPEN: _("Terbuka"),
    Phase.WEIGHING: _("Sedang ditimbang"),
    Phase.ANSWERING: _("Menunggu keputusan"),
    Phase.DECIDED: _("Diputuskan"),
    Phase.WITHDRAWN: _("Dibatalkan"),
}


# Where people still take part: they write, or at least support.
RUNNING = frozenset({Phase.OPEN, Phase.WEIGHING})


def phase(
    state: str, starts: date, ends: date, today: date, weighs_from: date | None = None
) -> Phase:
    """Return where a consultation stands: opened ones follow their dates, both days included.

    From `weighs_from` on nothing is written any more, only supported; without it, until the end.
    """
    if state != "open":
        return Phase(state)
    if today < starts:
        return Phase.UPCOMING
    if today > ends:
        return Phase.ANSWERING
    return Phase.WEIGHING if weighs_from and weighs_from <= today else Phase.OPEN


def check_open(now: Phase) -> None:
    """Raise Refused, saying why, unless people may speak now."""
    if now is Phase.WEIGHING:
        raise Refused(_("Waktu menulis sudah selesai. Yang sudah ada masih dapat Anda dukung."))
    if now is not Phase.OPEN:
        check_running(now)


def check_running(now: Phase) -> None:
    """Raise Refused, saying why, unless people may support now what was said."""
    if now is Phase.UPCOMING:
        raise Refused(_("Musyawarah ini belum dimulai. Kembali lagi pada tanggal mulainya."))
    if now not in RUNNING:
        raise Refused(_("Musyawarah ini sudah ditutup. Baca jawaban dan keputusannya di sini."))


def check_dates(
    starts: date, ends: date, answers_due: date, weighs_from: date | None = None
) -> None:
    """Raise Refused unless the dates follow each other: begin, weighing, end, answers."""
    if ends < starts:
        raise Refused(_("Tanggal selesai mendahului tanggal mulai. Tukar keduanya."))
    if answers_due < ends:
        raise Refused(_("Batas jawaban resmi tidak boleh sebelum musyawarah selesai."))
    if weighs_from and not starts < weighs_from <= ends:
        raise Refused(
            _("Hari mulai menimbang berada sesudah tanggal mulai, paling lambat selesai.")
        )


def check_name(name: str) -> None:
    """Raise Refused if a name to be shown holds more than a name, or an insult."""
    if re.search(r"\d|@", name):
        raise Refused(_("Tulis nama panggilan saja, tanpa nomor atau alamat surel."))
    if is_rude(name):
        raise Refused(_("Tulis nama panggilan yang sopan, atau kosongkan saja."))


def check_hands(hands: int, present: int) -> None:
    """Raise Refused for more raised hands than people on the list of a meeting."""
    if hands > present:
        raise Refused(
            _("Yang mendukung %(hands)s orang, padahal yang tercatat hadir %(present)s."),
            hands=hands,
            present=present,
        )
