"""The month on one page: what moved, what is red and worsening, what is stale, what to look at."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.utils.translation import gettext

from karsa.accounts.actor import Actor
from karsa.insights.queries.leader import Board, board_of
from karsa.insights.queries.signals import Signal
from karsa.kit.formats import MONTHS
from karsa.rules.lights import Light
from karsa.rules.warning import Need

# One page: what a reader can act on this month.
LOOK_AT = 5
MOVED = 3
# Points of pace below which a month did not move.
LITTLE = Decimal(2)


@dataclass(frozen=True, slots=True)
class Move:
    """An indicator whose pace changed over the month, in percentage points."""

    signal: Signal
    points: Decimal


@dataclass(frozen=True, slots=True)
class Briefing:
    """A leader's units at the end of a month. Units and indicators only: nobody is graded here."""

    year: int
    month: int
    board: Board
    better: tuple[Move, ...]
    worse: tuple[Move, ...]

    @property
    def name(self) -> str:
        """The month with its year."""
        return f"{gettext(MONTHS[self.month - 1])} {self.year}"

    @property
    def worsening(self) -> int:
        """How many are red and still falling."""
        return self.board.worsening

    @property
    def stale(self) -> tuple[Signal, ...]:
        """Those whose data is old."""
        return tuple(one for one in self.board.signals if one.year.light is Light.STALE)

    @property
    def look_at(self) -> tuple[Signal, ...]:
        """The few to look at first: old data is asked for elsewhere on the page."""
        asking = (one for one in self.board.signals if one.warning)
        return tuple(one for one in asking if _need(one) is not Need.STALE)[:LOOK_AT]

    @property
    def finding(self) -> str:
        """The page in a sentence: the headline, and the subject of the letter."""
        facts = {"n": self.board.urgent, "worse": self.worsening, "all": len(self.board.signals)}
        if self.worsening:
            text = gettext("%(n)s dari %(all)s indikator tertinggal, %(worse)s masih memburuk")
            return text % facts
        if self.board.urgent:
            return gettext("%(n)s dari %(all)s indikator tertinggal") % facts
        return gettext("Tidak ada indikator yang tertinggal")


def briefing_of(actor: Actor, first: date) -> Briefing:
    """Return the briefing of the month that begins on `first`, as things stood at its end.

    Six queries. Data counts as old as it was on the month's last day; a month that still runs
    stands as it does today.
    """
    board = board_of(actor, at=min(actor.today, _last_day(first)))
    moves = [move for one in board.signals if (move := _move(one, first.month))]
    better = sorted((one for one in moves if one.points > 0), key=lambda one: -one.points)
    worse = sorted((one for one in moves if one.points < 0), key=lambda one: one.points)
    return Briefing(first.year, first.month, board, tuple(better[:MOVED]), tuple(worse[:MOVED]))


def month_before(today: date) -> date:
    """Return the first day of the month before. No query."""
    return (today.replace(day=1) - timedelta(days=1)).replace(day=1)


def _last_day(first: date) -> date:
    return (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def _move(signal: Signal, month: int) -> Move | None:
    points = _change(signal.year.series, month)
    return Move(signal, points) if points is not None and abs(points) >= LITTLE else None


def _change(series: Sequence[Decimal | None], month: int) -> Decimal | None:
    """From the last month known before to this one; None where this one is not known."""
    now = series[month - 1]
    before = next((value for value in reversed(series[: month - 1]) if value is not None), None)
    return None if now is None or before is None else now - before


def _need(signal: Signal) -> Need | None:
    return signal.warning.need if signal.warning else None
