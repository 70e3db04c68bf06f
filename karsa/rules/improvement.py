"""The months in which somebody may improve, and what may come after them.

Source: PP 30/2019 Pasal 56-58 for PNS, the work contract for PPPK; read in secondary sources, so
an agency's rule set "improvement" of a year replaces any of it.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _


class Outcome(StrEnum):
    """What was decided in the end."""

    KEEPS = "keeps"
    OTHER_POST = "other_post"
    LOWER_POST = "lower_post"
    CONTRACT_KEEPS = "contract_keeps"
    CONTRACT_ENDS = "contract_ends"


OUTCOME_NAMES: Mapping[Outcome, str] = {
    Outcome.KEEPS: _("Tetap pada jabatannya"),
    Outcome.OTHER_POST: _("Ditempatkan pada jabatan lain yang sesuai kompetensinya"),
    Outcome.LOWER_POST: _("Ditempatkan pada jabatan yang lebih rendah"),
    Outcome.CONTRACT_KEEPS: _("Perjanjian kerja dilanjutkan"),
    Outcome.CONTRACT_ENDS: _("Perjanjian kerja diakhiri menurut isinya"),
}
_OF_PNS = (Outcome.KEEPS, Outcome.OTHER_POST, Outcome.LOWER_POST)
_OF_PPPK = (Outcome.CONTRACT_KEEPS, Outcome.CONTRACT_ENDS)


@dataclass(frozen=True)
class ImprovementRules:
    """The terms in force since `starts`: months, the annual grades that allow a start."""

    starts: date
    source: str
    months: int = 6
    grades: tuple[str, ...] = ("needs_improvement", "poor", "very_poor")


PP_30_2019 = ImprovementRules(starts=date(2019, 4, 26), source="PP 30/2019 Pasal 56-58")


def ends_on(starts: date, months: int) -> date:
    """Return the last day of so many months; the day before the same day of a later month."""
    whole = starts.year * 12 + starts.month - 1 + months
    first = date(whole // 12, whole % 12 + 1, 1)
    following = date((whole + 1) // 12, (whole + 1) % 12 + 1, 1)
    length = (following - first).days
    return first + timedelta(days=min(starts.day, length + 1) - 2)


def outcomes_for(employment: str) -> tuple[Outcome, ...]:
    """Return what may be decided: by post for a PNS, by the contract for a PPPK."""
    return _OF_PNS if employment == "pns" else _OF_PPPK


def check_start(
    *,
    annual: bool,
    settled: bool,
    grade: str,
    contract: str,
    employment: str,
    rules: ImprovementRules = PP_30_2019,
) -> None:
    """Let an improvement period begin on a settled annual grade that allows it.

    `contract`: the clause a PPPK's period rests on. Raises: Refused.
    """
    if not annual:
        raise Refused(_("Masa perbaikan berdasar predikat tahunan, bukan predikat periodik."))
    if not settled:
        raise Refused(
            _(
                "Hasil ini masih bisa berubah karena keberatan, atau periodenya dibuka kembali. "
                "Tunggu sampai selesai."
            )
        )
    if grade not in rules.grades:
        raise Refused(_("Predikat ini tidak memerlukan masa perbaikan."))
    if employment != "pns" and not contract.strip():
        raise Refused(_("Sebut pasal perjanjian kerja yang mengatur masa perbaikan PPPK ini."))


def check_goals(goals: Collection[tuple[str, date]], *, starts: date, ends: date) -> None:
    """Let a plan stand that has goals, each due within the months. Raises: Refused."""
    if not goals:
        raise Refused(_("Tulis paling sedikit satu sasaran perbaikan dengan tanggalnya."))
    if any(not starts <= due <= ends for _text, due in goals):
        raise Refused(
            _("Setiap sasaran jatuh tempo di dalam masa perbaikan, sampai %(last)s."),
            last=ends.strftime("%d-%m-%Y"),
        )


def check_end(*, ends: date, today: date, improved: bool, checkpoints: int) -> None:
    """Let the months be closed: early only when they succeeded, never unseen. Raises: Refused."""
    if today <= ends and not improved:
        raise Refused(
            _("Pegawai punya waktu sampai %(last)s. Sebelum itu hanya keberhasilan yang dicatat."),
            last=ends.strftime("%d-%m-%Y"),
        )
    if not checkpoints:
        raise Refused(_("Catat paling sedikit satu pemeriksaan kemajuan sebelum mengakhirinya."))


def check_outcome(outcome: str, employment: str) -> None:
    """Let only an outcome of the person's kind of employment be decided. Raises: Refused."""
    if outcome not in outcomes_for(employment):
        raise Refused(_("Keputusan ini tidak berlaku untuk status kepegawaian pegawai ini."))
