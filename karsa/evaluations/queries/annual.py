"""What counts for a unit's year beside its indicators: the leader's expectation, the index."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from karsa.evaluations.models import LeaderExpectation, ReformIndex
from karsa.kit.formats import number
from karsa.org.models import Period
from karsa.org.queries.rules import values_of
from karsa.rules.grade import OrganisationBounds, OrganisationLevel
from karsa.rules.organisation import (
    EXPECTATION_LEVELS,
    REFORM_BOUNDS,
    Expectation,
    annual_level,
    reform_level,
)
from karsa.tenancy.models import Agency


@dataclass(frozen=True, slots=True)
class YearGround:
    """The expectation recorded for a unit, and the index of bureaucratic reform that counts."""

    expectation: LeaderExpectation | None = None
    index: ReformIndex | None = None
    bounds: OrganisationBounds = REFORM_BOUNDS

    def middle(self, by_indicators: OrganisationLevel) -> OrganisationLevel:
        """The level all three carry. No query."""
        said, index = self.expectation, self.index
        return annual_level(
            by_indicators,
            EXPECTATION_LEVELS[Expectation(said.verdict)] if said else None,
            reform_level(index.value, index.scale, self.bounds) if index else None,
        )

    @property
    def sentences(self) -> tuple[str, ...]:
        """What they say, for the reason of a proposal; none for a quarter."""
        return tuple(filter(None, (self._expected(), self._measured())))

    def _expected(self) -> str:
        if self.expectation is None:
            return ""
        text = _("Ekspektasi pimpinan: %(verdict)s.")
        return text % {"verdict": self.expectation.get_verdict_display()}

    def _measured(self) -> str:
        if self.index is None:
            return ""
        text = _("Indeks reformasi birokrasi %(year)s: %(value)s dari %(scale)s.")
        numbers = {"value": number(self.index.value), "scale": number(self.index.scale)}
        return text % {"year": self.index.year, **numbers}


NOTHING_SAID = YearGround()


def year_grounds(agency: Agency, units: Iterable[int], period: Period) -> dict[int, YearGround]:
    """Return what each unit's year stands on beside its indicators; of a quarter nothing.

    The unit's own index goes before the agency's; last year's counts until this year's is
    published. Two queries, none for a quarter.
    """
    keys = list(units)
    if not period.is_annual:
        return dict.fromkeys(keys, NOTHING_SAID)
    said = {
        row.unit_id: row
        for row in LeaderExpectation.objects.filter(unit__in=keys, period=period).select_related(
            "said_by"
        )
    }
    found = _indices(agency, keys, period.year)
    bounds = _bounds(agency, period.year)
    return {key: YearGround(said.get(key), found.get(key, found.get(None)), bounds) for key in keys}


def _indices(agency: Agency, units: list[int], year: int) -> dict[int | None, ReformIndex]:
    """The newest of each unit, and under None the agency's."""
    rows = ReformIndex.objects.filter(
        Q(unit__in=units) | Q(unit=None), agency=agency, year__in=(year - 1, year)
    )
    return {row.unit_id: row for row in rows.order_by("year")}


def _bounds(agency: Agency, year: int) -> OrganisationBounds:
    own = values_of(agency, year, "organisation_grade").get("reform_bounds") or {}
    named: dict[str, Any] = {name: Decimal(str(value)) for name, value in own.items()}
    return replace(REFORM_BOUNDS, **named)
