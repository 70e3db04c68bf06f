"""The proposal for one plan in one period, with reasons a person can open and check."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import TypeVar
from uuid import UUID

from django.utils.translation import gettext as _

from karsa.evaluations.queries.evidence import EntryRow, RemarkRow, ResultRow
from karsa.evaluations.queries.facts import ResultFact, ValueFact, result_fact, value_fact
from karsa.evaluations.queries.ground import Ground, grounds_of
from karsa.evaluations.queries.organisation import LevelFact, levels_for
from karsa.evaluations.queries.sides import Side, behaviour_side, head_side, result_side
from karsa.journal.models import DailyEntry
from karsa.org.models import Period
from karsa.org.queries.rules import values_of
from karsa.plans.models import PerformancePlan
from karsa.rules.behaviour import VALUES
from karsa.rules.grade import Rating
from karsa.rules.reporting import share_passed

R = TypeVar("R", EntryRow, RemarkRow)


@dataclass(frozen=True, slots=True)
class Proposal:
    """Both ratings as the evidence carries them, for a person to decide."""

    result: Side
    behaviour: Side
    results: tuple[ResultFact, ...]
    values: tuple[ValueFact, ...]
    entries: tuple[EntryRow, ...]
    remarks: tuple[RemarkRow, ...]
    accepted: int
    waiting: int
    files: int

    @property
    def ratings(self) -> tuple[Rating | None, Rating | None]:
        """Results and behaviour, as the rules of a decision want them."""
        return (self.result.rating, self.behaviour.rating)

    @property
    def headline(self) -> str:
        """The proposal in one line."""
        results, behaviour = self.ratings
        if results is None and behaviour is None:
            return _("Bukti belum menunjuk satu usulan")
        text = _("Usulan: hasil %(results)s, perilaku %(behaviour)s")
        return text % {"results": _word(results), "behaviour": _word(behaviour)}

    @property
    def positive(self) -> int:
        """How many pieces of feedback are positive."""
        return sum(remark.is_positive for remark in self.remarks)


def _word(rating: Rating | None) -> str:
    words = {Rating.ABOVE: _("di atas"), Rating.MEETS: _("sesuai"), Rating.BELOW: _("di bawah")}
    return words[rating] if rating else _("belum dapat diusulkan")


def proposal_for(plan: PerformancePlan, period: Period, today: date) -> Proposal:
    """Propose both ratings from verified work and feedback; unverified claims never count.

    Quantities run since the plan began against the share of the target that is due by the
    period's end, linked indicators follow their verified measurements; counts of entries and
    feedback are the period's own. Three queries, four where indicators are linked, one more for
    a head whose results follow the unit, whatever the number of entries.
    """
    return proposals_for([plan], period, today)[plan.pk]


def proposals_for(
    plans: Sequence[PerformancePlan], period: Period, today: date
) -> dict[int, Proposal]:
    """Propose for many plans of the period's agency and year; by the plan's key.

    The plans' assignments are at hand. As many queries as for one.
    """
    grounds = grounds_of(plans, period)
    heads = _levels_to_follow(plans, period, today)
    return {plan.pk: _proposed(plan, grounds[plan.pk], heads, period) for plan in plans}


def _proposed(
    plan: PerformancePlan, ground: Ground, heads: Mapping[int, LevelFact], period: Period
) -> Proposal:
    share = share_passed(plan.starts, plan.ends, period.ends)
    found = proposal_from(ground, share, period)
    level = heads.get(plan.pk)
    return replace(found, result=head_side(level.level)) if level else found


def _levels_to_follow(
    plans: Sequence[PerformancePlan], period: Period, today: date
) -> dict[int, LevelFact]:
    """A unit head's results follow the unit's level where the agency's rules say so.

    The rule set "head_rating", {"follows_unit": true}; by default they do not.
    Source: SE MenPANRB 3/2023 (secondary).
    """
    led = {plan.pk: plan.assignment.unit_id for plan in plans if plan.assignment.is_head}
    if not led or not values_of(period.agency, period.year, "head_rating").get("follows_unit"):
        return {}
    levels = levels_for(led.values(), period, today)
    return {plan: levels[unit] for plan, unit in led.items()}


def proposal_from(ground: Ground, share: Decimal, period: Period) -> Proposal:
    """Propose both ratings from rows at hand; `share` of the plan's time has passed. No query."""
    sorted_rows = _by_result(ground.results, ground.entries)
    counted = [remark for remark in ground.remarks if not remark.is_own_guest]
    said = _by_result(ground.results, counted)
    facts = tuple(
        result_fact(number, row, period, sorted_rows[row.pk], said[row.pk], ground.known, share)
        for number, row in enumerate(ground.results, start=1)
    )
    of_value = defaultdict(list)
    for remark in counted:
        of_value[remark.value].append(remark)
    values = tuple(value_fact(one.key, one.name, of_value[one.key]) for one in VALUES)
    own = tuple(row for row in ground.entries if row.day >= period.starts)
    accepted = [row for row in own if row.counts]
    return Proposal(
        result=result_side(facts, own, period),
        behaviour=behaviour_side(values),
        results=facts,
        values=values,
        entries=own,
        remarks=tuple(ground.remarks),
        accepted=len(accepted),
        waiting=sum(row.state == DailyEntry.State.SENT for row in own),
        files=sum(row.files for row in accepted),
    )


def _by_result(results: Sequence[ResultRow], rows: Iterable[R]) -> dict[int, list[R]]:
    """Sort rows to the plan's results; those on an older version follow the result's key."""
    ids: dict[UUID | None, int] = {row.key: row.pk for row in results}
    found: dict[int, list[R]] = defaultdict(list)
    for row in rows:
        pk = ids.get(row.result_key)
        if pk is not None:
            found[pk].append(row)
    return found
