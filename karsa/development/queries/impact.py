"""Does a training work: an indicator where people learned, against where nobody has yet."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from math import inf

from django.utils.translation import gettext as _

from karsa.accounts.actor import Actor
from karsa.development.queries.families import Family, Member, families
from karsa.kit.compared import Slot
from karsa.kit.formats import MONTHS, number
from karsa.rules.achievement import Polarity
from karsa.rules.comparison import DOUBTS, Grounds, Interval, doubts
from karsa.rules.disclosure import hides, public_count
from karsa.stats.effect import Effects, effects, moments
from karsa.stats.estimate import Estimate
from karsa.stats.interrupted import Interrupted, interrupted
from karsa.stats.panel import Panel, aligned, panel
from karsa.stats.untold import Untold

# So many months are shown and compared; older ones tell of other times.
_BEFORE, _AFTER = 18, 18


@dataclass(frozen=True, slots=True)
class Span:
    """A change in the indicator's measure with its 95 % interval; below zero it fell."""

    effect: Decimal
    low: Decimal
    high: Decimal

    def words(self, measure: str) -> str:
        """ "turun 6 menit (antara 3 dan 9)"; an interval with both signs says both."""
        facts = {"measure": measure}
        if self.low <= 0 <= self.high:
            ends = {"low": _written(self.low), "high": _written(self.high)}
            return _("antara turun %(low)s dan naik %(high)s %(measure)s") % (facts | ends)
        near, far = sorted((self.low, self.high), key=abs)
        ends = {"by": _written(self.effect), "near": _written(near), "far": _written(far)}
        if self.effect < 0:
            return _("turun %(by)s %(measure)s (antara %(near)s dan %(far)s)") % (facts | ends)
        return _("naik %(by)s %(measure)s (antara %(near)s dan %(far)s)") % (facts | ends)


def _written(value: Decimal) -> str:
    return number(abs(value), 0 if abs(value) >= 100 else 1)


@dataclass(frozen=True, slots=True)
class Impact:
    """What a course seems to have done to an indicator, and how sure that is.

    `treated` and `others` are units; `people` is None where they are too few to be counted in
    public, and then nothing else is shown. `missing` says why nothing can be concluded; empty
    where it can. `alone` is the units' own line before, carried on, where nothing compares.
    """

    family: Family
    treated: int
    others: int
    people: int | None
    first: date
    last: date
    before: int
    after: int
    change: Span | None
    alone: Span | None
    missing: tuple[str, ...]
    slots: tuple[Slot, ...]

    @property
    def is_sure(self) -> bool:
        """Whether something can be concluded."""
        return not self.missing

    @property
    def is_better(self) -> bool:
        """Whether it went where the indicator should go."""
        sign = -1 if self.family.polarity == Polarity.MINIMIZE else 1
        return self.change is not None and self.change.effect * sign > 0

    @property
    def finding(self) -> str:
        """What is known, in one sentence."""
        facts = {"name": self.family.name}
        if not self.is_sure or self.change is None:
            return _("%(name)s: belum bisa disimpulkan") % facts
        facts["words"] = self.change.words(self.family.measure)
        return _("%(name)s %(words)s dibanding unit yang belum ikut") % facts

    @property
    def alone_words(self) -> str:
        """What the units' own line before says."""
        return self.alone.words(self.family.measure) if self.alone else ""


def impacts(actor: Actor) -> list[Impact]:
    """Return what is known of every indicator a course should move. Four queries.

    What can be concluded stands first, then the newest. Of the two years around each start; the
    same estimate as `karsa stats effect`.
    """
    found = (_impact(family, actor) for family in families(actor))
    return sorted(found, key=lambda one: (one.is_sure, one.last), reverse=True)


def impact_of(actor: Actor, code: int) -> Impact | None:
    """Return one of `impacts` by the code of its family. Four queries."""
    rows = (family for family in families(actor) if family.code == code)
    return next((_impact(family, actor) for family in rows), None)


def _impact(family: Family, actor: Actor) -> Impact:
    measured = [one for one in family.members if one.figures]
    starts = sorted(one.first for one in family.members if one.first)
    data = _panel(measured)
    found = _compared(data)
    events = [event for event, _one in found.dynamic] if found else []
    treated = [one for one in measured if one.first]
    reached = Grounds(
        treated=len(treated),
        others=len(measured) - len(treated),
        before=_months_before(treated),
        after=sum(event >= 0 for event in events),
        drift=_interval(found.drift) if found else None,
        effect=_interval(found.overall) if found else None,
    )
    seen = public_count(family.people)
    return Impact(
        family=family,
        treated=reached.treated,
        others=reached.others,
        people=seen,
        first=starts[0] if starts else actor.today,
        last=starts[-1] if starts else actor.today,
        before=reached.before,
        after=reached.after,
        change=_span(found.overall) if found and seen else None,
        alone=_alone(data) if not found and seen else None,
        missing=_missing(reached, family),
        slots=_slots(data, found) if found and seen else (),
    )


def _missing(reached: Grounds, family: Family) -> tuple[str, ...]:
    if hides(family.people):
        return (_("Yang selesai belajar kurang dari lima orang, jadi angkanya tidak ditampilkan."),)
    return tuple(_(DOUBTS[doubt]) for doubt in doubts(reached))


def _months_before(treated: Iterable[Member]) -> int:
    """The months before the start that half of the units were measured in, or more."""
    counts = sorted(sum(month < _month(one.first) for month in one.figures) for one in treated)
    return counts[len(counts) // 2] if counts else 0


def _panel(members: Iterable[Member]) -> Panel:
    rows = [
        (str(one.indicator_id), month, _month(one.first), float(value))
        for one in members
        for month, value in sorted(one.figures.items())
    ]
    starts = [row[2] for row in rows if row[2] < inf] or [0.0]
    low, high = min(starts) - _BEFORE, max(starts) + _AFTER
    kept = [row for row in rows if low <= row[1] <= high]
    units, months, firsts, values = zip(*kept, strict=True) if kept else ((), (), (), ())
    return panel(units, months, firsts, values)


def _month(day: date | None) -> float:
    """The month of the start: what came of it shows from then on, the month before is clean."""
    return float(day.year * 12 + day.month - 1) if day else inf


def _compared(data: Panel) -> Effects | None:
    try:
        return effects(data)
    except Untold:
        return None


def _alone(data: Panel) -> Span | None:
    try:
        found: Interrupted = interrupted(*aligned(data), 0)
    except Untold:
        return None
    return _span(found.mean)


def _interval(one: Estimate | None) -> Interval | None:
    if one is None or one.low is None or one.high is None:
        return None
    return _decimal(one.low), _decimal(one.high)


def _span(one: Estimate) -> Span | None:
    ends = _interval(one)
    return Span(_decimal(one.effect), *ends) if ends else None


def _decimal(value: float) -> Decimal:
    return Decimal(f"{value:.4f}")


def _slots(data: Panel, found: Effects) -> tuple[Slot, ...]:
    """The months before and after, named by the calendar where all began together."""
    starts = data.groups()
    return tuple(
        Slot(
            name=_name(starts[0] + one.event) if len(starts) == 1 else f"{one.event:+.0f}",
            actual=one.actual,
            other=one.expected,
            low=one.low,
            high=one.high,
            is_after=one.event >= 0,
        )
        for one in moments(data, found)
        if one.expected is not None and -_BEFORE <= one.event <= _AFTER
    )


def _name(month: float) -> str:
    year, place = divmod(int(month), 12)
    return f"{_(MONTHS[place])} {year}"
