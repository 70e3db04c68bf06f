"""What is due of an indicator by a month: its own point, between two points, or the year's aim."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from karsa.rules.consolidation import Consolidation
from karsa.rules.trajectory import between


@dataclass(frozen=True, slots=True)
class Aim:
    """A target: a value, or a range where `low` and `high` are known."""

    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None

    @property
    def known(self) -> bool:
        """Whether there is anything to reach."""
        return self.value is not None or (self.low is not None and self.high is not None)


def aim_by(aims: Mapping[int, Aim], year: Aim, month: int, kind: Consolidation) -> Aim:
    """Return what is due by a month: its own point, else between points, else by the year's aim."""
    if month in aims:
        return aims[month]
    points = {at: aim.value for at, aim in aims.items() if at and aim.value is not None}
    value = between(kind, points, month)
    return _share(year, month, kind) if value is None else Aim(value)


def _share(year: Aim, month: int, kind: Consolidation) -> Aim:
    """What is due by a month without a trajectory: a sum grows with the year."""
    if kind is not Consolidation.SUM:
        return year
    share = Decimal(month) / 12
    parts = (
        part * share if part is not None else None for part in (year.value, year.low, year.high)
    )
    return Aim(*parts)
