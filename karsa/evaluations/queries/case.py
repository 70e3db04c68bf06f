"""One case of a calibration session, opened down to the entries."""

from dataclasses import dataclass

from karsa.accounts.actor import Actor
from karsa.evaluations.models import (
    CaseNote,
    CaseVote,
    Evaluation,
    SessionCase,
)
from karsa.evaluations.queries.calibration import choices_in
from karsa.evaluations.queries.fairness import Choice
from karsa.evaluations.queries.result import Why, why_of


@dataclass(frozen=True, slots=True)
class OpenCase:
    """What a member reads of a case; ratings, votes and notes only once votes are open."""

    row: SessionCase
    evaluation: Evaluation
    votes_now: bool
    why: Why
    own: CaseVote | None
    choices: tuple[Choice, ...]
    notes: tuple[CaseNote, ...]
    is_rater: bool

    @property
    def writes_now(self) -> bool:
        """Whether notes are taken."""
        return self.row.session.state == self.row.session.State.DISCUSSING


def case_of(actor: Actor, row: SessionCase) -> OpenCase:
    """Return a case that the actor is let see, read `for_page`. Six queries for any entries."""
    evaluation, opened = row.evaluation, not row.session.is_sealed
    votes = list(row.votes.select_related("member"))
    notes = row.notes.select_related("member__employee").order_by("at", "pk")
    return OpenCase(
        row=row,
        evaluation=evaluation,
        votes_now=row.may_vote and not opened,
        why=why_of(evaluation),
        own=next((one for one in votes if one.member.employee_id == actor.employee_id), None),
        choices=choices_in(votes) if opened else (),
        notes=tuple(notes) if opened else (),
        is_rater=evaluation.rater_id == actor.employee_id,
    )
