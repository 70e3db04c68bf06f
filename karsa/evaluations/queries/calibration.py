"""A calibration session as a member sees it: cases side by side, votes sealed or all open."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from karsa.accounts.actor import Actor
from karsa.accounts.roles import Role
from karsa.evaluations.models import (
    CalibrationSession,
    CaseVote,
    Evaluation,
    EvaluationQuerySet,
    Rating,
    SecondDraw,
    SessionCase,
    SessionMember,
)
from karsa.evaluations.queries.changes import Change, changes_of
from karsa.evaluations.queries.fairness import Choice
from karsa.evaluations.queries.organisation import LevelFact, level_for
from karsa.evaluations.queries.team import Spread, picture_of
from karsa.kit.formats import number
from karsa.org.models import Employee, Period, Unit
from karsa.org.queries.grants import running_grants
from karsa.org.queries.heads import above
from karsa.org.queries.rules import rule_set
from karsa.rules import distribution
from karsa.rules.grade import GRADE_NAMES, LEVEL_NAMES, Grade, OrganisationLevel

State = Evaluation.State


def rated_in(unit: Unit, period: Period) -> EvaluationQuerySet:
    """Return what was decided here of the people below the unit's head. No query."""
    rows = Evaluation.objects.rated_here().filter(
        agency=unit.agency_id, period=period, assignment__unit__path__startswith=unit.path
    )
    return rows.exclude(state=State.DRAFT).exclude(assignment__unit=unit, assignment__is_head=True)


def candidates(unit: Unit, period: Period) -> EvaluationQuerySet:
    """Return what can be talked over: decided, not signed, by name. No query."""
    rows = rated_in(unit, period).filter(state=State.DECIDED)
    return rows.order_by("assignment__employee__name", "pk")


def voters_of(unit: Unit, period: Period, today: date) -> set[int]:
    """Return raters, their superiors and the evaluation team of a unit. Three queries."""
    seats = rated_in(unit, period).values_list("rater", "reviewer")
    found = {one for pair in seats.distinct() for one in pair if one is not None}
    team = running_grants(unit.agency, today).filter(
        role=Role.EVALUATION_TEAM.value, unit_path__in=above(unit.path), starts__lte=today
    )
    people = Employee.objects.filter(agency=unit.agency_id, is_active=True)
    return set(
        people.filter(Q(pk__in=found) | Q(user__in=team.values("user"))).values_list(
            "pk", flat=True
        )
    )


def votes_by_case(session: CalibrationSession) -> dict[int, tuple[int, int]]:
    """Return by case how many have voted and how many may. Two queries."""
    voters = dict(session.members.filter(votes=True).values_list("employee", "pk"))
    rows = session.cases.annotate(given=Count("votes", distinct=True)).values_list(
        "pk", "given", "evaluation__assignment__employee"
    )
    out = Counter(session.cases.filter(conflicts__member__votes=True).values_list("pk", flat=True))
    return {pk: (given, len(voters) - out[pk] - (person in voters)) for pk, given, person in rows}


@dataclass(frozen=True, slots=True)
class Shown:
    """One result as the evidence carried it."""

    text: str
    rating: str


@dataclass(frozen=True, slots=True)
class CaseCard:
    """One case beside the others. Votes are shown to nobody while they are sealed."""

    row: SessionCase
    name: str
    post: str
    results: tuple[Shown, ...]
    accepted: int
    files: int
    feedback: tuple[int, int]
    given: int
    own: CaseVote | None
    choices: tuple[Choice, ...]
    decided: str
    is_out: bool
    changes: tuple[Change, ...]

    @property
    def praise(self) -> int:
        """Pieces of feedback that say the expectation was met or exceeded."""
        return self.feedback[0]

    @property
    def remarks(self) -> int:
        """All pieces of feedback."""
        return sum(self.feedback)


@dataclass(frozen=True, slots=True)
class Table:
    """A session with its cases, the unit's picture and who sits there."""

    session: CalibrationSession
    cases: tuple[CaseCard, ...]
    members: tuple[SessionMember, ...]
    voters: int
    me: SessionMember | None
    level: LevelFact
    spread: Spread
    notes: tuple[str, ...]
    draw: SecondDraw | None

    @property
    def waiting(self) -> int:
        """How many cases still want the actor's vote."""
        if self.me is None or not self.me.votes or not self.session.is_sealed:
            return 0
        return sum(card.own is None and not card.is_out for card in self.cases)


def table_of(actor: Actor, session: CalibrationSession) -> Table:
    """Return a session as the actor sees it; the own case is not among the cases. Seven queries."""
    members = tuple(session.members.select_related("employee").order_by("employee__name", "pk"))
    level = level_for(session.unit_id, session.period, actor.today)
    counts = grades_in(session.unit, session.period, actor)
    notes = guidance(level.level, sum(counts.values()), session.period)
    return Table(
        session=session,
        cases=_cards(actor, session),
        members=members,
        voters=sum(one.votes for one in members),
        me=next((one for one in members if one.employee_id == actor.employee_id), None),
        level=level,
        spread=picture_of(counts, level.level, ()),
        notes=notes,
        draw=getattr(session.period, "second_draw", None),
    )


def grades_in(unit: Unit, period: Period, actor: Actor) -> dict[Grade, int]:
    """Return how many others below the unit's head have which grade so far. One query.

    Without the reader's own, which they could tell from the sum before it is signed.
    """
    others = rated_in(unit, period).exclude(assignment__employee=actor.me)
    rows = others.order_by().values("grade").annotate(count=Count("pk"))
    found = dict(rows.values_list("grade", "count"))
    return {grade: found.get(grade.value, 0) for grade in Grade}


def guidance(level: OrganisationLevel | None, people: int, period: Period) -> tuple[str, ...]:
    """Return the annex's sentence and the circular's figures as a dated note; never a demand.

    The agency's own rule set "circular", {"text": …}, replaces the note, an empty text leaves it
    out. A small unit hears that the pattern does not apply. One query a minute.
    Source: annex IV.B.2; SE MenPANRB 3/2023 (secondary).
    """
    if people < distribution.SMALLEST_UNIT:
        return (_(distribution.TOO_SMALL) % {"count": people},)
    if level is None:
        return ()
    note = _circular(level, period)
    return (_(distribution.PATTERNS[level].sentence), *([note] if note else []))


def _circular(level: OrganisationLevel, period: Period) -> str:
    own = rule_set(period.agency, period.year, "circular")
    if own is not None:
        text = str(own.values.get("text", "")).strip()
        return f"{text} ({own.source})" if text else ""
    circular = distribution.CIRCULAR
    return _(distribution.FIGURES) % {
        "source": circular.source,
        "level": _(LEVEL_NAMES[level]),
        "figures": ", ".join(_figure(one) for one in circular.figures[level]),
    }


def _figure(one: distribution.Figure) -> str:
    words, share = (
        (distribution.AT_LEAST, one.least) if one.least else (distribution.AT_MOST, one.most)
    )
    names = _(" atau ").join(_(GRADE_NAMES[grade]) for grade in Grade if grade in one.grades)
    return _(words) % {"grades": names, "share": number(int(share * 100))}


def _cards(actor: Actor, session: CalibrationSession) -> tuple[CaseCard, ...]:
    rows = (
        session.cases.exclude(evaluation__assignment__employee=actor.me)
        .select_related(
            "evaluation__assignment__employee",
            "evaluation__assignment__position",
            "evaluation__assignment__unit",
        )
        .order_by("evaluation__assignment__employee__name", "pk")
    )
    votes = list(CaseVote.objects.filter(case__session=session).select_related("member"))
    out = set(
        SessionCase.objects.filter(
            session=session, conflicts__member__employee=actor.me
        ).values_list("pk", flat=True)
    )
    return tuple(
        _card(actor, row, [one for one in votes if one.case_id == row.pk], row.pk in out, session)
        for row in rows
    )


def _card(
    actor: Actor,
    row: SessionCase,
    votes: Sequence[CaseVote],
    is_out: bool,
    session: CalibrationSession,
) -> CaseCard:
    found, opened = row.evaluation, not session.is_sealed and not is_out
    kept = found.proposal
    post = found.assignment
    return CaseCard(
        row=row,
        name=post.employee.full_name,
        post=f"{post.position.name}, {post.unit.name}",
        results=() if is_out else tuple(_shown(one) for one in kept.get("results", [])),
        accepted=kept.get("accepted", 0),
        files=kept.get("files", 0),
        feedback=_feedback(kept),
        given=len(votes),
        own=next((one for one in votes if one.member.employee_id == actor.employee_id), None),
        choices=choices_in(votes) if opened else (),
        decided=found.get_grade_display() if opened else "",
        is_out=is_out,
        changes=changes_of(found) if opened else (),
    )


def _shown(fact: dict[str, str]) -> Shown:
    rating = fact.get("rating")
    words = str(Rating(rating).label) if rating else _("belum cukup bukti")
    return Shown(fact["text"], words)


def _feedback(kept: dict[str, list[dict[str, list[int]]]]) -> tuple[int, int]:
    """Feedback on results and values: positive ones and others."""
    rows = [*kept.get("results", []), *kept.get("values", [])]
    positive, other = ({key for row in rows for key in row[side]} for side in ("positive", "other"))
    return len(positive), len(other)


def choices_in(votes: Iterable[CaseVote]) -> tuple[Choice, ...]:
    """Return how often each rating was voted for, best first. No query."""
    rows = list(votes)
    results = Counter(one.result_rating for one in rows)
    behaviours = Counter(one.behaviour_rating for one in rows)
    return tuple(
        Choice(str(one.label), results[one.value], behaviours[one.value]) for one in Rating
    )


def units_to_calibrate(actor: Actor, period: Period) -> QuerySet[Unit]:
    """Return units the actor may call together, with `count` of cases that could be chosen.

    A head's own units; for the office all with a case. One query.
    """
    waiting = Evaluation.objects.filter(agency=actor.agency, period=period, state=State.DECIDED)
    paths = {
        path
        for one in waiting.values_list("assignment__unit__path", flat=True).distinct()
        for path in above(one)
    }
    rows = Unit.objects.filter(agency=actor.agency, path__in=paths).order_by("path")
    if actor.has(Role.PERFORMANCE_MANAGER):
        return rows
    mine = [path for path in paths if path.startswith(actor.led_paths)] if actor.led_paths else []
    return rows.filter(path__in=mine)
