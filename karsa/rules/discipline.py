"""A discipline case: its steps, terms in working days, and the sanctions as dated data.

Nothing here reads a result or percentage: a case begins with a person's report. Source: PP
94/2021 and PP 79/2021 as secondary sources tell them, so an agency's rule sets "discipline" and
"sanctions" of a year replace any of it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from karsa.rules.calendar import WorkCalendar
from karsa.rules.improvement import ends_on
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _


class Level(StrEnum):
    """How heavy a sanction is."""

    LIGHT = "light"
    MODERATE = "moderate"
    SEVERE = "severe"


LEVEL_NAMES: Mapping[Level, str] = {
    Level.LIGHT: _("Ringan"),
    Level.MODERATE: _("Sedang"),
    Level.SEVERE: _("Berat"),
}


@dataclass(frozen=True, slots=True)
class Sanction:
    """One kind of sanction; `months` in force, 0 where it does not end."""

    code: str
    level: Level
    name: str
    months: int
    starts: date = date(2021, 8, 31)
    ends: date | None = None
    source: str = "PP 94/2021 Pasal 8"

    def is_on(self, day: date) -> bool:
        """Say whether it could be given on `day`."""
        return self.starts <= day and (self.ends is None or day <= self.ends)


SANCTIONS: Sequence[Sanction] = (
    Sanction("oral_reprimand", Level.LIGHT, _("Teguran lisan"), 6),
    Sanction("written_reprimand", Level.LIGHT, _("Teguran tertulis"), 6),
    Sanction("displeasure", Level.LIGHT, _("Pernyataan tidak puas secara tertulis"), 6),
    Sanction("cut_6", Level.MODERATE, _("Tunjangan kinerja dipotong 25 persen, 6 bulan"), 6),
    Sanction("cut_9", Level.MODERATE, _("Tunjangan kinerja dipotong 25 persen, 9 bulan"), 9),
    Sanction("cut_12", Level.MODERATE, _("Tunjangan kinerja dipotong 25 persen, 12 bulan"), 12),
    Sanction("lower_post", Level.SEVERE, _("Penurunan jabatan setingkat selama 12 bulan"), 12),
    Sanction("released", Level.SEVERE, _("Pembebasan dari jabatan selama 12 bulan"), 12),
    Sanction("dismissed", Level.SEVERE, _("Pemberhentian tidak atas permintaan sendiri"), 0),
)


@dataclass(frozen=True)
class DisciplineRules:
    """The terms in force since `starts`, in working days."""

    starts: date
    source: str
    summons: int = 7  # between a summons and the hearing
    deliver: int = 14  # after the decision
    appeal: int = 14  # after it was received
    appeal_decision: int = 21


PP_94_2021 = DisciplineRules(starts=date(2021, 8, 31), source="PP 94/2021; PP 79/2021")


class Standing(StrEnum):
    """How a decided sanction stands on a day: read from its dates, kept nowhere."""

    NOT_YET = "not_yet"
    IN_FORCE = "in_force"
    EXPIRED = "expired"


def standing_on(day: date, *, in_force_on: date | None, expires_on: date | None) -> Standing:
    """Return how a sanction stands on `day`; both dates are its first and last day."""
    if in_force_on is None or day < in_force_on:
        return Standing.NOT_YET
    return Standing.EXPIRED if expires_on and day > expires_on else Standing.IN_FORCE


def check_person(complainant_id: int | None) -> None:
    """Let a case begin only with a person who reports it. Raises: Refused for nobody."""
    if not complainant_id:
        raise Refused(_("Perkara disiplin dimulai dari laporan seseorang, tidak dari angka."))


def check_summons(
    calendar: WorkCalendar,
    *,
    today: date,
    hearing: date,
    before: Sequence[date],
    rules: DisciplineRules = PP_94_2021,
) -> None:
    """Let somebody be called to a hearing, at most twice.

    `before`: the hearings already called for; a second follows one that passed without the person.
    Raises: Refused.
    """
    if len(before) >= 2:
        raise Refused(_("Pegawai sudah dipanggil dua kali. Periksa berdasarkan bukti yang ada."))
    if before and today <= before[-1]:
        raise Refused(_("Tunggu hari pemeriksaan yang sudah ditetapkan berlalu."))
    first = calendar.add(today, rules.summons)
    if hearing < first or not calendar.is_working(hearing):
        raise Refused(
            _("Beri pegawai waktu: pemeriksaan paling cepat %(first)s, pada hari kerja."),
            first=first.strftime("%d-%m-%Y"),
        )


def check_hearing(*, today: date, hearings: Sequence[date], present: bool, words: str) -> None:
    """Let a hearing be recorded: with the person's words, or after two that they did not attend.

    Raises: Refused.
    """
    if not hearings or today < hearings[-1]:
        raise Refused(_("Hari pemeriksaan belum tiba."))
    if present and not words.strip():
        raise Refused(_("Tulis keterangan pegawai dengan kata-katanya sendiri."))
    if not present and len(hearings) < 2:
        raise Refused(_("Panggil sekali lagi sebelum memeriksa tanpa kehadirannya."))


def check_entitled(level: str, *, is_ppk: bool) -> None:
    """Let a severe sanction be decided by the head of region alone. Raises: Refused."""
    if level == Level.SEVERE and not is_ppk:
        raise Refused(_("Hukuman berat diputuskan oleh Pejabat Pembina Kepegawaian."))


def check_not_heavier(kind: Sanction, given: str, level: str, order: Sequence[str]) -> None:
    """Let an appeal lead to nothing heavier than was `given`, of this `level`.

    `order`: the codes from the lightest; levels are compared where it no longer names `given`.
    Raises: Refused.
    """
    levels = [str(one) for one in Level]
    if given in order:
        is_heavier = order.index(kind.code) > order.index(given)
    else:
        is_heavier = levels.index(kind.level) > levels.index(level)
    if is_heavier:
        raise Refused(_("Putusan atas keberatan tidak memperberat hukuman."))


def check_appeal(*, today: date, appeal_by: date | None) -> None:
    """Let an appeal be filed within its days. Raises: Refused."""
    if appeal_by is None or today > appeal_by:
        raise Refused(_("Batas waktu keberatan atas keputusan ini sudah berakhir."))


def in_force(calendar: WorkCalendar, received: date, rules: DisciplineRules = PP_94_2021) -> date:
    """Return the day a sanction begins that nobody appealed against."""
    return calendar.add(received, rules.appeal + 1)


def expiry(begins: date, months: int) -> date | None:
    """Return the last day of a sanction that began on `begins`; None where it does not end."""
    return ends_on(begins, months) if months else None
