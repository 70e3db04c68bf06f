"""How an indicator is meant to run over a year, and how it did."""

from decimal import ROUND_HALF_UP, Decimal

from karsa.site.demo.chance import share
from karsa.site.demo.words.library import Metric

_RISING = frozenset({"rise", "fall", "plateau"})
_WHOLE = frozenset({"kasus", "orang", "keluarga", "lokasi", "unit", "anak", "bidang", "rupiah/kg"})
# A month's position against its trajectory, by how many months ago it is (0 the last one).
_COURSES = {
    "good": (1.04, 1.03, 1.03, 1.02, 1.03, 1.02, 1.02, 1.01, 1.02, 1.01, 1.00, 1.01),
    "warn": (0.95, 0.94, 0.95, 0.93, 0.92, 0.91, 0.90, 0.90, 0.91, 0.90, 0.89, 0.90),
    "bad": (0.78, 0.77, 0.76, 0.75, 0.74, 0.73, 0.72, 0.72, 0.71, 0.70, 0.70, 0.69),
    "worsening": (0.66, 0.71, 0.77, 0.83, 0.89, 0.95, 0.98, 1.00, 1.01, 1.01, 1.00, 1.00),
    "recovering": (1.01, 0.98, 0.94, 0.90, 0.86, 0.83, 0.80, 0.79, 0.80, 0.82, 0.85, 0.88),
    "stale": (1.02, 1.01, 1.02, 1.01, 1.02, 1.01, 1.00, 1.01, 1.00, 1.01, 1.00, 1.00),
}
_ANY = (
    *(("good",) * 11),
    *(("warn",) * 5),
    *(("bad", "bad", "worsening", "recovering", "stale")),
)
# Rain and school holidays: some results come slower at the ends of the year.
_SEASON = (0.94, 0.95, 0.98, 1.02, 1.04, 1.04, 1.03, 1.03, 1.02, 1.00, 0.97, 0.94)


def aim(metric: Metric, month: int, back: int = 0) -> Decimal:
    """Return what `month` (0 the year's beginning) should have reached, `back` years ago."""
    last_year = metric.base - (metric.target - metric.base)
    base, target = (metric.base, metric.target) if not back else (last_year, metric.base)
    part = Decimal(month) / 12
    if metric.over_time == "sum" or metric.shape == "budget":
        value = target * part
    elif metric.shape in _RISING:
        value = base + (target - base) * part
    else:
        value = target
    return _round(max(value, Decimal(0)), metric, places=2)


def actual(metric: Metric, month: int, ago: int, seed: str, back: int = 0) -> Decimal:
    """Return a month's figure: its own part where months are added, else where it stands.

    `ago`: how many months before the last measured one.
    """
    course = course_of(metric, seed) if not back else "good"
    pace = Decimal(str(_COURSES[course][min(ago, 11)] + (share(seed, back, month) - 0.5) * 0.012))
    if metric.polarity == "minimize":
        pace = 2 - pace
    if metric.shape == "season":
        pace *= Decimal(str(_SEASON[month - 1]))
    due = aim(metric, month, back)
    if metric.over_time == "sum":
        return _part(metric, month, pace, back)
    if metric.polarity == "range":
        due = metric.base
    return _round(due * pace, metric, places=1)


def course_of(metric: Metric, seed: str) -> str:
    """Return how this indicator's year goes; "any" follows from the unit."""
    if metric.course != "any":
        return metric.course
    return _ANY[int(share(seed, "course") * len(_ANY))]


def _part(metric: Metric, month: int, pace: Decimal, back: int) -> Decimal:
    """Whole parts that add up: the sum until now less the sum until last month."""
    now = _round(aim(metric, month, back) * pace, metric, places=1)
    before = _round(aim(metric, month - 1, back) * pace, metric, places=1)
    return max(now - before, Decimal(0))


def _round(value: Decimal, metric: Metric, places: int) -> Decimal:
    step = Decimal(1) if metric.unit in _WHOLE else Decimal(1).scaleb(-places)
    return value.quantize(step, ROUND_HALF_UP)
