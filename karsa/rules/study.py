"""Study leave: what a grade point average is worth as guidance, and what a drop-out is rated.

The tables are guidance for the expectation, never arithmetic of the grade: a person decides.
"""

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum

from karsa.rules.grade import Grade
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _

SOURCE = "PermenPANRB 6/2022, annex II.B.5-6"
FAILED = frozenset({Grade.POOR, Grade.VERY_POOR})


class Degree(StrEnum):
    """What is studied: a first degree, or a profession, master or doctorate."""

    FIRST = "s1"
    HIGHER = "s2_s3"


class Accreditation(StrEnum):
    """Of the university; abroad has a table of its own, the same as of A."""

    A = "a"
    B = "b"
    C = "c"
    ABROAD = "abroad"


# The lowest average of Sangat Baik, Baik and Butuh Perbaikan; below the last: Kurang/Misconduct.
_LOWEST: Mapping[Degree, Mapping[Accreditation, tuple[str, str, str]]] = {
    Degree.FIRST: {
        Accreditation.A: ("3.51", "3.01", "2.76"),
        Accreditation.B: ("3.61", "3.10", "2.76"),
        Accreditation.C: ("3.71", "3.20", "2.76"),
        Accreditation.ABROAD: ("3.51", "3.01", "2.76"),
    },
    Degree.HIGHER: {
        Accreditation.A: ("3.51", "3.20", "3.00"),
        Accreditation.B: ("3.61", "3.25", "3.00"),
        Accreditation.C: ("3.71", "3.30", "3.00"),
        Accreditation.ABROAD: ("3.51", "3.20", "3.00"),
    },
}
_BANDS = (Grade.VERY_GOOD, Grade.GOOD, Grade.NEEDS_IMPROVEMENT)


def bounds(degree: Degree, accreditation: Accreditation) -> tuple[Decimal, Decimal, Decimal]:
    """Return the lowest averages of the three better grades, best first."""
    best, good, least = map(Decimal, _LOWEST[degree][accreditation])
    return best, good, least


def guided_grade(average: Decimal, degree: Degree, accreditation: Accreditation) -> Grade:
    """Return the grade that the annex's guide puts beside an average (IPK).

    Units:  points of 0 to 4; between two rows of the table the lower one counts.
    Source: `SOURCE`.
    Raises: Refused outside 0 to 4.
    """
    if not 0 <= average <= 4:
        raise Refused(_("IPK ada di antara 0 dan 4. Periksa angkanya."))
    for lowest, grade in zip(bounds(degree, accreditation), _BANDS, strict=True):
        if average >= lowest:
            return grade
    return Grade.POOR


def check_dropout(grade: Grade) -> None:
    """Let only Kurang or Sangat Kurang stand for who did not finish the study.

    Source: PermenPANRB 6/2022, annex IV.B.3.a.3.d and IV.B.3.b.3.d.
    Raises: Refused for any other grade.
    """
    if grade not in FAILED:
        raise Refused(
            _(
                "Tugas belajarnya tidak selesai, jadi predikatnya Kurang atau Sangat Kurang "
                "dengan mempertimbangkan perilaku kerja (Lampiran IV huruf B angka 3)."
            )
        )
