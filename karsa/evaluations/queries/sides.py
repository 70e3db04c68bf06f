"""The two sides of a proposal: a rating or none, with statements that can be opened."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from karsa.evaluations.queries.evidence import EntryRow
from karsa.evaluations.queries.facts import ResultFact, ValueFact
from karsa.journal.models import DailyEntry
from karsa.org.models import Period
from karsa.rules import proposal as rules
from karsa.rules.grade import OrganisationLevel, Rating

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


def result_side(facts: Sequence[ResultFact], entries: Sequence[EntryRow], period: Period) -> Side:
    """Propose the rating hasil kerja, with what each reason stands on. No query."""
    evidence = [
        rules.ResultEvidence(fact.is_main, fact.rating, len(fact.positive), len(fact.other))
        for fact in facts
    ]
    found = rules.result_proposal(evidence)
    grounds = zip(found.reasons, _grounds(facts), strict=False)
    statements = [Statement(_told(reason), *ground) for reason, ground in grounds]
    return Side(found.rating, (*statements, *_coverage(entries, period)))


Standing = tuple[str, tuple[int, ...], tuple[int, ...]]


def _grounds(facts: Sequence[ResultFact]) -> list[Standing]:
    """What the reasons of `rules.result_proposal` stand on, in their order, and which way."""
    entries = tuple(pk for fact in facts for pk in fact.entries)
    low = [fact for fact in facts if fact.rating is Rating.BELOW]
    below = tuple(pk for fact in low if fact.is_main for pk in fact.entries)
    feedback = tuple(pk for fact in facts for pk in (*fact.positive, *fact.other))
    known = all(fact.rating is not None for fact in facts)
    good = sum(len(fact.positive) for fact in facts)
    of_results: list[Standing] = [
        (_kind(known and not low), entries, ()),
        (_kind(not any(fact.is_main for fact in low)), below, ()),
    ]
    of_feedback: Standing = (_kind(good * 2 > len(feedback)), (), feedback)
    return [*(of_results if facts else [("none", (), ())]), of_feedback, ("none", (), ())]


def _kind(supports: bool) -> str:
    return "good" if supports else "warn"


def head_side(level: OrganisationLevel | None) -> Side:
    """Propose a unit head's rating hasil kerja: it follows the unit's own level. No query."""
    found = rules.head_proposal(level)
    kind = _kind(found.rating not in (None, Rating.BELOW))
    return Side(found.rating, tuple(Statement(_told(reason), kind) for reason in found.reasons))


def behaviour_side(values: Sequence[ValueFact]) -> Side:
    """Propose the rating perilaku kerja, with what each reason stands on. No query."""
    evidence = [
        rules.BehaviourEvidence(
            value.key, len(value.positive), len(value.other), int(value.voices >= _GUARD_VOICES)
        )
        for value in values
    ]
    found = rules.behaviour_proposal(evidence)
    feedback = tuple(pk for value in values for pk in (*value.positive, *value.other))
    other = any(value.other for value in values)
    kind = _kind(bool(feedback) and not other)
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
    found = [Statement(text % facts, _kind(seen == months + 1), tuple(row.pk for row in accepted))]
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
