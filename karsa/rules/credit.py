"""Angka kredit of functional officers: a grade turned into credit by a dated table."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from karsa.rules.grade import Grade
from karsa.rules.refused import gettext_noop as _

_CENT = Decimal("0.01")


class JobLevel(StrEnum):
    """The jenjang of a functional position: expertise, then skill."""

    EXPERT_FIRST = "ahli_pertama"
    EXPERT_JUNIOR = "ahli_muda"
    EXPERT_SENIOR = "ahli_madya"
    EXPERT_CHIEF = "ahli_utama"
    BEGINNER = "pemula"
    SKILLED = "terampil"
    ADVANCED = "mahir"
    SUPERVISOR = "penyelia"


JOB_LEVEL_NAMES: Mapping[JobLevel, str] = {
    JobLevel.EXPERT_FIRST: _("Ahli Pertama"),
    JobLevel.EXPERT_JUNIOR: _("Ahli Muda"),
    JobLevel.EXPERT_SENIOR: _("Ahli Madya"),
    JobLevel.EXPERT_CHIEF: _("Ahli Utama"),
    JobLevel.BEGINNER: _("Pemula"),
    JobLevel.SKILLED: _("Terampil"),
    JobLevel.ADVANCED: _("Mahir"),
    JobLevel.SUPERVISOR: _("Penyelia"),
}


@dataclass(frozen=True)
class CreditRules:
    """Coefficients a year by level, and the share each grade earns of them."""

    starts: date
    source: str
    coefficients: Mapping[JobLevel, Decimal]
    shares: Mapping[Grade, Decimal]


CREDIT = CreditRules(
    starts=date(2023, 7, 1),
    source="PermenPANRB 1/2023",
    coefficients={
        JobLevel.EXPERT_FIRST: Decimal("12.5"),
        JobLevel.EXPERT_JUNIOR: Decimal(25),
        JobLevel.EXPERT_SENIOR: Decimal("37.5"),
        JobLevel.EXPERT_CHIEF: Decimal(50),
        JobLevel.BEGINNER: Decimal("3.75"),
        JobLevel.SKILLED: Decimal(5),
        JobLevel.ADVANCED: Decimal("12.5"),
        JobLevel.SUPERVISOR: Decimal(25),
    },
    shares={
        Grade.VERY_GOOD: Decimal("1.50"),
        Grade.GOOD: Decimal("1.00"),
        Grade.NEEDS_IMPROVEMENT: Decimal("0.75"),
        Grade.POOR: Decimal("0.50"),
        Grade.VERY_POOR: Decimal("0.25"),
    },
)


def credit(level: JobLevel, grade: Grade, months: int, rules: CreditRules = CREDIT) -> Decimal:
    """Return the angka kredit of `months` in one level and grade.

    Computes months / 12 x share of the grade x coefficient of the level.
    Units:  credit points, rounded half up to two decimals, once.
    Source: `rules.source` (secondary, rules digest 7).
    Raises: ValueError if `months` is not 1 to 12.
    """
    if months not in range(1, 13):
        raise ValueError(f"months are 1 to 12, got {months}")
    earned = rules.coefficients[level] * rules.shares[grade] * months / 12
    return earned.quantize(_CENT, ROUND_HALF_UP)
