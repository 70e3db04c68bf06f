"""The guiding distribution beside a rater's decision: a picture and notes, never a quota."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from karsa.rules.grade import Grade, OrganisationLevel
from karsa.rules.refused import gettext_noop as _

# Below this many people a distribution says nothing, and would point at persons. The annex draws
# curves and gives no number: the bound is that of rules digest 7 (distributions below 5 persons).
SMALLEST_UNIT = 5


@dataclass(frozen=True)
class Pattern:
    """The annex's curve for one level: where most people stand, and its sentence."""

    peak: Grade
    sentence: str


# Source: PermenPANRB 6/2022, annex IV.B.2.b-f. The annex gives curves and no numbers.
PATTERNS: Mapping[OrganisationLevel, Pattern] = {
    OrganisationLevel.EXCELLENT: Pattern(
        Grade.VERY_GOOD,
        _(
            "Dengan capaian organisasi “Istimewa”, idealnya sebagian besar pegawai berpredikat "
            "“Sangat Baik”, dengan tidak menutup kemungkinan predikat lain bagi siapa pun."
        ),
    ),
    OrganisationLevel.GOOD: Pattern(
        Grade.GOOD,
        _(
            "Dengan capaian organisasi “Baik”, idealnya sebagian besar pegawai berpredikat "
            "“Baik”, dengan tidak menutup kemungkinan predikat lain bagi siapa pun."
        ),
    ),
    OrganisationLevel.NEEDS_IMPROVEMENT: Pattern(
        Grade.NEEDS_IMPROVEMENT,
        _(
            "Dengan capaian organisasi “Butuh Perbaikan”, idealnya sebagian besar pegawai "
            "berpredikat “Butuh Perbaikan”, dengan tidak menutup kemungkinan predikat lain "
            "bagi siapa pun."
        ),
    ),
    OrganisationLevel.POOR: Pattern(
        Grade.POOR,
        _(
            "Dengan capaian organisasi “Kurang”, idealnya sebagian besar pegawai berpredikat "
            "“Kurang/Misconduct”, dengan tidak menutup kemungkinan predikat lain bagi siapa pun."
        ),
    ),
    OrganisationLevel.VERY_POOR: Pattern(
        Grade.VERY_POOR,
        _(
            "Dengan capaian organisasi “Sangat Kurang”, idealnya sebagian besar pegawai "
            "berpredikat “Sangat Kurang”, dengan tidak menutup kemungkinan predikat lain bagi "
            "siapa pun."
        ),
    ),
}


@dataclass(frozen=True)
class Figure:
    """A share of people, between `least` and `most` of all, in any of `grades`."""

    grades: frozenset[Grade]
    least: Fraction = Fraction(0)
    most: Fraction = Fraction(1)


@dataclass(frozen=True)
class Circular:
    """A circular's dated figures for each level, shown as a note beside the annex's curve."""

    starts: date
    source: str
    figures: Mapping[OrganisationLevel, tuple[Figure, ...]]


def _most(percent: int, *grades: Grade) -> Figure:
    return Figure(frozenset(grades), most=Fraction(percent, 100))


def _least(percent: int, *grades: Grade) -> Figure:
    return Figure(frozenset(grades), least=Fraction(percent, 100))


# The circular's "someone at Butuh Perbaikan or Kurang" for level Baik is left out on purpose:
# a note on it could only be read as a call to lower somebody. Of its date the year is known.
CIRCULAR = Circular(
    starts=date(2023, 1, 1),
    source="SE MenPANRB 3/2023",
    figures={
        OrganisationLevel.EXCELLENT: (_most(70, Grade.VERY_GOOD),),
        OrganisationLevel.GOOD: (_most(70, Grade.GOOD),),
        OrganisationLevel.NEEDS_IMPROVEMENT: (
            _least(60, Grade.NEEDS_IMPROVEMENT),
            _most(10, Grade.VERY_GOOD),
        ),
        OrganisationLevel.POOR: (
            _least(60, Grade.POOR),
            _least(10, Grade.NEEDS_IMPROVEMENT),
            _most(10, Grade.VERY_GOOD),
        ),
        OrganisationLevel.VERY_POOR: (
            _least(60, Grade.VERY_POOR),
            _least(10, Grade.POOR, Grade.NEEDS_IMPROVEMENT),
            _most(0, Grade.VERY_GOOD),
        ),
    },
)

DIFFERS = _(
    "Sebaran predikat di unit ini berbeda dari angka acuan surat edaran. Angka itu bahan "
    "pertimbangan dan bukan kuota: predikat setiap orang tetap mengikuti buktinya."
)

TOO_SMALL = _(
    "Di unit ini baru %(count)s orang yang dinilai. Pola sebaran tidak berlaku untuk unit sekecil "
    "ini: yang dibaca hanya bukti tiap orang."
)
FIGURES = _(
    "%(source)s menyebut gambaran angka untuk capaian “%(level)s”: %(figures)s. Angka itu bahan "
    "pertimbangan dan bukan kuota: predikat setiap orang tetap mengikuti buktinya."
)
AT_MOST, AT_LEAST = _("“%(grades)s” sampai %(share)s %%"), _("“%(grades)s” mulai %(share)s %%")


def notes(
    level: OrganisationLevel, counts: Mapping[Grade, int], circular: Circular = CIRCULAR
) -> tuple[str, ...]:
    """Return guidance on how a unit's grades lie, as sentences to translate; often none.

    The annex's sentence if most people stand elsewhere than its peak; one more if a figure of
    the circular is departed from. None for a unit too small for a figure to make sense.
    Units:  counts of people by grade; grades left out count as 0.
    Source: PermenPANRB 6/2022, annex IV.B.2; `circular.source` (secondary, dated).
    """
    people = sum(counts.values())
    if people < SMALLEST_UNIT:
        return ()
    pattern = PATTERNS[level]
    found = []
    if counts.get(pattern.peak, 0) < max(counts.values()):
        found.append(pattern.sentence)
    if any(_departs(figure, counts, people) for figure in circular.figures[level]):
        found.append(DIFFERS)
    return tuple(found)


def _departs(figure: Figure, counts: Mapping[Grade, int], people: int) -> bool:
    # A figure binds only where its share, and the rest, are each at least one whole person.
    bound = figure.least or figure.most
    if bound and min(bound, 1 - bound) * people < 1:
        return False
    share = Fraction(sum(counts.get(grade, 0) for grade in figure.grades), people)
    return not figure.least <= share <= figure.most
