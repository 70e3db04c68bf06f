"""Evaluations of past quarters: proposal kept, ratings by a person, on their way to the person."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, timedelta
from uuid import UUID

from django.db.models import prefetch_related_objects

from karsa.evaluations.models import Evaluation, ResultAssessment
from karsa.evaluations.queries.achievements import IndicatorFact, achievements_of
from karsa.evaluations.queries.evidence import EntryRow, MeasureRow, RemarkRow, ResultRow
from karsa.evaluations.queries.ground import Ground
from karsa.evaluations.queries.proposal import Proposal, proposal_from
from karsa.evaluations.queries.snapshot import snapshot_of
from karsa.indicators.models import Indicator
from karsa.plans.models import WorkResult
from karsa.rules.reporting import share_passed
from karsa.site.demo import closing, levels
from karsa.site.demo.chance import between, happens
from karsa.site.demo.decisions import Decision, decide, realisation
from karsa.site.demo.entries import Entry
from karsa.site.demo.feedback import Remark
from karsa.site.demo.plans import BATCH, Plan
from karsa.site.demo.posts import Post
from karsa.site.demo.quarters import Quarter, Terms
from karsa.site.demo.world import World

State = Evaluation.State
_LATE = 0.012
_UNSIGNED = 0.006


@dataclass(slots=True)
class Judged:
    """An evaluation as written, with what it stands on."""

    row: Evaluation
    plan: Plan
    proposal: Proposal


@dataclass(frozen=True)
class Record:
    """A year's plans with their entries and feedback, as rows a proposal is made from."""

    plans: Sequence[Plan]
    entries: Mapping[int, list[EntryRow]]
    remarks: Mapping[int, list[RemarkRow]]


def record_of(
    plans: Sequence[Plan], entries: Iterable[Entry], remarks: Iterable[Remark], files: set[int]
) -> Record:
    """Sort entries and feedback to the plans that are set; `files` are entries with pictures.

    One query per 500 plans.
    """
    chosen = [plan for plan in plans if plan.is_set and plan.post.row.employee.is_graded]
    results = [result.row for plan in chosen for result in plan.results]
    for start in range(0, len(results), 500):
        prefetch_related_objects(results[start : start + 500], "measures")
    keys = {result.pk: result.key for result in results}
    told: dict[int, list[EntryRow]] = defaultdict(list)
    for entry in entries:
        if entry.row.result_id in keys:
            told[entry.row.plan_id].append(_entry_row(entry, keys, files))
    said: dict[int, list[RemarkRow]] = defaultdict(list)
    for remark in remarks:
        said[remark.row.plan_id].append(_remark_row(remark, keys))
    return Record(chosen, told, said)


def _result_row(row: WorkResult) -> ResultRow:
    names = [field.name for field in fields(MeasureRow)]
    measures = tuple(
        MeasureRow(**{name: getattr(one, name) for name in names})
        for one in sorted(row.measures.all(), key=lambda one: one.order)
    )
    is_main = row.kind == WorkResult.Kind.MAIN
    return ResultRow(row.pk, row.key, is_main, row.text, row.assigned_by, measures)


def _entry_row(entry: Entry, keys: Mapping[int, UUID], files: set[int]) -> EntryRow:
    row = entry.row
    return EntryRow(
        pk=row.pk,
        result_key=keys[row.result_id],
        day=row.day,
        quantity=row.quantity,
        measure=row.measure,
        state=row.state,
        text=row.text,
        files=int(row.pk in files),
    )


def _remark_row(remark: Remark, keys: Mapping[int, UUID]) -> RemarkRow:
    given = remark.row
    return RemarkRow(
        pk=given.pk,
        result_key=keys.get(given.result_id or 0),
        value=given.value,
        source=given.source,
        giver_id=given.giver_id,
        tone=given.tone,
        text=given.text,
        reply=given.reply,
        day=given.day,
    )


def write(
    world: World, record: Record, quarters: Iterable[Quarter], posts: Sequence[Post]
) -> list[Judged]:
    """Write organisation grades and evaluations of the quarters whose window has opened.

    About ten queries per quarter.
    """
    terms = Terms(world)
    judged = []
    for quarter in quarters:
        if world.today >= quarter.window.opens:
            indicators = Indicator.objects.filter(agency=world.agency)
            facts = {fact.indicator_id: fact for fact in achievements_of(indicators, quarter.row)}
            if world.today > quarter.row.ends + timedelta(days=8):
                levels.write(world, quarter, posts)
            judged += _of_quarter(world, record, quarter, facts, terms)
    return judged


def _of_quarter(
    world: World,
    record: Record,
    quarter: Quarter,
    facts: Mapping[int, IndicatorFact],
    terms: Terms,
) -> list[Judged]:
    judged = []
    for plan in record.plans:
        day, late = _decided_on(quarter, plan.post, terms)
        if day <= world.today:
            proposal = _proposal(record, plan, quarter, facts)
            seed = f"{plan.post.key}:{quarter.row.name}"
            decision = decide(proposal, seed)
            row = _row(world, plan, quarter, proposal, decision)
            _way(row, world, plan.post, terms, day, late=late)
            judged.append(Judged(row, plan, proposal))
    Evaluation.objects.bulk_create([one.row for one in judged], batch_size=BATCH)
    assessments = (row for one in judged for row in _assessments(one))
    ResultAssessment.objects.bulk_create(assessments, batch_size=BATCH)
    closing.write(world, quarter, [one.row for one in judged], terms)
    return judged


def _decided_on(quarter: Quarter, post: Post, terms: Terms) -> tuple[date, bool]:
    """The rater's day for the team, inside the window; a few are left to the superior."""
    late = happens(_LATE, post.key, quarter.row.name, "late") and post.line.reviewer_id
    if late:
        return terms.after(quarter.window.closes, between(7, 11, post.key, "late day")), True
    length = (quarter.window.closes - quarter.window.opens).days
    team = f"{post.row.unit.external_id}:{quarter.row.name}"
    offset = between(9, length - 5, team) + between(0, 4, post.key, quarter.row.name)
    return quarter.window.opens + timedelta(days=offset), False


def _proposal(
    record: Record, plan: Plan, quarter: Quarter, facts: Mapping[int, IndicatorFact]
) -> Proposal:
    ends = quarter.row.ends
    entries = [row for row in record.entries.get(plan.row.pk, ()) if row.day <= ends]
    remarks = [
        row for row in record.remarks.get(plan.row.pk, ()) if quarter.row.starts <= row.day <= ends
    ]
    remarks.sort(key=lambda row: (row.day, row.pk), reverse=True)
    results = [_result_row(result.row) for result in plan.results]
    share = share_passed(plan.row.starts, plan.row.ends, ends)
    return proposal_from(Ground(results, entries, remarks, facts), share, quarter.row)


def _row(
    world: World, plan: Plan, quarter: Quarter, proposal: Proposal, decision: Decision
) -> Evaluation:
    line = plan.post.line
    return Evaluation(
        agency_id=world.agency.pk,
        plan_id=plan.row.pk,
        assignment_id=plan.post.row.pk,
        period=quarter.row,
        rater_id=line.rater_id,
        reviewer_id=line.reviewer_id,
        decided_by_id=line.rater_id,
        state=State.DECIDED,
        result_rating=decision.result,
        behaviour_rating=decision.behaviour,
        grade=decision.grade,
        proposal=snapshot_of(proposal),
        departure_reason=decision.reason,
        recommendation=decision.recommendation,
        is_final=line.reviewer_id is None,
    )


def _way(
    row: Evaluation, world: World, post: Post, terms: Terms, decided: date, *, late: bool
) -> None:
    """Decided, signed, handed over, received, settled: as far as the day allows."""
    row.decided_at = world.at(decided, 10, between(0, 59, post.key, decided))
    if late:
        row.decided_by_id, row.is_final = post.line.reviewer_id, True
    signed = terms.after(decided, between(0, 2, post.key, decided, "signed"))
    delivered = terms.after(signed, between(0, 5, post.key, decided, "delivered"))
    received = terms.after(delivered, between(0, 4, post.key, decided, "received"))
    if signed <= world.today:
        row.state, row.signed_on = State.SIGNED, signed
    if delivered <= world.today:
        row.state, row.delivered_on = State.DELIVERED, delivered
    if received <= world.today:
        unsigned = happens(_UNSIGNED, post.key, decided, "unsigned")
        row.state = State.RETURNED_UNSIGNED if unsigned else State.RECEIVED
        row.received_on = received
        if row.is_final or terms.objection(received) < world.today:
            row.state = State.CLOSED


def _assessments(one: Judged) -> Iterator[ResultAssessment]:
    for result, fact in zip(one.plan.results, one.proposal.results, strict=True):
        yield ResultAssessment(
            agency_id=one.row.agency_id,
            evaluation=one.row,
            result_id=result.row.pk,
            realisation=realisation(result, fact, f"{one.plan.post.key}:{one.row.period.name}"),
            rating=fact.rating or "",
        )
