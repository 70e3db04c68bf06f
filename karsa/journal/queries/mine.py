"""What a person may report now: open actions, what can be repeated, what was told lately."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Count, Max, Q, QuerySet, Sum

from karsa.accounts.actor import Actor
from karsa.journal.models import DailyEntry
from karsa.journal.queries.rows import EntryRow, row_of, rows_of
from karsa.kit.pages import FEW
from karsa.kit.prepared import prepared
from karsa.org.models import Assignment
from karsa.plans.models import ActionItem, PerformancePlan, WorkResult
from karsa.tenancy.models import Agency

State = DailyEntry.State
CENT = Decimal("0.01")
RECENT_DAYS = 60
_REPEATED = (
    *("pk", "state", "day", "is_favourite", "quantity", "measure"),
    *("action_id", "result_id", "action__text", "result__text"),
)


@dataclass(frozen=True, slots=True)
class Repeatable:
    """The last entry of an action or result: "the same as then", with its number."""

    entry_id: int
    action_id: int | None
    result_id: int
    action: str
    result: str
    quantity: Decimal | None
    measure: str
    day: date
    is_done_today: bool
    is_favourite: bool = False

    @property
    def choice(self) -> str:
        """The value of its action or result in the form of a new entry."""
        return f"a{self.action_id}" if self.action_id else f"r{self.result_id}"

    @property
    def number(self) -> str:
        """The number as an input takes it: "16", "12.5"."""
        return "" if self.quantity is None else f"{self.quantity.normalize():f}"

    @property
    def title(self) -> str:
        """The action, else the result."""
        return self.action or self.result

    @property
    def plain(self) -> str:
        """The number as a number field wants it, without needless zeros."""
        return f"{self.quantity.normalize():f}" if self.quantity is not None else ""


@dataclass(frozen=True, slots=True)
class Lately:
    """The last two months in short: what can be repeated, and how many entries stand where."""

    repeatable: tuple[Repeatable, ...]
    today: int
    waiting: int
    returned: int


@dataclass(frozen=True, slots=True)
class Choice:
    """A tile of the form: an action, or a result that has none. `done` of `target` in `measure`."""

    value: str
    title: str
    note: str
    measure: str
    done: Decimal
    target: Decimal | None
    last: date | None  # when something was told of it


def open_plans(actor: Actor) -> QuerySet[PerformancePlan]:
    """The actor's plans that may be reported on today."""
    return plans_open_to(actor.agency, actor.me, actor.today)


def plans_open_to(agency: Agency, me: int, today: date) -> QuerySet[PerformancePlan]:
    """The same for an employee by key, as prepared queries take it."""
    posts = Assignment.objects.on(today).filter(employee=me)
    return (
        PerformancePlan.objects.current()
        .filter(agency=agency, assignment__in=posts.values("pk"))
        .filter(starts__lte=today, ends__gte=today)
        .exclude(state=PerformancePlan.State.DRAFT)
    )


def choices(actor: Actor) -> tuple[Choice, ...]:
    """Return what an entry can be about, the latest used first. Three queries."""
    asked = (actor.agency, actor.me, actor.today)
    told = _told(*asked)
    actions = _open_actions(*asked)
    busy = {row.result_id for row in actions}
    tiles = [_action_tile(row, (one for one in told if one.action_id == row.pk)) for row in actions]
    tiles += [
        _result_tile(row, (one for one in told if one.result_id == row.pk))
        for row in _open_results(*asked)
        if row.pk not in busy
    ]
    tiles.sort(key=lambda tile: tile.last or date.min, reverse=True)
    return tuple(tiles)


def lately(actor: Actor) -> Lately:
    """Return what the actor's entries of the last two months lead to today. One query.

    Favourites of any age stand first among what can be repeated.
    """
    since = actor.today - timedelta(days=RECENT_DAYS)
    entries = _lately(actor.agency, actor.me, actor.today, since)
    latest: dict[tuple[int, int | None], Any] = {}
    for entry in sorted(entries, key=lambda entry: not entry.is_favourite):
        if entry.state in (State.SENT, State.ACCEPTED):
            latest.setdefault((entry.result_id, entry.action_id), entry)
    return Lately(
        repeatable=tuple(_repeatable(entry, actor.today) for entry in latest.values()),
        today=sum(entry.day == actor.today for entry in entries),
        waiting=sum(entry.state == State.SENT for entry in entries),
        returned=sum(entry.state == State.RETURNED for entry in entries),
    )


@prepared
def _lately(agency: Agency, me: int, today: date, since: date) -> QuerySet[DailyEntry, Any]:
    own = DailyEntry.objects.filter(agency=agency, employee=me)
    recent = own.filter(Q(day__gte=since) | Q(is_favourite=True))
    return (
        recent.filter(plan__in=plans_open_to(agency, me, today).values("pk"))
        .exclude(state=State.DRAFT)
        .order_by("-day", "-pk")
        .values_list(*_REPEATED, named=True)[:200]
    )


def repeatable(actor: Actor) -> tuple[Repeatable, ...]:
    """Return the last entry of each action or result of the last two months. One query."""
    return lately(actor).repeatable


def recent(actor: Actor, limit: int = 5) -> tuple[EntryRow, ...]:
    """Return the actor's newest entries. Two queries."""
    own = DailyEntry.objects.filter(agency=actor.agency, employee=actor.me)
    return rows_of(own.order_by("-day", "-pk")[:limit])


def own_counts(actor: Actor) -> dict[str, int]:
    """Count the actor's entries per state; all of them under "". One query."""
    found = dict(_counted(actor.agency, actor.me))
    return {state: found.get(state, 0) for state in State.values} | {"": sum(found.values())}


@prepared
def _counted(agency: Agency, me: int) -> QuerySet[DailyEntry, Any]:
    own = DailyEntry.objects.filter(agency=agency, employee=me)
    return own.values_list("state").annotate(n=Count("pk")).order_by()


def newest(actor: Actor) -> tuple[EntryRow, ...]:
    """Return the actor's newest entries, one more than a page shows. Two queries."""
    return tuple(map(row_of, _newest(actor.agency, actor.me)))


@prepared
def _newest(agency: Agency, me: int) -> QuerySet[DailyEntry]:
    own = DailyEntry.objects.filter(agency=agency, employee=me)
    return own.for_list().order_by("-day", "-pk")[: FEW + 1]


@prepared
def _open_actions(agency: Agency, me: int, today: date) -> QuerySet[ActionItem, Any]:
    rows = ActionItem.objects.filter(plan__in=plans_open_to(agency, me, today).values("pk"))
    fields = ("pk", "text", "measure", "target_value", "result_id", "result__text")
    return (
        rows.filter(starts__lte=today, ends__gte=today)
        .order_by("plan", "result__order", "order")
        .values_list(*fields, named=True)
    )


@prepared
def _open_results(agency: Agency, me: int, today: date) -> QuerySet[WorkResult, Any]:
    rows = WorkResult.objects.filter(plan__in=plans_open_to(agency, me, today).values("pk"))
    return rows.order_by("plan", "order").values_list("pk", "text", named=True)


@prepared
def _told(agency: Agency, me: int, today: date) -> QuerySet[DailyEntry, Any]:
    """What was told of each result and action of the open plans: how much counts, and when last."""
    own = DailyEntry.objects.filter(agency=agency, employee=me).exclude(state=State.DRAFT)
    return (
        own.filter(plan__in=plans_open_to(agency, me, today).values("pk"))
        .values("result_id", "action_id")
        .annotate(done=Sum("quantity", filter=Q(state=State.ACCEPTED)), last=Max("day"))
        .order_by()
        .values_list("result_id", "action_id", "done", "last", named=True)
    )


def _action_tile(row: Any, told: Iterable[Any]) -> Choice:
    done, last = _summed(told)
    note, target = row.result__text, row.target_value
    return Choice(f"a{row.pk}", row.text, note, row.measure, done, target, last)


def _result_tile(row: Any, told: Iterable[Any]) -> Choice:
    done, last = _summed(told)
    return Choice(f"r{row.pk}", row.text, "", "", done, None, last)


def _summed(told: Iterable[Any]) -> tuple[Decimal, date | None]:
    rows = list(told)
    done = sum((row.done or Decimal(0) for row in rows), Decimal(0))
    # SQLite adds in floating point; two decimals are what was stored.
    return done.quantize(CENT), max((row.last for row in rows), default=None)


def _repeatable(entry: Any, today: date) -> Repeatable:
    return Repeatable(
        entry_id=entry.pk,
        action_id=entry.action_id,
        result_id=entry.result_id,
        action=entry.action__text or "",
        result=entry.result__text,
        quantity=entry.quantity,
        measure=entry.measure,
        day=entry.day,
        is_done_today=entry.day == today,
        is_favourite=entry.is_favourite,
    )
