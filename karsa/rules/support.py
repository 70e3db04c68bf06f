"""What kind of support a sentence of the annex A.1.8 promises."""

import re
from collections.abc import Mapping
from enum import StrEnum

from karsa.rules.refused import gettext_noop as _


class SupportKind(StrEnum):
    """The kinds of support a leader promises; `other` where no word tells."""

    PEOPLE = "people"
    MONEY = "money"
    TOOLS = "tools"
    MENTORING = "mentoring"
    FACILITIES = "facilities"
    OTHER = "other"


SUPPORT_NAMES: Mapping[SupportKind, str] = {
    SupportKind.PEOPLE: _("Orang"),
    SupportKind.MONEY: _("Anggaran"),
    SupportKind.TOOLS: _("Alat dan aplikasi"),
    SupportKind.MENTORING: _("Pendampingan"),
    SupportKind.FACILITIES: _("Sarana"),
    SupportKind.OTHER: _("Lainnya"),
}

# Beginnings of words, looked for in this order: the rarer promise first.
_WORDS = (
    (SupportKind.MENTORING, "damping|pendamping|bimbing|pelatih|latih|mentor|coaching|diklat|ajar"),
    (SupportKind.MONEY, "anggar|dana|biaya|honor|perjalanan"),
    (SupportKind.TOOLS, "alat|aplikasi|perangkat|komputer|laptop|internet|jaringan|data|bahan"),
    (SupportKind.FACILITIES, "ruang|kendaraan|mobil|gedung|sarana|prasarana|fasilitas|tempat"),
    (SupportKind.PEOPLE, "orang|pegawai|petugas|tenaga|tim|staf|personel|anggota|sdm|kader"),
)


def kind_of(text: str) -> SupportKind:
    """Return the kind a promise speaks of, from its words. Total: every text has an answer."""
    for kind, beginnings in _WORDS:
        if re.search(rf"\b(?:{beginnings})", text.lower()):
            return kind
    return SupportKind.OTHER
