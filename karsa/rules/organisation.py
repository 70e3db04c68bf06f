"""The organisation's achievement of a year: its indicators, the leader's expectation, the index.

Source: PermenPANRB 6/2022 annex IV.B.1.d. How the three are weighed it leaves to other rules.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum

from karsa.rules.grade import OrganisationBounds, OrganisationLevel, organisation_level
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _


class Expectation(StrEnum):
    """What the unit came to against what its leader's superior expected."""

    EXCEEDED = "exceeded"
    MET = "met"
    NOT_MET = "not_met"


EXPECTATION_LEVELS: Mapping[Expectation, OrganisationLevel] = {
    Expectation.EXCEEDED: OrganisationLevel.EXCELLENT,
    Expectation.MET: OrganisationLevel.GOOD,
    Expectation.NOT_MET: OrganisationLevel.NEEDS_IMPROVEMENT,
}

# The categories A, B, CC and C of the evaluation of bureaucratic reform: general knowledge, so an
# agency's rule set "organisation_grade" may name its own ({"reform_bounds": {…}}).
REFORM_BOUNDS = OrganisationBounds(
    starts=date(2023, 1, 1),
    source="PermenPANRB 9/2023",
    excellent=Decimal(80),
    good=Decimal(60),
    needs_improvement=Decimal(50),
    poor=Decimal(30),
)
_ORDER = tuple(OrganisationLevel)


def reform_level(
    value: Decimal, scale: Decimal, bounds: OrganisationBounds = REFORM_BOUNDS
) -> OrganisationLevel:
    """Return the level that an index of bureaucratic reform stands for.

    Units:  `value` on a scale from 0 to `scale`; the bounds are percent of it.
    Raises: Refused outside the scale.
    """
    check_index(value, scale)
    return organisation_level(100 * value / scale, bounds)


def check_index(value: Decimal, scale: Decimal) -> None:
    """Raises Refused unless `value` lies between 0 and a positive `scale`."""
    if scale <= 0 or not 0 <= value <= scale:
        raise Refused(_("Nilai indeks harus antara 0 dan batas atas skalanya."))


def annual_level(
    by_indicators: OrganisationLevel,
    expectation: OrganisationLevel | None,
    reform: OrganisationLevel | None,
) -> OrganisationLevel:
    """Propose the year's level: the middle one of the three; a person sets it.

    So the indicators lead unless both others lie on the same side of them, and an unknown one
    changes nothing.
    """
    if expectation is None or reform is None:
        return by_indicators
    return sorted((by_indicators, expectation, reform), key=_ORDER.index)[1]
