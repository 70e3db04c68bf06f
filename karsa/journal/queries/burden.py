"""What Karsa costs: medians per month for everybody, per unit for who leads."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery, Sum

from karsa.accounts.actor import Actor
from karsa.accounts.roles import Role
from karsa.journal.models import BurdenCount
from karsa.org.models import Assignment, Unit
from karsa.org.models.units import below
from karsa.rules.burden import INTERACTIONS, SECONDS, median
from karsa.rules.disclosure import LEAST

Step, Kind = BurdenCount.Step, BurdenCount.Kind
_BOUNDS = {Kind.SECONDS: SECONDS, Kind.INTERACTIONS: INTERACTIONS}


@dataclass(frozen=True, slots=True)
class Burden:
    """One step's cost: medians as upper bounds of their class, None where it is above the last."""

    step: str
    done: int
    left: int
    seconds: int | None
    interactions: int | None

    @property
    def label(self) -> str:
        """The step in words."""
        return str(Step(self.step).label)

    @property
    def left_percent(self) -> int:
        """How many of those begun were left, in whole percent."""
        begun = self.done + self.left
        return round(100 * self.left / begun) if begun else 0


@dataclass(frozen=True, slots=True)
class Month:
    """A month's cost for the whole agency."""

    month: date
    steps: tuple[Burden, ...]


@dataclass(frozen=True, slots=True)
class UnitBurden:
    """A unit's cost in a month; no steps where fewer than five people work or events are known."""

    name: str
    steps: tuple[Burden, ...]


def burden_by_month(actor: Actor) -> tuple[Month, ...]:
    """Return the agency's last twelve months, the newest first. One query."""
    rows = BurdenCount.objects.filter(agency=actor.agency, month__gt=_since(actor.today))
    groups = rows.values_list("month", "step", "kind", "slot").annotate(n=Sum("count")).order_by()
    found: dict[date, list[tuple[str, str, int, int]]] = defaultdict(list)
    for month, step, kind, slot, n in groups:
        found[month].append((step, kind, slot, n))
    months = (Month(month, _steps(found[month])) for month in sorted(found, reverse=True))
    return tuple(one for one in months if one.steps)


def units_counted(actor: Actor, month: date) -> QuerySet[Unit]:
    """Return units with counts in `month`: all for the office, else those led."""
    counted = BurdenCount.objects.filter(unit=OuterRef("pk"), month=month)
    scope = Q() if actor.has(Role.PERFORMANCE_MANAGER) else below(actor.led_paths)
    return Unit.objects.filter(Exists(counted), scope, agency=actor.agency)


def burden_of(actor: Actor, units: Iterable[Unit], month: date) -> tuple[UnitBurden, ...]:
    """Return the cost of units; those of fewer than five people say nothing. One query."""
    shown = list(units)
    inside = Assignment.objects.on(actor.today).filter(
        unit=OuterRef("unit"), employee__is_active=True
    )
    people = inside.order_by().values("unit").annotate(n=Count("employee", distinct=True))
    rows = BurdenCount.objects.filter(unit__in=shown, month=month)
    large = rows.alias(people=Subquery(people.values("n"))).filter(people__gte=LEAST)
    found: dict[int, list[tuple[str, str, int, int]]] = defaultdict(list)
    for unit, step, kind, slot, n in large.values_list("unit", "step", "kind", "slot", "count"):
        found[unit].append((step, kind, slot, n))
    return tuple(UnitBurden(unit.name, _steps(found[unit.pk])) for unit in shown)


def _since(today: date) -> date:
    return today.replace(year=today.year - 1, day=1)


def _steps(rows: Iterable[tuple[str, str, int, int]]) -> tuple[Burden, ...]:
    """Steps with at least five events: fewer could be one person's."""
    counts: dict[tuple[str, str], dict[int, int]] = defaultdict(dict)
    for step, kind, slot, n in rows:
        counts[step, kind][slot] = n
    steps = (_burden(step, counts) for step in Step.values)
    return tuple(one for one in steps if one.done >= LEAST)


def _burden(step: str, counts: dict[tuple[str, str], dict[int, int]]) -> Burden:
    def middle(kind: BurdenCount.Kind) -> int | None:
        bounds = _BOUNDS[kind]
        told = counts[step, kind]
        return median([told.get(slot, 0) for slot in range(len(bounds) + 1)], bounds)

    return Burden(
        step=step,
        done=sum(counts[step, Kind.SECONDS].values()),
        left=counts[step, Kind.LEFT].get(0, 0),
        seconds=middle(Kind.SECONDS),
        interactions=middle(Kind.INTERACTIONS),
    )
