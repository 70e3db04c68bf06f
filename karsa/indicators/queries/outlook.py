"""Where indicators are heading, and which of them ask for attention before the year is over."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext

from karsa.indicators.models import Forecast
from karsa.indicators.queries.due import Aim
from karsa.indicators.queries.year import IndicatorYear, bounds_of
from karsa.kit.formats import MONTHS, number
from karsa.rules.achievement import FULL
from karsa.rules.warning import NEED_NAMES, TREND_NAMES, Need, Trend, behind_since, need, trend
from karsa.tenancy.models import Agency


@dataclass(frozen=True, slots=True)
class Expected:
    """A month to come: its mean and 80 % band, in the indicator's measure."""

    month: int
    mean: Decimal
    low: Decimal
    high: Decimal

    @property
    def name(self) -> str:
        """The month's name."""
        return gettext(MONTHS[self.month - 1])


@dataclass(frozen=True, slots=True)
class Outlook:
    """Where an indicator's year is heading, in its measure; values are None with too little data.

    `probability` of reaching the year's target, 0 to 1; None without a target to reach.
    """

    mean: Decimal | None
    low: Decimal | None
    high: Decimal | None
    probability: Decimal | None
    months: tuple[Expected, ...]
    months_used: int
    made_at: datetime

    @property
    def is_known(self) -> bool:
        """Whether there was enough to go by."""
        return self.mean is not None

    @property
    def words(self) -> str:
        """The chance as people say it, or why there is none."""
        if not self.is_known:
            return gettext("Belum cukup data untuk perkiraan")
        if self.probability is None:
            return gettext("Kemungkinan mencapai target tidak dihitung")
        return _in_ten(self.probability)


def _in_ten(probability: Decimal) -> str:
    tenths = int((probability * 10).quantize(Decimal(1), ROUND_HALF_UP))
    if tenths == 0:
        return gettext("Kemungkinan mencapai target: kurang dari 1 dari 10")
    if tenths == 10:
        return gettext("Kemungkinan mencapai target: lebih dari 9 dari 10")
    return gettext("Kemungkinan mencapai target: %(tenths)s dari 10") % {"tenths": tenths}


def outlooks_of(indicator_ids: Iterable[int], year: int) -> dict[int, Outlook]:
    """Return the outlook of each indicator that has one, by its id. One query for any number."""
    rows = Forecast.objects.filter(indicator__in=list(indicator_ids), year=year)
    return {row.indicator_id: _outlook(row) for row in rows}


def _outlook(row: Forecast) -> Outlook:
    return Outlook(
        mean=row.mean,
        low=row.low,
        high=row.high,
        probability=row.probability,
        months=tuple(_expected(point) for point in row.points),
        months_used=row.months_used,
        made_at=row.made_at,
    )


def _expected(point: Mapping[str, str]) -> Expected:
    band = (Decimal(point[name]) for name in ("mean", "low", "high"))
    return Expected(int(point["month"]), *band)


@dataclass(frozen=True, slots=True)
class EarlyWarning:
    """An indicator that asks for attention, and what a leader needs to know to act.

    `gap` is the value so far less what was due by then, in the indicator's measure: below zero is
    lower, whether that is good or not; None without a due value, 0 inside a range. `behind` is by
    how many percentage points the pace falls short. `since` is the first month, 1 to 12, of the
    run behind the expected line. `causes` are the usual ones of its card.
    """

    row: IndicatorYear
    need: Need
    trend: Trend | None
    gap: Decimal | None
    behind: Decimal | None
    since: int | None
    causes: tuple[str, ...]
    outlook: Outlook | None

    @property
    def reason(self) -> str:
        """Why it stands here, in words."""
        return gettext(NEED_NAMES[self.need])

    @property
    def trend_name(self) -> str:
        """Where it went over three months, in words; empty where that is not known."""
        return gettext(TREND_NAMES[self.trend]) if self.trend else ""

    @property
    def since_name(self) -> str:
        """The name of the first month behind; empty where it is not behind."""
        return gettext(MONTHS[self.since - 1]) if self.since else ""

    @property
    def gap_words(self) -> str:
        """The gap in the indicator's measure; empty where there is none."""
        if not self.gap:
            return ""
        facts = {"gap": number(abs(self.gap)), "measure": self.row.measure}
        if self.gap < 0:
            return gettext("%(gap)s %(measure)s di bawah yang diharapkan") % facts
        return gettext("%(gap)s %(measure)s di atas yang diharapkan") % facts


def warnings_of(
    agency: Agency,
    rows: Iterable[IndicatorYear],
    year: int,
    outlooks: Mapping[int, Outlook] | None = None,
) -> tuple[EarlyWarning, ...]:
    """Return those of `rows` that ask for attention, the most urgent first. One query.

    Who has read the `outlooks` already passes them, which saves it.

    Red and worsening, then stale, then behind the expected line, then on it but unlikely to reach
    the target; within each, the one that lags most comes first.
    """
    found = list(rows)
    if outlooks is None:
        outlooks = outlooks_of([row.indicator_id for row in found], year)
    needs = {row.indicator_id: _need(row, outlooks.get(row.indicator_id)) for row in found}
    green = bounds_of(agency, year).green
    warnings = [
        _warning(row, why, outlooks.get(row.indicator_id), green)
        for row in found
        if (why := needs[row.indicator_id])
    ]
    return tuple(sorted(warnings, key=_urgency))


def _need(row: IndicatorYear, outlook: Outlook | None) -> Need | None:
    return need(row.light, trend(row.series), outlook.probability if outlook else None)


def _warning(
    row: IndicatorYear, why: Need, outlook: Outlook | None, green: Decimal
) -> EarlyWarning:
    pace = row.pace.value
    return EarlyWarning(
        row=row,
        need=why,
        trend=trend(row.series),
        gap=_gap(row),
        behind=max(FULL - pace, Decimal(0)) if pace is not None else None,
        since=behind_since(row.series, green),
        causes=tuple(line.strip() for line in row.causes.splitlines() if line.strip()),
        outlook=outlook,
    )


def _gap(row: IndicatorYear) -> Decimal | None:
    if row.last_month is None:
        return None
    month = row.months[row.last_month - 1]
    due = _due(month.aim, month.so_far)
    return None if due is None or month.so_far is None else month.so_far - due


def _due(aim: Aim, actual: Decimal | None) -> Decimal | None:
    """The value that was due; of a range its nearer bound, or what was measured inside it."""
    if aim.low is None or aim.high is None or actual is None:
        return aim.value
    return min(max(actual, aim.low), aim.high)


def _urgency(warning: EarlyWarning) -> tuple[Need, Decimal, str]:
    return warning.need, -(warning.behind or Decimal(0)), warning.row.name
