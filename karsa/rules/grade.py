"""The grade of a person and of an organisation: words of the law, and the quadrant as a table."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _


class Rating(StrEnum):
    """A person's rating of work results, or of behaviour, against the expectation."""

    ABOVE = "above"
    MEETS = "meets"
    BELOW = "below"


class Grade(StrEnum):
    """The predikat of a person, best first."""

    VERY_GOOD = "very_good"
    GOOD = "good"
    NEEDS_IMPROVEMENT = "needs_improvement"
    POOR = "poor"
    VERY_POOR = "very_poor"


class OrganisationLevel(StrEnum):
    """The capaian kinerja organisasi of the unit that the rater leads, best first."""

    EXCELLENT = "excellent"
    GOOD = "good"
    NEEDS_IMPROVEMENT = "needs_improvement"
    POOR = "poor"
    VERY_POOR = "very_poor"


RATING_NAMES: Mapping[Rating, str] = {
    Rating.ABOVE: _("Di atas ekspektasi"),
    Rating.MEETS: _("Sesuai ekspektasi"),
    Rating.BELOW: _("Di bawah ekspektasi"),
}

GRADE_NAMES: Mapping[Grade, str] = {
    Grade.VERY_GOOD: _("Sangat Baik"),
    Grade.GOOD: _("Baik"),
    Grade.NEEDS_IMPROVEMENT: _("Butuh Perbaikan"),
    Grade.POOR: _("Kurang/Misconduct"),
    Grade.VERY_POOR: _("Sangat Kurang"),
}

LEVEL_NAMES: Mapping[OrganisationLevel, str] = {
    OrganisationLevel.EXCELLENT: _("Istimewa"),
    OrganisationLevel.GOOD: _("Baik"),
    OrganisationLevel.NEEDS_IMPROVEMENT: _("Butuh Perbaikan"),
    OrganisationLevel.POOR: _("Kurang"),
    OrganisationLevel.VERY_POOR: _("Sangat Kurang"),
}

# Rows: work results. Columns: behaviour BELOW, MEETS, ABOVE, as the annex prints them.
_COLUMNS = (Rating.BELOW, Rating.MEETS, Rating.ABOVE)
_QUADRANT: Mapping[Rating, tuple[Grade, Grade, Grade]] = {
    Rating.ABOVE: (Grade.POOR, Grade.GOOD, Grade.VERY_GOOD),
    Rating.MEETS: (Grade.POOR, Grade.GOOD, Grade.GOOD),
    Rating.BELOW: (Grade.VERY_POOR, Grade.NEEDS_IMPROVEMENT, Grade.NEEDS_IMPROVEMENT),
}


def rating_of(code: str) -> Rating:
    """Return the rating of a code that was sent. Raises: Refused outside the scale."""
    if code not in set(Rating):
        raise Refused(_("Pilih rating: di bawah, sesuai, atau di atas ekspektasi."))
    return Rating(code)


def grade(results: Rating, behaviour: Rating) -> Grade:
    """Return the grade of one period from the two ratings a person has set.

    Total: every pair of ratings has an answer. No number enters it.
    Source: PermenPANRB 6/2022, annex IV.B.3.a.3 (periodic) and IV.B.3.b.3 (annual).
    """
    return _QUADRANT[results][_COLUMNS.index(behaviour)]


@dataclass(frozen=True)
class OrganisationBounds:
    """The lowest achievement, in percent, of each level; an agency's dated configuration."""

    starts: date
    source: str
    excellent: Decimal = Decimal(110)
    good: Decimal = Decimal(90)
    needs_improvement: Decimal = Decimal(70)
    poor: Decimal = Decimal(50)


# PermenPANRB 6/2022 leaves the computation to the rules on organisations (annex IV.B.1.e) and
# gives no bounds; these follow the 110/90/70/50 scale of PP 30/2019 until an agency sets its own.
ORGANISATION_BOUNDS = OrganisationBounds(starts=date(2019, 4, 26), source="PP 30/2019")


def organisation_level(
    achievement: Decimal, bounds: OrganisationBounds = ORGANISATION_BOUNDS
) -> OrganisationLevel:
    """Propose the organisation's level from its achievement; a person sets it.

    Units:  achievement in percent. A bound belongs to the better level.
    Source: annex IV.B.1 for the five words; the bounds are `bounds.source`.
    """
    if achievement >= bounds.excellent:
        return OrganisationLevel.EXCELLENT
    if achievement >= bounds.good:
        return OrganisationLevel.GOOD
    if achievement >= bounds.needs_improvement:
        return OrganisationLevel.NEEDS_IMPROVEMENT
    if achievement >= bounds.poor:
        return OrganisationLevel.POOR
    return OrganisationLevel.VERY_POOR
