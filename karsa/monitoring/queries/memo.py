"""The memo of a session: what needs talking about, made from the data of one moment.

It speaks of units, indicators, obstacles and counts; a person appears only as the owner of an
obstacle, never with a rating or feedback.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext

from karsa.accounts.actor import Actor
from karsa.indicators.queries.outlook import EarlyWarning, Outlook
from karsa.kit.formats import MONTHS, number
from karsa.monitoring.models import Obstacle, ReviewSession
from karsa.monitoring.models.obstacle import ObstacleQuerySet
from karsa.monitoring.queries.cycle import Cycle, cycle_of
from karsa.monitoring.queries.signals import signals_of
from karsa.org.models import Unit
from karsa.org.models.units import below
from karsa.org.queries.rules import climb_rules
from karsa.rules.escalation import ClimbRules, days_late, level
from karsa.rules.warning import NEED_NAMES, TREND_NAMES, Need, Trend

# What one meeting can talk through.
MOST = 20


@dataclass(frozen=True, slots=True)
class MemoSignal:
    """An indicator at the moment of the memo; numbers are exact text in its measure.

    `gap` is the value less what was due; `since` the first month behind the expected line.
    """

    indicator_id: int
    name: str
    unit: str
    light: str
    need: int
    trend: str
    measure: str
    value: str | None
    target: str | None
    gap: str | None
    since: int | None
    forecast: str | None
    low: str | None
    high: str | None
    probability: str | None
    causes: list[str]

    @property
    def reason(self) -> str:
        """Why it is talked about, in words."""
        return gettext(NEED_NAMES[Need(self.need)])

    @property
    def trend_name(self) -> str:
        """Where it went over three months, in words; empty where that is not known."""
        return gettext(TREND_NAMES[Trend(self.trend)]) if self.trend else ""

    @property
    def since_name(self) -> str:
        """The name of the first month behind; empty where it is not behind."""
        return gettext(MONTHS[self.since - 1]) if self.since else ""

    @property
    def gap_words(self) -> str:
        """The gap in the indicator's measure; empty where there is none."""
        gap = Decimal(self.gap or 0)
        facts = {"gap": number(abs(gap)), "measure": self.measure}
        if gap < 0:
            return gettext("%(gap)s %(measure)s di bawah yang diharapkan") % facts
        return gettext("%(gap)s %(measure)s di atas yang diharapkan") % facts if gap else ""

    @property
    def chance(self) -> str:
        """The chance to reach the year's target as the indicator's page says it."""
        return Outlook(
            mean=_exact(self.forecast),
            low=_exact(self.low),
            high=_exact(self.high),
            probability=_exact(self.probability),
            months=(),
            months_used=0,
            made_at=datetime.min,
        ).words


@dataclass(frozen=True, slots=True)
class MemoObstacle:
    """An obstacle at the moment of the memo; days are ISO text."""

    obstacle_id: int
    text: str
    unit: str
    indicator: str
    owner: str
    due: str | None
    late: int
    level: int
    state: str

    @property
    def due_on(self) -> date | None:
        """The due date."""
        return date.fromisoformat(self.due) if self.due else None

    @property
    def is_done(self) -> bool:
        """Solved."""
        return self.state == Obstacle.State.DONE

    @property
    def state_name(self) -> str:
        """The state in the reader's words."""
        return str(Obstacle.State(self.state).label)


@dataclass(frozen=True, slots=True)
class Memo:
    """What a session talks about, in its order: the last list comes first."""

    unit: str
    total: int
    good: int
    last: list[MemoObstacle]
    last_conclusions: list[str]
    signals: list[MemoSignal]
    more_signals: int
    obstacles: list[MemoObstacle]
    more_obstacles: int
    cycle: Cycle

    @property
    def urgent(self) -> int:
        """How many indicators ask for attention."""
        return len(self.signals) + self.more_signals

    @property
    def done(self) -> int:
        """How many of the last list are solved."""
        return sum(one.is_done for one in self.last)


def memo_of(actor: Actor, unit: Unit, previous: ReviewSession | None) -> Memo:
    """Make the memo of `unit` and below as things stand now. Ten queries."""
    found = signals_of(actor, below((unit.path,), "unit__path"))
    last = list(_promised(previous)) if previous else []
    known = {row.pk for row in last}
    open_rows = [row for row in _open(actor, unit) if row.pk not in known]
    open_rows.sort(key=lambda row: row.owner_unit_id is not None)  # nobody's first
    rules = climb_rules(actor.agency, actor.today.year)
    return Memo(
        unit=unit.name,
        total=found.total,
        good=found.good,
        last=[_obstacle(row, actor.today, rules) for row in last],
        last_conclusions=lines_of(previous.conclusions) if previous else [],
        signals=[_signal(one, found.units) for one in found.warnings[:MOST]],
        more_signals=max(len(found.warnings) - MOST, 0),
        obstacles=[_obstacle(row, actor.today, rules) for row in open_rows[:MOST]],
        more_obstacles=max(len(open_rows) - MOST, 0),
        cycle=cycle_of(actor, unit),
    )


def read_memo(session: ReviewSession) -> Memo:
    """Return the frozen memo of a session. No query."""
    kept: dict[str, Any] = session.memo
    return Memo(
        **kept
        | {
            "last": [MemoObstacle(**row) for row in kept["last"]],
            "signals": [MemoSignal(**row) for row in kept["signals"]],
            "obstacles": [MemoObstacle(**row) for row in kept["obstacles"]],
            "cycle": Cycle(**kept["cycle"]),
        }
    )


def lines_of(text: str) -> list[str]:
    """Return the lines that say something."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def _promised(previous: ReviewSession) -> ObstacleQuerySet:
    """What the last session agreed on, and what it had on its own list."""
    kept = previous.memo
    listed = [row["obstacle_id"] for row in kept["last"] + kept["obstacles"] if not _ended(row)]
    rows = Obstacle.objects.filter(
        Q(session=previous) | Q(pk__in=listed), agency=previous.agency_id
    )
    return rows.with_names().order_by("due_on", "pk")


def _ended(row: dict[str, Any]) -> bool:
    return row["state"] not in Obstacle.OPEN


def _open(actor: Actor, unit: Unit) -> ObstacleQuerySet:
    inside = below((unit.path,), "unit__path")
    rows = Obstacle.objects.open().filter(inside, agency=actor.agency).with_names()
    return rows.order_by("due_on", "pk")


def _obstacle(row: Obstacle, today: date, rules: ClimbRules) -> MemoObstacle:
    return MemoObstacle(
        obstacle_id=row.pk,
        text=row.text,
        unit=row.unit.name,
        indicator=row.indicator.name if row.indicator else "",
        owner=row.owner_name,
        due=row.due_on.isoformat() if row.due_on else None,
        late=days_late(row.due_on, today) if row.is_open else 0,
        level=level(row.due_on, today, rules) if row.is_open else 0,
        state=row.state,
    )


def _signal(one: EarlyWarning, units: Mapping[int, str]) -> MemoSignal:
    year, ahead = one.row, one.outlook
    return MemoSignal(
        indicator_id=year.indicator_id,
        name=year.name,
        unit=units[year.unit_id],
        light=str(year.light),
        need=int(one.need),
        trend=str(one.trend or ""),
        measure=year.measure,
        value=_text(year.value),
        target=_text(year.aim.value),
        gap=_text(one.gap),
        since=one.since,
        forecast=_text(ahead.mean if ahead else None),
        low=_text(ahead.low if ahead else None),
        high=_text(ahead.high if ahead else None),
        probability=_text(ahead.probability if ahead else None),
        causes=list(one.causes),
    )


def _text(value: Decimal | None) -> str | None:
    return None if value is None else str(value)


def _exact(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
