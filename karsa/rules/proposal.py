"""The category guide of annex IV.B.3 as a proposal with reasons; a person decides.

No evidence is never bad evidence: the proposal is then None, "belum cukup bukti".
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from karsa.rules.grade import LEVEL_NAMES, OrganisationLevel, Rating
from karsa.rules.refused import gettext_noop as _

NOT_ENOUGH = _("Belum cukup bukti untuk usulan. Ini bukan penilaian buruk.")
UNDECIDED = _("Bukti tidak jatuh pada satu kategori panduan. Anda yang menimbang.")


@dataclass(frozen=True)
class ResultEvidence:
    """One work result: main or additional, its own rating if known, feedback as counts."""

    main: bool
    rating: Rating | None
    feedback_positive: int = 0
    feedback_other: int = 0
    text: str = ""


@dataclass(frozen=True)
class BehaviourEvidence:
    """One BerAKHLAK value: feedback as counts, and how much of it sees others helped to it."""

    value: str
    feedback_positive: int = 0
    feedback_other: int = 0
    guards: int = 0
    text: str = ""


@dataclass(frozen=True)
class Reason:
    """A sentence to translate and the facts for its %(name)s places."""

    sentence: str
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Proposal:
    """A rating, or None if the evidence does not carry one; the reasons are never empty."""

    rating: Rating | None
    reasons: tuple[Reason, ...]


def result_rating_from(
    achievements: Sequence[Decimal | None],
    *,
    above: Decimal = Decimal(110),
    meets: Decimal = Decimal(90),
) -> Rating | None:
    """Return the rating of one work result from its indicators' achievements.

    Units:  percent; the plain mean of those known, a bound belongs to the better rating.
            None if none is known, since no data is never zero.
    Source: the bounds are an agency's configuration, by default the scale of PP 30/2019.
    """
    known = [value for value in achievements if value is not None]
    if not known:
        return None
    mean = sum(known, Decimal(0)) / len(known)
    if mean >= above:
        return Rating.ABOVE
    return Rating.MEETS if mean >= meets else Rating.BELOW


def result_proposal(evidence: Sequence[ResultEvidence]) -> Proposal:
    """Propose the rating hasil kerja: the results' half and the feedback half must both hold.

    "Sebagian besar" is more than half of all results, "sebagian kecil" less than half of the
    main ones; a result above its expectation also meets it. A main result without a rating
    rules "above" out of the proposal, for it could be below.
    Source: PermenPANRB 6/2022, annex IV.B.3.a.1.d and IV.B.3.b.1.d.
    """
    positive = sum(item.feedback_positive for item in evidence)
    other = sum(item.feedback_other for item in evidence)
    reasons = (*_result_reasons(evidence), _feedback_reason(positive, other))
    rated = sum(item.rating is not None for item in evidence)
    if rated * 2 <= len(evidence) or positive + other == 0:
        return Proposal(None, (*reasons, Reason(NOT_ENOUGH)))
    halves = (
        (Rating.ABOVE, _is_above(evidence) and positive > other),
        (Rating.MEETS, _meets(evidence) and positive > 0),
        (Rating.BELOW, _is_below(evidence) and other > positive),
    )
    return _first(halves, reasons)


def behaviour_proposal(evidence: Sequence[BehaviourEvidence]) -> Proposal:
    """Propose the rating perilaku kerja from feedback on the seven values.

    A value is lived consistently if its feedback is mostly positive, and not yet if it is
    mostly other; values without feedback are left out. All consistent: meets; and seen
    guarding values in others: above; most of them not yet: below.
    Source: PermenPANRB 6/2022, annex IV.B.3.a.2.c and IV.B.3.b.2.c.
    """
    seen = [item for item in evidence if item.feedback_positive + item.feedback_other]
    lived = sum(item.feedback_positive > item.feedback_other for item in seen)
    lapsed = sum(item.feedback_other > item.feedback_positive for item in seen)
    guards = sum(item.guards for item in seen)
    reasons = _behaviour_reasons(len(seen), lived, guards)
    if not seen:
        return Proposal(None, (*reasons, Reason(NOT_ENOUGH)))
    consistent = lived == len(seen)
    halves = (
        (Rating.ABOVE, consistent and guards > 0),
        (Rating.MEETS, consistent),
        (Rating.BELOW, lapsed * 2 > len(seen)),
    )
    return _first(halves, reasons)


_HEADS: Mapping[OrganisationLevel, Rating] = {
    OrganisationLevel.EXCELLENT: Rating.ABOVE,
    OrganisationLevel.GOOD: Rating.MEETS,
    OrganisationLevel.NEEDS_IMPROVEMENT: Rating.BELOW,
    OrganisationLevel.POOR: Rating.BELOW,
    OrganisationLevel.VERY_POOR: Rating.BELOW,
}


def head_proposal(level: OrganisationLevel | None) -> Proposal:
    """Propose a unit head's rating hasil kerja: it follows the unit's own achievement.

    Source: SE MenPANRB 3/2023 (secondary; use it where the agency's rules say so).
    """
    if level is None:
        reason = Reason(_("Capaian kinerja organisasi unit ini belum ditetapkan."))
        return Proposal(None, (reason, Reason(NOT_ENOUGH)))
    sentence = _("Capaian kinerja organisasi unit yang dipimpin: %(level)s.")
    return Proposal(_HEADS[level], (Reason(sentence, {"level": LEVEL_NAMES[level]}),))


def departs(proposal: Proposal, decided: Rating) -> bool:
    """Say whether a decision departs from the proposal, and so needs a written reason."""
    return proposal.rating is not None and proposal.rating is not decided


def _is_above(evidence: Sequence[ResultEvidence]) -> bool:
    above = sum(item.rating is Rating.ABOVE for item in evidence)
    doubtful = any(item.main and item.rating in (None, Rating.BELOW) for item in evidence)
    return above * 2 > len(evidence) and not doubtful


def _meets(evidence: Sequence[ResultEvidence]) -> bool:
    meeting = sum(item.rating in (Rating.ABOVE, Rating.MEETS) for item in evidence)
    main = [item for item in evidence if item.main]
    main_below = sum(item.rating is Rating.BELOW for item in main)
    return meeting * 2 > len(evidence) and (main_below == 0 or main_below * 2 < len(main))


def _is_below(evidence: Sequence[ResultEvidence]) -> bool:
    return sum(item.rating is Rating.BELOW for item in evidence) * 2 > len(evidence)


def _first(halves: Sequence[tuple[Rating, bool]], reasons: tuple[Reason, ...]) -> Proposal:
    for rating, holds in halves:
        if holds:
            return Proposal(rating, reasons)
    return Proposal(None, (*reasons, Reason(UNDECIDED)))


def _result_reasons(evidence: Sequence[ResultEvidence]) -> tuple[Reason, ...]:
    if not evidence:
        return (Reason(_("Belum ada hasil kerja pada periode ini.")),)
    ratings = [item.rating for item in evidence]
    counts = Reason(
        _(
            "Dari %(all)s hasil kerja: %(above)s di atas, %(meets)s sesuai, "
            "%(below)s di bawah ekspektasi, %(unknown)s belum ada data."
        ),
        {
            "all": len(ratings),
            "above": ratings.count(Rating.ABOVE),
            "meets": ratings.count(Rating.MEETS),
            "below": ratings.count(Rating.BELOW),
            "unknown": ratings.count(None),
        },
    )
    mains = [item for item in evidence if item.main]
    below = sum(item.rating is Rating.BELOW for item in mains)
    sentence = _("Hasil kerja utama di bawah ekspektasi: %(below)s dari %(all)s.")
    return (counts, Reason(sentence, {"below": below, "all": len(mains)}))


def _feedback_reason(positive: int, other: int) -> Reason:
    if positive + other == 0:
        return Reason(_("Belum ada umpan balik atas hasil kerja."))
    sentence = _("Umpan balik positif atas hasil kerja: %(positive)s dari %(all)s.")
    return Reason(sentence, {"positive": positive, "all": positive + other})


def _behaviour_reasons(seen: int, lived: int, guards: int) -> tuple[Reason, ...]:
    if not seen:
        return (Reason(_("Belum ada umpan balik atas perilaku kerja.")),)
    consistent = Reason(
        _("Nilai dasar yang dijalankan secara konsisten: %(lived)s dari %(seen)s yang diamati."),
        {"lived": lived, "seen": seen},
    )
    if not guards:
        return (consistent,)
    sentence = _("Menjadi penjaga penerapan nilai dasar bagi orang lain: %(guards)s kali diamati.")
    return (consistent, Reason(sentence, {"guards": guards}))
