"""The proposal for one plan in one period, with reasons a person can open and check."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import TypeVar

from django.utils.translation import gettext as _

from karsa.evaluations.queries.achievements import IndicatorFact, achievements_of
from karsa.evaluations.queries.evidence import EntryRow, RemarkRow, entries_of, remarks_of
from karsa.evaluations.queries.facts import ResultFact, ValueFact, result_fact, value_fact
from karsa.evaluations.queries.organisation import level_for
from karsa.evaluations.queries.sides import Side, behaviour_side, head_side, result_side
from karsa.indicators.models import Indicator
from karsa.journal.models import DailyEntry
from karsa.org.models import Period
from karsa.org.queries.rules import values_of
from karsa.plans.models import PerformancePlan, WorkResult
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
    feedback are the period's own. Four queries, five where indicators are linked, one more for
    a head whose results follow the unit, whatever the number of entries.
    """
    results = _results_of(plan)
    ground = Ground(
        results,
        entries_of(plan, period.ends),
        remarks_of(plan, period),
        _indicators(results, period),
    )
    found = proposal_from(ground, share_passed(plan.starts, plan.ends, period.ends), period)
    return _following_the_unit(found, plan, period, today)


def _following_the_unit(
    found: Proposal, plan: PerformancePlan, period: Period, today: date
) -> Proposal:
    """A unit head's results follow the unit's level where the agency's rules say so.

    The rule set "head_rating", {"follows_unit": true}; by default they do not.
    Source: SE MenPANRB 3/2023 (secondary).
    """
    if not plan.assignment.is_head:
        return found
    if not values_of(plan.agency, period.year, "head_rating").get("follows_unit"):
        return found
    level = level_for(plan.assignment.unit_id, period, today).level
    return replace(found, result=head_side(level))


@dataclass(frozen=True, slots=True)
class Ground:
    """What a proposal stands on: results, entries since the plan began, feedback, indicators."""

    results: Sequence[WorkResult]
    entries: Sequence[EntryRow]
    remarks: Sequence[RemarkRow]
    known: Mapping[int, IndicatorFact]


def proposal_from(ground: Ground, share: Decimal, period: Period) -> Proposal:
    """Propose both ratings from rows at hand; `share` of the plan's time has passed. No query
    where the results' measures are prefetched."""
    sorted_rows = _by_result(ground.results, ground.entries)
    counted = [remark for remark in ground.remarks if not remark.is_own_guest]
    said = _by_result(ground.results, counted)
    facts = tuple(
        result_fact(number, row, period, sorted_rows[row.pk], said[row.pk], ground.known, share)
        for number, row in enumerate(ground.results, start=1)
    )
    values = tuple(value_fact(value.key, value.name, counted) for value in VALUES)
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


def _results_of(plan: PerformancePlan) -> list[WorkResult]:
    rows = plan.results.prefetch_related("measures").order_by("order")
    return sorted(rows, key=lambda row: (row.kind != WorkResult.Kind.MAIN, row.order))


def _indicators(results: Sequence[WorkResult], period: Period) -> dict[int, IndicatorFact]:
    """The indicators the results' measures are linked to; no query where none is."""
    measures = [measure for row in results for measure in row.measures.all()]
    keys = {one.indicator_id for one in measures if one.indicator_id is not None}
    if not keys:
        return {}
    return {
        fact.indicator_id: fact
        for fact in achievements_of(Indicator.objects.filter(pk__in=keys), period)
    }


def _by_result(results: Sequence[WorkResult], rows: Iterable[R]) -> dict[int, list[R]]:
    """Sort rows to the plan's results; those on an older version follow the result's key."""
    ids = {row.key: row.pk for row in results}
    found: dict[int, list[R]] = defaultdict(list)
    for row in rows:
        if row.result_key in ids:
            found[ids[row.result_key]].append(row)
    return found
