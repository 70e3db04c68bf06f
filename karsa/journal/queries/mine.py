"""What a person may report now: open actions, what can be repeated, what was told lately."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Count, Max, Q, QuerySet, Sum

from karsa.accounts.actor import Actor
from karsa.journal.models import DailyEntry
from karsa.journal.queries.rhythm import days_between
from karsa.journal.queries.rows import EntryRow, rows_of
from karsa.kit.prepared import prepared
from karsa.org.models import Assignment
from karsa.plans.models import ActionItem, PerformancePlan, WorkResult
from karsa.tenancy.models import Agency

State = DailyEntry.State
CENT = Decimal("0.01")
RECENT_DAYS = 60


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
class Due:
    """An action that is open now. `is_due` only hints: nobody is forced to report daily."""

    action_id: int
    action: str
    result_id: int
    result: str
    plan_id: int
    measure: str
    target: Decimal | None
    done: Decimal
    last: date | None
    ends: date
    is_due: bool

    @property
    def choice(self) -> str:
        """The value of this action in the form of a new entry."""
        return f"a{self.action_id}"


@dataclass(frozen=True, slots=True)
class Choice:
    """A tile of the form: an action, or a result that has none. `done` of `target` in `measure`."""

    value: str
    title: str
    note: str
    measure: str
    done: Decimal
    target: Decimal | None


def open_plans(actor: Actor) -> QuerySet[PerformancePlan]:
    """The actor's plans that may be reported on today."""
    return _open_plans(actor.agency, actor.me, actor.today)


def _open_plans(agency: Agency, me: int, today: date) -> QuerySet[PerformancePlan]:
    posts = Assignment.objects.on(today).filter(employee=me)
    return (
        PerformancePlan.objects.current()
        .filter(agency=agency, assignment__in=posts.values("pk"))
        .filter(starts__lte=today, ends__gte=today)
        .exclude(state=PerformancePlan.State.DRAFT)
    )


def due(actor: Actor) -> tuple[Due, ...]:
    """Return the actor's open actions of today, those due first. Two queries."""
    actions = list(_open_actions(actor))
    between = days_between(actor.agency, actor.today.year)
    rows = (
        _due(action, between(action.plan.assignment.position.kind), actor) for action in actions
    )
    return tuple(sorted(rows, key=lambda row: not row.is_due))


def choices(actor: Actor) -> tuple[Choice, ...]:
    """Return what an entry can be about, the latest used first. Two queries."""
    actions = list(_open_actions(actor))
    bare = (
        WorkResult.objects.filter(plan__in=open_plans(actor).values("pk"))
        .exclude(pk__in=[action.result_id for action in actions])
        .annotate(done=_done(), last=_last())
        .order_by("plan", "order")
    )
    rows: list[ActionItem | WorkResult] = [*actions, *bare]
    rows.sort(key=lambda row: row.last or date.min, reverse=True)  # type: ignore[union-attr]
    return tuple(map(_choice, rows))


def lately(actor: Actor) -> Lately:
    """Return what the actor's entries of the last two months lead to today. One query.

    Favourites of any age stand first among what can be repeated.
    """
    since = actor.today - timedelta(days=RECENT_DAYS)
    entries = _lately(actor.agency, actor.me, actor.today, since)
    latest: dict[tuple[int, int | None], DailyEntry] = {}
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
def _lately(agency: Agency, me: int, today: date, since: date) -> QuerySet[DailyEntry]:
    own = DailyEntry.objects.filter(agency=agency, employee=me)
    recent = own.filter(Q(day__gte=since) | Q(is_favourite=True))
    return (
        recent.filter(plan__in=_open_plans(agency, me, today).values("pk"))
        .exclude(state=State.DRAFT)
        .select_related("result", "action")
        .order_by("-day", "-pk")[:200]
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
    own = DailyEntry.objects.filter(agency=actor.agency, employee=actor.me)
    found = dict(own.values_list("state").annotate(n=Count("pk")).order_by())
    return {state: found.get(state, 0) for state in State.values} | {"": sum(found.values())}


def _open_actions(actor: Actor) -> QuerySet[ActionItem]:
    return (
        ActionItem.objects.filter(plan__in=open_plans(actor).values("pk"))
        .filter(starts__lte=actor.today, ends__gte=actor.today)
        .select_related("result", "plan__assignment__position")
        .annotate(done=_done(), last=_last())
        .order_by("plan", "result__order", "order")
    )


def _done() -> Sum:
    return Sum("entries__quantity", filter=Q(entries__state=State.ACCEPTED))


def _last() -> Max:
    return Max("entries__day", filter=~Q(entries__state=State.DRAFT))


def _exact(value: Decimal | None) -> Decimal:
    # SQLite adds in floating point; two decimals are what was stored.
    return (value or Decimal(0)).quantize(CENT)


def _due(action: ActionItem, between: int, actor: Actor) -> Due:
    last = action.last  # type: ignore[attr-defined]
    return Due(
        action_id=action.pk,
        action=action.text,
        result_id=action.result_id,
        result=action.result.text,
        plan_id=action.plan_id,
        measure=action.measure,
        target=action.target_value,
        done=_exact(action.done),  # type: ignore[attr-defined]
        last=last,
        ends=action.ends,
        is_due=last is None or (actor.today - last).days >= between,
    )


def _choice(row: ActionItem | WorkResult) -> Choice:
    is_action = isinstance(row, ActionItem)
    return Choice(
        value=f"{'a' if is_action else 'r'}{row.pk}",
        title=row.text,
        note=row.result.text if isinstance(row, ActionItem) else "",
        measure=row.measure if isinstance(row, ActionItem) else "",
        done=_exact(row.done),  # type: ignore[union-attr]
        target=row.target_value if isinstance(row, ActionItem) else None,
    )


def _repeatable(entry: DailyEntry, today: date) -> Repeatable:
    return Repeatable(
        entry_id=entry.pk,
        action_id=entry.action_id,
        result_id=entry.result_id,
        action=entry.action.text if entry.action else "",
        result=entry.result.text,
        quantity=entry.quantity,
        measure=entry.measure,
        day=entry.day,
        is_done_today=entry.day == today,
        is_favourite=entry.is_favourite,
    )
