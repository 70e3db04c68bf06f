"""The proposal for one plan in one period, with reasons a person can open and check."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from karsa.evaluations.queries.achievements import IndicatorFact, achievements_of
from karsa.evaluations.queries.evidence import EntryRow, RemarkRow, entries_of, remarks_of
from karsa.evaluations.queries.measures import MeasureFact, facts_of
from karsa.indicators.models import Indicator
from karsa.journal.models import DailyEntry
from karsa.org.models import Period
from karsa.plans.models import PerformancePlan, WorkResult
from karsa.rules import proposal as rules
from karsa.rules.behaviour import VALUES
from karsa.rules.grade import Rating
from karsa.rules.reporting import share_passed

R = TypeVar("R", EntryRow, RemarkRow)
# Two people beside the leader who felt a value lived have been reached by it.
_GUARD_VOICES = 2


@dataclass(frozen=True, slots=True)
class Statement:
    """A reason in the reader's words and what it stands on; `kind` is good, warn or none."""

    text: str
    kind: str = "none"
    entries: tuple[int, ...] = ()
    feedback: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Side:
    """A proposed rating, or None for "belum cukup bukti"; the statements are never empty."""

    rating: Rating | None
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class ResultFact:
    """One work result with what is verified of it in the period."""

    result_id: int
    number: int
    is_main: bool
    text: str
    assigned_by: str
    measures: tuple[MeasureFact, ...]
    entries: tuple[int, ...]
    waiting: int
    files: int
    positive: tuple[int, ...]
    other: tuple[int, ...]
    rating: Rating | None
    why: str

    @property
    def id_text(self) -> str:
        """The key as text, for the name of its field."""
        return str(self.result_id)


@dataclass(frozen=True, slots=True)
class ValueFact:
    """One of the seven values with the feedback on it."""

    key: str
    name: str
    positive: tuple[int, ...]
    other: tuple[int, ...]
    voices: int


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
            return _("Belum cukup bukti untuk usulan")
        text = _("Usulan: hasil %(results)s, perilaku %(behaviour)s")
        return text % {"results": _word(results), "behaviour": _word(behaviour)}

    @property
    def positive(self) -> int:
        """How many pieces of feedback are positive."""
        return sum(remark.is_positive for remark in self.remarks)


def _word(rating: Rating | None) -> str:
    words = {Rating.ABOVE: _("di atas"), Rating.MEETS: _("sesuai"), Rating.BELOW: _("di bawah")}
    return words[rating] if rating else _("belum cukup bukti")


def proposal_for(plan: PerformancePlan, period: Period) -> Proposal:
    """Propose both ratings from verified work and feedback; unverified claims never count.

    Quantities run since the plan began against the share of the target that is due by the
    period's end, linked indicators follow their verified measurements; counts of entries and
    feedback are the period's own. Four queries, eight where indicators are linked, whatever
    the number of entries.
    """
    results = _results_of(plan)
    ground = Ground(
        results,
        entries_of(plan, period.ends),
        remarks_of(plan, period),
        _indicators(results, period),
    )
    return proposal_from(ground, share_passed(plan.starts, plan.ends, period.ends), period)


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
    said = _by_result(ground.results, ground.remarks)
    facts = tuple(
        _result_fact(number, row, period, sorted_rows[row.pk], said[row.pk], ground.known, share)
        for number, row in enumerate(ground.results, start=1)
    )
    values = tuple(_value_fact(value.key, value.name, ground.remarks) for value in VALUES)
    own = tuple(row for row in ground.entries if row.day >= period.starts)
    accepted = [row for row in own if row.counts]
    return Proposal(
        result=_result_side(facts, own, period),
        behaviour=_behaviour_side(values),
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


def _result_fact(
    number: int,
    row: WorkResult,
    period: Period,
    entries: Sequence[EntryRow],
    said: Sequence[RemarkRow],
    known: Mapping[int, IndicatorFact],
    share: Decimal,
) -> ResultFact:
    verified = [entry for entry in entries if entry.counts]
    measures = sorted(row.measures.all(), key=lambda measure: measure.order)
    facts = facts_of(measures, verified, known, share)
    own = [entry for entry in verified if entry.day >= period.starts]
    rating, why = _rating_of(facts, own, said)
    sent = [entry for entry in entries if entry.state == DailyEntry.State.SENT]
    return ResultFact(
        result_id=row.pk,
        number=number,
        is_main=row.kind == WorkResult.Kind.MAIN,
        text=row.text,
        assigned_by=row.assigned_by,
        measures=facts,
        entries=tuple(entry.pk for entry in own),
        waiting=sum(entry.day >= period.starts for entry in sent),
        files=sum(entry.files for entry in own),
        positive=tuple(remark.pk for remark in said if remark.is_positive),
        other=tuple(remark.pk for remark in said if not remark.is_positive),
        rating=rating,
        why=why,
    )


def _rating_of(
    measures: Sequence[MeasureFact], entries: Sequence[EntryRow], said: Sequence[RemarkRow]
) -> tuple[Rating | None, str]:
    """A result's own rating: by its figures, else by feedback on work that is verified."""
    rating = rules.result_rating_from([measure.achievement for measure in measures])
    if rating is not None:
        return rating, _("dari realisasi terverifikasi terhadap target sampai akhir periode")
    if not entries:
        return None, _("belum cukup bukti: belum ada catatan terverifikasi pada periode ini")
    positive = sum(remark.is_positive for remark in said)
    if positive * 2 == len(said):
        return None, _("belum cukup bukti: umpan balik atas hasil ini belum menentukan")
    rating = Rating.MEETS if positive * 2 > len(said) else Rating.BELOW
    return rating, _("dari umpan balik atas catatan yang terverifikasi")


def _value_fact(key: str, name: str, remarks: Sequence[RemarkRow]) -> ValueFact:
    said = [remark for remark in remarks if remark.value == key]
    voices = {
        remark.giver_id or remark.source
        for remark in said
        if remark.is_positive and remark.source != "leader"
    }
    return ValueFact(
        key=key,
        name=name,
        positive=tuple(remark.pk for remark in said if remark.is_positive),
        other=tuple(remark.pk for remark in said if not remark.is_positive),
        voices=len(voices),
    )


def _result_side(facts: Sequence[ResultFact], entries: Sequence[EntryRow], period: Period) -> Side:
    evidence = [
        rules.ResultEvidence(fact.is_main, fact.rating, len(fact.positive), len(fact.other))
        for fact in facts
    ]
    found = rules.result_proposal(evidence)
    below = sum(fact.rating is Rating.BELOW for fact in facts)
    known = all(fact.rating is not None for fact in facts)
    kind = "good" if known and not below else "warn"
    statements = [
        Statement(_told(reason), kind, *ground)
        for reason, ground in zip(found.reasons, _grounds(facts), strict=False)
    ]
    return Side(found.rating, (*statements, *_coverage(entries, period)))


def _grounds(facts: Sequence[ResultFact]) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    """What the reasons of `rules.result_proposal` stand on, in their order."""
    entries = tuple(pk for fact in facts for pk in fact.entries)
    below = tuple(pk for fact in facts if fact.rating is Rating.BELOW for pk in fact.entries)
    feedback = tuple(pk for fact in facts for pk in (*fact.positive, *fact.other))
    of_results = [(entries, ()), (below, ())] if facts else [((), ())]
    return [*of_results, ((), feedback), ((), ())]


def _behaviour_side(values: Sequence[ValueFact]) -> Side:
    evidence = [
        rules.BehaviourEvidence(
            value.key, len(value.positive), len(value.other), int(value.voices >= _GUARD_VOICES)
        )
        for value in values
    ]
    found = rules.behaviour_proposal(evidence)
    feedback = tuple(pk for value in values for pk in (*value.positive, *value.other))
    other = any(value.other for value in values)
    kind = "warn" if other or found.rating is None else "good"
    return Side(
        found.rating,
        tuple(Statement(_told(reason), kind, (), feedback) for reason in found.reasons),
    )


def _coverage(entries: Sequence[EntryRow], period: Period) -> list[Statement]:
    """How the verified evidence lies over the period's months, and what is not counted."""
    accepted = [row for row in entries if row.counts]
    months = (period.ends.year - period.starts.year) * 12 + period.ends.month - period.starts.month
    seen = len({(row.day.year, row.day.month) for row in accepted})
    text = _("Catatan terverifikasi ada di %(seen)s dari %(all)s bulan.")
    facts = {"seen": seen, "all": months + 1}
    kind = "good" if seen == months + 1 else "warn"
    found = [Statement(text % facts, kind, tuple(row.pk for row in accepted))]
    waiting = tuple(row.pk for row in entries if row.state == DailyEntry.State.SENT)
    if waiting:
        text = ngettext(
            "%(count)s catatan belum diverifikasi, jadi tidak dihitung.",
            "%(count)s catatan belum diverifikasi, jadi tidak dihitung.",
            len(waiting),
        )
        found.append(Statement(text % {"count": len(waiting)}, "warn", waiting))
    return found


def _told(reason: rules.Reason) -> str:
    facts = {
        name: _(value) if isinstance(value, str) else value for name, value in reason.facts.items()
    }
    return _(reason.sentence) % facts if facts else _(reason.sentence)
