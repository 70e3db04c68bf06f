"""What a rater decides before the proposal: mostly as proposed, with the words that are asked."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from karsa.evaluations.queries.facts import ResultFact
from karsa.evaluations.queries.measures import MeasureFact
from karsa.evaluations.queries.proposal import Proposal
from karsa.kit.formats import number
from karsa.rules.decision import EXTREMES, needs_reason
from karsa.rules.grade import Grade, Rating, grade
from karsa.site.demo.chance import happens, pick, share
from karsa.site.demo.plans import Result
from karsa.site.demo.words.library import Measure, voices

_DEPARTS = 0.05
_UP = {Rating.BELOW: Rating.MEETS, Rating.MEETS: Rating.ABOVE, Rating.ABOVE: Rating.MEETS}


@dataclass(frozen=True, slots=True)
class Decision:
    """Both ratings, the grade they give, and the rater's words."""

    result: Rating
    behaviour: Rating
    grade: Grade
    reason: str
    recommendation: str


def decide(proposal: Proposal, seed: str) -> Decision:
    """Return a decision that the service would take."""
    results = proposal.result.rating or Rating.MEETS
    behaviour = proposal.behaviour.rating or Rating.MEETS
    if proposal.result.rating and happens(_DEPARTS, seed, "departs"):
        results = _UP[results]
    return as_decided(proposal, results, behaviour, seed)


def as_decided(proposal: Proposal, results: Rating, behaviour: Rating, seed: str) -> Decision:
    """Return these two ratings with the grade and the words they need."""
    outcome = grade(results, behaviour)
    return Decision(
        results,
        behaviour,
        outcome,
        _reason(proposal, (results, behaviour), outcome, seed),
        pick(voices()["recommendations"], seed, "recommendation"),
    )


def _reason(proposal: Proposal, decided: tuple[Rating, Rating], outcome: Grade, seed: str) -> str:
    said = voices()
    if outcome is Grade.VERY_GOOD:
        return str(pick(said["excellence"], seed))
    if not needs_reason(proposal.ratings, decided) and outcome not in EXTREMES:
        return ""
    open_side = None in proposal.ratings
    return str(pick(said["thin" if open_side else "departures"], seed, "reason"))


def realisation(result: Result, fact: ResultFact, seed: str) -> str:
    """Tell what became of a result, a line per measure; unmeasured ones in the rater's words."""
    pace = _pace(fact)
    told = zip(result.work.measures, fact.measures, strict=True)
    return "\n".join(_line(words, measure, pace, seed) for words, measure in told)


def _pace(fact: ResultFact) -> Decimal:
    spread = {Rating.ABOVE: "1.04", Rating.MEETS: "0.99", Rating.BELOW: "0.86"}
    return Decimal(spread[fact.rating] if fact.rating else "0.98")


def _line(words: Measure, fact: MeasureFact, pace: Decimal, seed: str) -> str:
    if fact.actual is not None:
        return f"{words.text}: {number(fact.actual)} {words.unit}".strip()
    if words.value is None:
        return f"{words.text}: sesuai jadwal"
    shade = pace + Decimal(str(round(share(seed, words.text) * 0.02, 3)))
    shade = 2 - shade if words.polarity == "minimize" else shade
    value = (words.value * shade).quantize(Decimal(1), ROUND_HALF_UP)
    most = Decimal(100) if words.unit == "%" else value
    return f"{words.text}: {number(min(value, most))} {words.unit}".strip()
