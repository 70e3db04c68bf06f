"""Indicators by need of attention: light, trend, gap, forecast and the usual causes."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import OuterRef, Q, Subquery

from karsa.accounts.actor import Actor
from karsa.indicators.models import Forecast, Indicator, IndicatorCard
from karsa.indicators.queries.year import IndicatorYear, with_card, years_of
from karsa.rules.lights import Light

_URGENCY = (Light.BAD, Light.STALE, Light.WARN, Light.NONE, Light.GOOD)
# A meeting talks about some, not about everything; the boards list every one.
MOST = 400


@dataclass(frozen=True, slots=True)
class Signal:
    """An indicator of a unit in this year; `forecast` is None where none was made."""

    year: IndicatorYear
    unit: str
    change: Decimal | None  # of the pace since the measurement before, in points
    causes: tuple[str, ...]
    forecast: Forecast | None

    @property
    def is_worsening(self) -> bool:
        """Whether the last two measurements fell."""
        return self.change is not None and self.change < 0

    @property
    def needs_attention(self) -> bool:
        """Behind, old, or on the way there."""
        return self.year.light in (Light.BAD, Light.STALE) or (
            self.year.light == Light.WARN and self.is_worsening
        )

    @property
    def due(self) -> Decimal | None:
        """What was to be reached by the last measured month."""
        last = self.year.last_month
        return self.year.months[last - 1].aim.value if last else None

    @property
    def foreseen(self) -> Forecast | None:
        """The forecast, where there was enough data for one."""
        return self.forecast if self.forecast and self.forecast.mean is not None else None

    @property
    def gap(self) -> Decimal | None:
        """Points of percent below what was due; None where nothing is known or missing."""
        pace = self.year.pace.value
        return 100 - pace if pace is not None and pace < 100 else None


def signals_of(actor: Actor, where: Q) -> list[Signal]:
    """Return the active indicators of units in `where` (on "unit__path"), most urgent first.

    Four queries, for at most 400 indicators.
    """
    newest = IndicatorCard.objects.filter(indicator=OuterRef("pk")).order_by("-version")
    rows = Indicator.objects.visible_to(actor).filter(where, is_active=True).order_by("pk")
    found = list(
        with_card(rows.select_related("unit")).annotate(
            card_causes=Subquery(newest.values("causes")[:1])
        )[:MOST]
    )
    years = years_of(found, actor.today.year, actor.today)
    ahead = _forecasts(found, actor.today.year)
    signals = [_signal(row, years[row.pk], ahead.get(row.pk)) for row in found]
    return sorted(signals, key=_rank)


def _forecasts(rows: Iterable[Indicator], year: int) -> dict[int, Forecast]:
    made = Forecast.objects.filter(indicator__in=[row.pk for row in rows], year=year)
    return {row.indicator_id: row for row in made}


def _signal(row: Indicator, year: IndicatorYear, forecast: Forecast | None) -> Signal:
    known = [value for value in year.series if value is not None]
    causes: str = row.card_causes or ""  # type: ignore[attr-defined]
    return Signal(
        year=year,
        unit=row.unit.name,
        change=known[-1] - known[-2] if len(known) > 1 else None,
        causes=tuple(line.strip() for line in causes.splitlines() if line.strip()),
        forecast=forecast,
    )


def _rank(signal: Signal) -> tuple[int, bool, Decimal, str]:
    """Red before amber, falling before rising, furthest behind first."""
    pace = signal.year.pace.value
    return (
        _URGENCY.index(signal.year.light),
        not signal.is_worsening,
        pace if pace is not None else Decimal(1000),
        signal.year.name,
    )
