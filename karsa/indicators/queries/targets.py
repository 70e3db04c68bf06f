"""Targets of a year as people plan them, and every revision with both of its values."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q, QuerySet
from django.utils.translation import gettext

from karsa.accounts.actor import Actor
from karsa.accounts.roles import Role
from karsa.indicators import policies
from karsa.indicators.models import Indicator, Target, TargetRevision
from karsa.indicators.queries.sections import Subject
from karsa.kit.formats import MONTHS, number
from karsa.kit.wording import easier
from karsa.org.models.units import below
from karsa.rules.consolidation import Consolidation
from karsa.rules.trajectory import agrees, kind_of, parts, reached

YEAR = 0
# The last months of a year's parts, by how often people plan.
GRIDS: Mapping[str, tuple[int, ...]] = {
    "monthly": tuple(range(1, 13)),
    "quarterly": (3, 6, 9, 12),
    "half_yearly": (6, 12),
    "yearly": (),
}


@dataclass(frozen=True, slots=True)
class Point:
    """A point of the trajectory: its own part, and what stands by then."""

    month: int
    part: Decimal | None
    by_then: Decimal | None

    @property
    def name(self) -> str:
        """The month's name."""
        return gettext(MONTHS[self.month - 1])


@dataclass(frozen=True, slots=True)
class Plan:
    """A year's target with its trajectory; `year` is None until one is set."""

    year: Target | None
    points: tuple[Point, ...]
    in_parts: bool  # what stands by a month is made of parts; else it is the month's own value
    agrees: bool
    reached: Decimal | None
    easier: str  # that the target asks for less than what is reached already, in words, or empty


@dataclass(frozen=True, slots=True)
class Was:
    """One target of a revision before and after, in words."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class RevisionRow:
    """A revision with its values before and after; the reader may decide or withdraw it."""

    revision: TargetRevision
    changes: tuple[Was, ...]
    decides: bool
    withdraws: bool


@dataclass(frozen=True, slots=True)
class Targets:
    """What the tab shows."""

    plan: Plan
    revisions: tuple[RevisionRow, ...]
    keeps: bool

    @property
    def waiting(self) -> bool:
        """Whether a proposal waits for its answer."""
        return any(one.revision.state == TargetRevision.State.PROPOSED for one in self.revisions)


def targets_of(subject: Subject) -> Targets:
    """Return the year's plan and the revisions of all years, newest first. Two queries."""
    indicator = subject.indicator
    found = indicator.revisions.select_related("proposed_by", "decided_by", "indicator__unit")
    return Targets(
        plan_of(indicator, subject.year),
        tuple(_row(subject, one) for one in found.order_by("-proposed_at")),
        policies.can_keep_indicators(subject.actor, indicator.unit),
    )


def waiting(actor: Actor) -> QuerySet[TargetRevision]:
    """The proposals that wait for the actor: `can_decide_revision` as rows."""
    rows = TargetRevision.objects.filter(agency=actor.agency, state=TargetRevision.State.PROPOSED)
    rows = rows.exclude(proposed_by=actor.me).select_related("indicator__unit", "proposed_by")
    if actor.has(Role.PERFORMANCE_MANAGER):
        return rows
    path = "indicator__unit__path"
    above = Q(pk__in=[])
    for led in actor.led_paths:
        above |= below((led,), path) & ~Q(**{path: led})
    return rows.filter(above)


def plan_of(indicator: Indicator, year: int) -> Plan:
    """Return the year's target and trajectory of a row of `with_card`. One query."""
    rows = {row.month: row for row in indicator.targets.filter(year=year).order_by("month")}
    kind = consolidation_of(indicator)
    aim = rows.pop(YEAR, None)
    by_then = [rows[month].value for month in rows]
    own = parts(kind, by_then)
    points = (Point(*one) for one in zip(rows, own, by_then, strict=True))
    told = aim.value if aim else None
    return Plan(
        aim,
        tuple(points),
        kind is not Consolidation.LAST,
        told is None or agrees(kind, own, told),
        reached(kind_of(kind), own),
        easier(getattr(indicator, "card_polarity", None) or "", aim.baseline, told) if aim else "",
    )


def consolidation_of(indicator: Indicator) -> Consolidation:
    """How months become the year, of a row of `with_card`."""
    return Consolidation(getattr(indicator, "card_over_time", None) or "last")


def months_of(indicator: Indicator, plan: Plan, asked: str = "") -> tuple[int, ...]:
    """Return the months of the grid: those that are planned, else as `asked`, else the card's.

    A range of targets holds all year and has no grid. No query.
    """
    planned = {point.month for point in plan.points}
    if getattr(indicator, "card_polarity", "") == "range":
        return ()
    if planned:
        return next(one for one in sorted(GRIDS.values(), key=len) if planned <= set(one))
    return GRIDS.get(asked) or GRIDS[getattr(indicator, "card_frequency", None) or "monthly"]


def changes_of(revision: TargetRevision) -> tuple[Was, ...]:
    """Return what a revision changes, the year first. No query."""
    return tuple(
        Was(_name(int(month)), words(said.get("was")), words(said))
        for month, said in sorted(revision.targets.items(), key=lambda item: int(item[0]))
    )


def _row(subject: Subject, revision: TargetRevision) -> RevisionRow:
    waits = revision.state == TargetRevision.State.PROPOSED
    decides = waits and policies.can_decide_revision(subject.actor, revision)
    withdraws = waits and policies.can_withdraw_revision(subject.actor, revision)
    return RevisionRow(revision, changes_of(revision), decides, withdraws)


def _name(month: int) -> str:
    return gettext(MONTHS[month - 1]) if month else gettext("Sepanjang tahun")


def words(said: Mapping[str, str | None] | None) -> str:
    """Return a stored target in words: "95", "80–90" or "–"."""
    if said is None:
        return "–"
    value, low, high = said.get("value"), said.get("low"), said.get("high")
    if value is not None:
        return number(value)
    return f"{number(low)}–{number(high)}" if low is not None and high is not None else "–"
