"""From the vision to programmes: the plan's chapters with indicators and money of a year."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q

from karsa.accounts.actor import Actor
from karsa.indicators.models import Indicator, ProgramBudget, StrategicPlan, StrategyItem
from karsa.indicators.queries.now import IndicatorNow, by, now_of, worst
from karsa.rules.codes import natural
from karsa.rules.lights import Light

Kind = StrategyItem.Kind


@dataclass(frozen=True, slots=True)
class Purse:
    """Money of a year in whole rupiah: of one programme, or the sum of those with a ceiling."""

    ceiling: int
    realised: int | None

    @property
    def share(self) -> Decimal | None:
        """How much of the ceiling is realised, in percent."""
        if self.realised is None or not self.ceiling:
            return None
        return Decimal(self.realised) / self.ceiling * 100


@dataclass(frozen=True, slots=True)
class Chapter:
    """A line of the plan with its indicators, its money, and the lines below it."""

    item: StrategyItem
    indicators: tuple[IndicatorNow, ...]
    purse: Purse | None
    below: tuple["Chapter", ...]

    @property
    def light(self) -> Light:
        """The worst of its own indicators and of what lies below."""
        return worst([*(row.light for row in self.indicators), *(c.light for c in self.chapters)])

    @property
    def programmes(self) -> tuple["Chapter", ...]:
        """The programmes that stand directly below."""
        return tuple(one for one in self.below if one.item.kind == Kind.PROGRAM)

    @property
    def chapters(self) -> tuple["Chapter", ...]:
        """What else stands directly below."""
        return tuple(one for one in self.below if one.item.kind != Kind.PROGRAM)

    @property
    def is_uncovered(self) -> bool:
        """An objective that nothing measures."""
        return self.item.kind == Kind.OBJECTIVE and not self.indicators


@dataclass(frozen=True, slots=True)
class Strategy:
    """A plan's missions with everything below, and its money in the year."""

    missions: tuple[Chapter, ...]
    purse: Purse | None

    def objectives(self) -> tuple[Chapter, ...]:
        """All objectives, in order."""
        goals = (goal for mission in self.missions for goal in mission.below)
        return tuple(objective for goal in goals for objective in goal.below)


def strategy_of(actor: Actor, plan: StrategicPlan, year: int) -> Strategy:
    """Return the chapters of `plan` with lights and money of `year`. Five queries for any size.

    An indicator belongs to the objective it names, or to that of its node in the tree.
    """
    items = sorted(plan.items.select_related("owner"), key=lambda item: natural(item.code))
    below: dict[int | None, list[StrategyItem]] = defaultdict(list)
    for item in items:
        below[item.parent_id].append(item)
    rows = Indicator.objects.visible_to(actor).filter(measures(plan), is_active=True)
    measured = by(now_of(rows, actor.agency, year, actor.today).values(), "objective_id")
    budgets = ProgramBudget.objects.filter(program__plan=plan, year=year)
    purses = {row.program_id: Purse(row.ceiling, row.realised) for row in budgets}
    missions = tuple(_chapter(item, below, measured, purses) for item in below[None])
    return Strategy(missions, _sum(list(purses.values())))


def _chapter(
    item: StrategyItem,
    below: Mapping[int | None, Sequence[StrategyItem]],
    measured: Mapping[int, Sequence[IndicatorNow]],
    purses: Mapping[int, Purse],
) -> Chapter:
    inner = tuple(_chapter(one, below, measured, purses) for one in below.get(item.pk, ()))
    own = purses.get(item.pk)
    return Chapter(
        item=item,
        indicators=tuple(measured.get(item.pk, ())),
        purse=own or _sum([one.purse for one in inner if one.purse]),
        below=inner,
    )


def _sum(purses: Sequence[Purse]) -> Purse | None:
    """The money together; the realisation only of what is known."""
    if not purses:
        return None
    known = [purse.realised for purse in purses if purse.realised is not None]
    return Purse(sum(purse.ceiling for purse in purses), sum(known) if known else None)


def measures(plan: StrategicPlan) -> Q:
    """Indicators of the plan's objectives, as a filter: named by them, or by their node."""
    return Q(objective__plan=plan) | Q(objective=None, node__objective__plan=plan)
