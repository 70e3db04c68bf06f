"""Rewards, improvement and cases as their pages show them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext

from karsa.accounts.actor import Actor
from karsa.accounts.roles import Role
from karsa.consequences.models import (
    Award,
    AwardRound,
    AwardRule,
    DisciplineCase,
    Improvement,
    Incentive,
    Juror,
    JuryVote,
    Nomination,
    Reward,
)
from karsa.consequences.queries.jury import ties_of
from karsa.consequences.queries.terms import improvement_rules
from karsa.evaluations.models import Evaluation
from karsa.rules.conflict import TIE_NAMES
from karsa.rules.grade import GRADE_NAMES, LEVEL_NAMES, Grade, OrganisationLevel
from karsa.rules.refused import gettext_noop as _
from karsa.rules.reward import Criterion

_NEWEST = 20
_SETTLED = (Evaluation.State.CLOSED, Evaluation.State.DECIDED_ON_OBJECTION)
_ASKED = {
    Criterion.GRADE: _("Predikat paling rendah %(least)s dalam %(times)s penilaian terakhir"),
    Criterion.LEVEL: _("Capaian organisasi paling rendah %(least)s, %(times)s kali terakhir"),
    Criterion.VERIFIED: _("Paling sedikit %(least)s%% laporan terverifikasi"),
    Criterion.INNOVATION: _("Paling sedikit %(least)s inovasi yang berjalan"),
    Criterion.STANDING: _("Tidak ada halangan administrasi"),
}


@dataclass(frozen=True, slots=True)
class Home:
    """What waits for somebody, and what is theirs."""

    rounds: Sequence[AwardRound]
    rewards: Sequence[Reward]
    improvements: Sequence[Improvement]
    cases: Sequence[DisciplineCase]

    @property
    def is_empty(self) -> bool:
        """Whether nothing of it exists."""
        return not (self.rounds or self.rewards or self.improvements or self.cases)


@dataclass(frozen=True, slots=True)
class Shown:
    """One finding in words."""

    sentence: str
    light: str


@dataclass(frozen=True, slots=True)
class NominationPage:
    """A nomination with what the reader may know of the votes."""

    row: Nomination
    findings: Sequence[Shown]  # none for who only proposed a person: results are personal
    votes: Sequence[JuryVote]  # all once open, only one's own while sealed
    seat: Juror | None  # the reader's, in the jury
    tie: str  # why the reader does not vote
    uncounted: frozenset[int] = frozenset()  # votes of jurors who are tied today


def home_of(actor: Actor) -> Home:
    """Return the first page. Four queries."""
    rounds = AwardRound.objects.visible_to(actor).exclude(state=AwardRound.State.CLOSED)
    rewards = Reward.objects.filter(agency=actor.agency, employee=actor.me)
    improvements = Improvement.objects.visible_to(actor).for_page()
    cases = DisciplineCase.objects.listed_for(actor)
    return Home(
        rounds=list(rounds.select_related("award").order_by("nominate_until", "pk")[:_NEWEST]),
        rewards=list(rewards.select_related("award").order_by("-decided_on", "-pk")[:_NEWEST]),
        improvements=list(improvements.order_by("-starts", "-pk")[:_NEWEST]),
        cases=list(cases.order_by("-reported_on", "-pk")[:_NEWEST]),
    )


def criteria_of(rule: AwardRule) -> list[str]:
    """Return what a version asks, in sentences. No query."""
    return [gettext(_ASKED[one.code]) % _facts(one) for one in rule.asked]


def _facts(one: Any) -> dict[str, object]:
    least = one.least
    if one.code == Criterion.GRADE:
        least = gettext(GRADE_NAMES[Grade(least)])
    elif one.code == Criterion.LEVEL:
        least = gettext(LEVEL_NAMES[OrganisationLevel(least)])
    return {"least": least, "times": one.times}


def with_rules(rows: QuerySet[Award]) -> list[tuple[Award, AwardRule | None, list[str]]]:
    """Return awards with the version that has no end and what it asks. Two queries."""
    awards = list(rows)
    rules = {row.award_id: row for row in AwardRule.objects.filter(award__in=awards, ends=None)}
    found = ((one, rules.get(one.pk)) for one in awards)
    return [(one, rule, criteria_of(rule) if rule else []) for one, rule in found]


def shown(findings: Sequence[dict[str, Any]]) -> list[Shown]:
    """Return kept findings in words, with a light. No query."""
    lights = {True: "good", False: "bad", None: "none"}
    return [Shown(gettext(one["sentence"]) % one["facts"], lights[one["met"]]) for one in findings]


def nomination_page(actor: Actor, row: Nomination) -> NominationPage:
    """Return a nomination of `for_page`. Five queries at most."""
    seat = row.round.jurors.filter(employee=actor.me).first()
    votes = row.votes.select_related("juror__employee").order_by("pk")
    if row.round.is_sealed or row.employee_id == actor.me:
        votes = votes.filter(juror__employee=actor.me)
    cast = list(votes)
    judges = {one.juror_id: one.juror for one in cast} | ({seat.pk: seat} if seat else {})
    ties = ties_of([row], list(judges.values()), actor.today) if judges else {}
    tie = ties.get((row.pk, seat.pk)) if seat else None
    return NominationPage(
        row=row,
        findings=shown(row.findings) if _reads_evidence(actor, row, seat, tie) else (),
        votes=cast,
        seat=seat,
        tie=gettext(TIE_NAMES[tie]) if tie else "",
        uncounted=frozenset(one.pk for one in cast if (row.pk, one.juror_id) in ties),
    )


def _reads_evidence(actor: Actor, row: Nomination, seat: Juror | None, tie: str | None) -> bool:
    """The person, who judges, who decides and who leads the round; of a unit everybody."""
    parties = (row.employee_id, row.round.decider_id, row.round.opened_by_id)
    return row.unit_id is not None or actor.me in parties or (seat is not None and not tie)


def incentive_of(actor: Actor, row: Reward) -> Incentive | None:
    """Return the money of a reward that the actor may see. One query."""
    rows = Incentive.objects.visible_to(actor).select_related("proposed_by", "answered_by")
    return rows.filter(reward=row).first()


def eligible(actor: Actor) -> QuerySet[Evaluation]:
    """Return settled annual grades on which an improvement period may begin. No query.

    For the office all, for others those they rated or reviewed; also official results of a past
    year that came in from outside.
    """
    rows = Evaluation.objects.filter(
        agency=actor.agency,
        period__number=0,
        grade__in=improvement_rules(actor.agency, actor.today).grades,
        state__in=_SETTLED,
        improvement=None,
    )
    if not actor.has(Role.PERFORMANCE_MANAGER):
        rows = rows.filter(Q(rater=actor.me) | Q(reviewer=actor.me))
    return rows.exclude(assignment__employee=actor.me).for_page()


def priorities(actor: Actor) -> QuerySet[Reward]:
    """Return rewards whose priority for succession or development is in force. No query."""
    rows = Reward.objects.filter(agency=actor.agency, priority_until__gte=actor.today)
    return rows.filter(employee__isnull=False).for_page()
