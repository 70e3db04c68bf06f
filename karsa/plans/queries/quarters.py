"""The agreement's action plan by quarters: its page, and what it brought."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from karsa.accounts.actor import Actor
from karsa.org.models import Period
from karsa.plans import policies
from karsa.plans.models import AgreementLine, PerformanceAgreement, QuarterAction
from karsa.rules.achievement import Achievement
from karsa.rules.quarters import QUARTERS, Step, actions_achievement, quarter_begins, quarter_of

State = PerformanceAgreement.State


@dataclass(frozen=True, slots=True)
class ActionRow:
    """A step and what the reader may do with it now."""

    action: QuarterAction
    writes: bool
    reports: bool
    confirms: bool


@dataclass(frozen=True, slots=True)
class QuarterCell:
    """The steps of one indicator in one quarter, and how far they came."""

    number: int
    rows: tuple[ActionRow, ...]
    achievement: Achievement


@dataclass(frozen=True, slots=True)
class LineQuarters:
    """An indicator of the agreement with its four quarters."""

    line: AgreementLine
    quarters: tuple[QuarterCell, ...]


@dataclass(frozen=True, slots=True)
class QuartersPage:
    """The action plan of an agreement, and what the reader may do with it now."""

    lines: tuple[LineQuarters, ...]
    writes: bool
    sets: bool
    reopens: bool

    @property
    def actions(self) -> tuple[QuarterAction, ...]:
        """All steps."""
        cells = (cell for one in self.lines for cell in one.quarters)
        return tuple(row.action for cell in cells for row in cell.rows)

    def due(self, today: date, year: int) -> int:
        """How many steps of quarters that have begun nobody has reported on."""
        begun = [quarter for quarter in QUARTERS if quarter_begins(year, quarter) <= today]
        return sum(row.quarter in begun and not row.is_reported for row in self.actions)


def quarters_page(actor: Actor, agreement: PerformanceAgreement) -> QuartersPage:
    """Return the action plan of an agreement whose unit and agency are loaded. Two queries."""
    writes = (
        policies.can_draft_agreement(actor, agreement.unit) and agreement.state != State.SUPERSEDED
    )
    is_set = agreement.actions_set_at is not None
    sets = policies.can_set_actions(actor, agreement) and agreement.state != State.SUPERSEDED
    found: dict[int, list[ActionRow]] = defaultdict(list)
    for action in _actions(agreement):
        found[action.line_id].append(_row(actor, agreement, action, writes))
    lines = AgreementLine.objects.filter(objective__agreement=agreement)
    ordered = lines.select_related("objective").order_by("objective__order", "order")
    return QuartersPage(
        lines=tuple(_line(line, found[line.pk]) for line in ordered),
        writes=writes and not is_set,
        sets=sets and not is_set and bool(found),
        reopens=sets and is_set,
    )


def _actions(agreement: PerformanceAgreement) -> Iterable[QuarterAction]:
    rows = QuarterAction.objects.filter(line__objective__agreement=agreement)
    return rows.select_related("reported_by", "confirmed_by").order_by("quarter", "order")


def _row(
    actor: Actor, agreement: PerformanceAgreement, action: QuarterAction, keeps: bool
) -> ActionRow:
    is_set = agreement.actions_set_at is not None
    begun = quarter_begins(agreement.year, action.quarter) <= actor.today
    return ActionRow(
        action=action,
        writes=keeps and not is_set,
        reports=keeps and is_set and begun and agreement.state == State.SIGNED,
        confirms=action.is_reported
        and not action.is_confirmed
        and policies.can_confirm_action(actor, agreement.unit, action),
    )


def _line(line: AgreementLine, rows: Iterable[ActionRow]) -> LineQuarters:
    by_quarter: dict[int, list[ActionRow]] = defaultdict(list)
    for row in rows:
        by_quarter[row.action.quarter].append(row)
    return LineQuarters(line, tuple(_cell(number, by_quarter[number]) for number in QUARTERS))


def _cell(number: int, rows: list[ActionRow]) -> QuarterCell:
    return QuarterCell(
        number, tuple(rows), actions_achievement([_step(row.action) for row in rows])
    )


def _step(action: QuarterAction) -> Step:
    return Step(action.target_value, action.realised_value if action.is_confirmed else None)


@dataclass(frozen=True, slots=True)
class LineFact:
    """What the steps of a quarter brought for one indicator of a unit's agreement in force."""

    line_id: int
    unit_id: int
    indicator_id: int | None
    name: str
    found: Achievement


def quarter_facts(units: Iterable[int], period: Period) -> tuple[LineFact, ...]:
    """Return what the set action plans of `units` brought in the quarter that `period` covers.

    Only confirmed realisations count; a period that is no quarter has none. One query.
    """
    quarter = quarter_of(period.starts, period.ends)
    if quarter is None:
        return ()
    rows = QuarterAction.objects.filter(
        line__objective__agreement__unit__in=list(units),
        line__objective__agreement__year=period.year,
        line__objective__agreement__state=State.SIGNED,
        line__objective__agreement__actions_set_at__isnull=False,
        quarter=quarter,
    ).select_related("line__objective__agreement")
    steps: dict[int, list[QuarterAction]] = defaultdict(list)
    for row in rows.order_by("line", "order"):
        steps[row.line_id].append(row)
    return tuple(map(_fact, steps.values()))


def _fact(steps: list[QuarterAction]) -> LineFact:
    line = steps[0].line
    return LineFact(
        line_id=line.pk,
        unit_id=line.objective.agreement.unit_id,
        indicator_id=line.indicator_id,
        name=line.text,
        found=actions_achievement([_step(one) for one in steps]),
    )


def actions_by_unit(units: Iterable[int], period: Period) -> Mapping[int, list[LineFact]]:
    """Return `quarter_facts` by unit. One query."""
    found: dict[int, list[LineFact]] = defaultdict(list)
    for fact in quarter_facts(units, period):
        found[fact.unit_id].append(fact)
    return found
