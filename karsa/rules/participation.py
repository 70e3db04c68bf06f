"""When people may speak in a consultation, and what waits for a moderator."""

import re
from datetime import date
from enum import StrEnum

from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _


class Phase(StrEnum):
    """Where a consultation stands on a day."""

    DRAFT = "draft"
    UPCOMING = "upcoming"
    OPEN = "open"
    ANSWERING = "answering"
    DECIDED = "decided"
    WITHDRAWN = "withdrawn"


PHASE_NAMES = {
    Phase.DRAFT: _("Draf"),
    Phase.UPCOMING: _("Akan dibuka"),
    Phase.OPEN: _("Terbuka"),
    Phase.ANSWERING: _("Menunggu keputusan"),
    Phase.DECIDED: _("Diputuskan"),
    Phase.WITHDRAWN: _("Dibatalkan"),
}


def phase(state: str, starts: date, ends: date, today: date) -> Phase:
    """Return where a consultation stands: opened ones follow their dates, both days included."""
    if state != "open":
        return Phase(state)
    if today < starts:
        return Phase.UPCOMING
    return Phase.OPEN if today <= ends else Phase.ANSWERING


def check_open(now: Phase) -> None:
    """Raise Refused, saying why, unless people may speak now."""
    if now is Phase.UPCOMING:
        raise Refused(_("Musyawarah ini belum dimulai. Kembali lagi pada tanggal mulainya."))
    if now is not Phase.OPEN:
        raise Refused(_("Musyawarah ini sudah ditutup. Baca jawaban dan keputusannya di sini."))


def check_dates(starts: date, ends: date, answers_due: date) -> None:
    """Raise Refused unless the dates follow each other: begin, end, answers."""
    if ends < starts:
        raise Refused(_("Tanggal selesai mendahului tanggal mulai. Tukar keduanya."))
    if answers_due < ends:
        raise Refused(_("Batas jawaban resmi tidak boleh sebelum musyawarah selesai."))


def check_name(name: str) -> None:
    """Raise Refused if a name to be shown holds more than a name: a number or an address."""
    if re.search(r"\d|@", name):
        raise Refused(_("Tulis nama panggilan saja, tanpa nomor atau alamat surel."))
