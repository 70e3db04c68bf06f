"""B.1.2: per work result its actions, what was accepted for them, and the evidence."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import QuerySet

from karsa.accounts.actor import Actor
from karsa.accounts.roles import Role
from karsa.journal.models import DailyEntry
from karsa.journal.queries.rows import EntryRow, row_of
from karsa.plans.models import ActionItem, PerformancePlan, WorkResult

State = DailyEntry.State


@dataclass(frozen=True, slots=True)
class DocumentedAction:
    """An action with what was accepted for it; `title` is empty for what belongs to no action."""

    title: str
    entries: tuple[EntryRow, ...]

    @property
    def sums(self) -> tuple[tuple[Decimal, str], ...]:
        """What was realised, per unit, in the order the units were first used."""
        found: dict[str, Decimal] = {}
        for entry in self.entries:
            if entry.quantity is not None:
                found[entry.measure] = found.get(entry.measure, Decimal(0)) + entry.quantity
        return tuple((total, measure) for measure, total in found.items())

    @property
    def texts(self) -> tuple[EntryRow, ...]:
        """Entries that say it in words alone."""
        return tuple(entry for entry in self.entries if entry.quantity is None and entry.text)

    @property
    def proofs(self) -> tuple[str, ...]:
        """The names of the files that show it."""
        return tuple(proof.name for entry in self.entries for proof in entry.evidence)


@dataclass(frozen=True, slots=True)
class DocumentedResult:
    """A work result with its actions, numbered as on the form."""

    number: int
    result_id: int
    text: str
    actions: tuple[DocumentedAction, ...]

    @property
    def entries(self) -> int:
        """How many accepted entries show it."""
        return sum(len(action.entries) for action in self.actions)


@dataclass(frozen=True, slots=True)
class Documentation:
    """The documentation of a plan from `first` to `last`; `waiting` entries do not count yet."""

    first: date
    last: date
    results: tuple[DocumentedResult, ...]
    waiting: int

    @property
    def entries(self) -> int:
        """How many accepted entries it stands on."""
        return sum(result.entries for result in self.results)


def plans_documented_for(actor: Actor) -> QuerySet[PerformancePlan]:
    """Plans of oneself and of those whose entries the actor may see."""
    if actor.roles <= {Role.ADMINISTRATOR}:
        return PerformancePlan.objects.none()  # keeps the machine running, reads nobody's work
    return PerformancePlan.objects.visible_to(actor)


def documentation(actor: Actor, plan: PerformancePlan, first: date, last: date) -> Documentation:
    """Return what was accepted on a plan's post from `first` to `last`, as the actor may see it.

    Entries on older versions of the plan stand under the same result. Four queries.
    """
    said = DailyEntry.objects.visible_to(actor).filter(
        assignment=plan.assignment_id, plan__year=plan.year, day__range=(first, last)
    )
    entries: dict[UUID, list[DailyEntry]] = defaultdict(list)
    waiting = 0
    for entry in said.filter(state__in=(State.SENT, State.ACCEPTED)).for_list().order_by("day"):
        if entry.state == State.ACCEPTED:
            entries[entry.result.key].append(entry)
        else:
            waiting += 1
    return Documentation(first, last, tuple(_results(plan, entries)), waiting)


def _results(
    plan: PerformancePlan, entries: dict[UUID, list[DailyEntry]]
) -> Iterable[DocumentedResult]:
    rows = WorkResult.objects.filter(plan=plan).prefetch_related("actions")
    ordered = sorted(rows, key=lambda one: (one.kind != WorkResult.Kind.MAIN, one.order))
    for number, result in enumerate(ordered, start=1):
        actions = sorted(result.actions.all(), key=lambda action: action.order)
        documented = tuple(_actions(actions, entries.get(result.key, [])))
        yield DocumentedResult(number, result.pk, result.text, documented)


def _actions(actions: list[ActionItem], entries: list[DailyEntry]) -> Iterable[DocumentedAction]:
    """Each planned action, and at the end what was reported on the result alone.

    An action of an older version is the same when its words are.
    """
    told: dict[str, list[EntryRow]] = {action.text: [] for action in actions}
    rest: list[EntryRow] = []
    for entry in entries:
        words = entry.action.text if entry.action else ""
        told.get(words, rest).append(row_of(entry))
    yield from (DocumentedAction(words, tuple(rows)) for words, rows in told.items())
    if rest:
        yield DocumentedAction("", tuple(rest))
