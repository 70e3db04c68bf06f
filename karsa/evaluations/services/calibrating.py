"""A calibration session: opened, voted in unseen, talked over. It changes no rating itself."""

from collections.abc import Collection

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse

from karsa.accounts.actor import Actor
from karsa.audit.services import record
from karsa.evaluations.models import (
    CalibrationSession,
    CaseConflict,
    CaseNote,
    CaseVote,
    Evaluation,
    SessionCase,
    SessionMember,
)
from karsa.evaluations.policies import can_lead_session, can_open_session
from karsa.evaluations.queries.calibration import candidates, voters_of, votes_by_case
from karsa.evaluations.services.held import held
from karsa.inbox.models import Notice
from karsa.org.models import Period, Unit
from karsa.org.services.notices import tell_people
from karsa.rules import calibration, flow
from karsa.rules.grade import Rating
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _


@transaction.atomic
def open_session(
    *, actor: Actor, unit: Unit, period: Period, evaluation_ids: Collection[int]
) -> CalibrationSession:
    """Call the raters of a unit, their superiors and its evaluation team around a few cases.

    Cases are decided and not yet signed. Who opens it and rates nobody there leads without a vote.
    Raises PermissionDenied to all but the unit's head and the performance office; Refused for a
    closed period, too few or too many cases or voters, or beside a session that still runs.
    """
    if not can_open_session(actor, unit):
        raise PermissionDenied
    if held(period).is_closed:
        raise Refused(_("Periode ini sudah ditutup, jadi nilainya tidak berubah lagi."))
    rows = list(candidates(unit, period).filter(pk__in=evaluation_ids))
    calibration.check_cases(len(rows))
    voters = voters_of(unit, period, actor.today)
    calibration.check_voters(len(voters))
    sessions = CalibrationSession.objects.filter(unit=unit, period=period)
    if sessions.exclude(state="closed").exists():
        raise Refused(_("Sesi unit ini untuk periode itu masih berjalan."))
    session = _session(actor, unit, period, voters)
    SessionCase.objects.bulk_create(
        SessionCase(agency=actor.agency, session=session, evaluation=row) for row in rows
    )
    record(actor, "evaluations.calibration_opened", session)
    tell_people(
        actor.agency,
        actor.now,
        dict.fromkeys(set(voters) - {actor.me}, 1),
        kind=Notice.Kind.CALIBRATION_CALLED,
        key=f"calibration:{session.pk}",
        path=reverse("evaluations:session", args=[session.pk]),
    )
    return session


def _session(
    actor: Actor, unit: Unit, period: Period, voters: Collection[int]
) -> CalibrationSession:
    session = CalibrationSession.objects.create(
        agency=actor.agency,
        unit=unit,
        period=period,
        led_by_id=actor.me,
        opened_on=actor.today,
    )
    SessionMember.objects.bulk_create(
        SessionMember(
            agency=actor.agency, session=session, employee_id=one, votes=one in set(voters)
        )
        for one in sorted({*voters, actor.me})
    )
    return session


@transaction.atomic
def vote(*, actor: Actor, case_id: int, result_rating: str, behaviour_rating: str) -> CaseVote:
    """Say what one would give; changed as often as one likes until votes are opened.

    Raises PermissionDenied to who has no vote, declared a conflict or is the person; Refused once
    votes are open.
    """
    case, member = _seat(actor, case_id)
    if not member.votes:
        raise PermissionDenied
    calibration.check_sealed(sealed=case.session.is_sealed)
    ratings = {
        "result_rating": Rating(result_rating).value,
        "behaviour_rating": Rating(behaviour_rating).value,
    }
    row, _made = CaseVote.objects.update_or_create(
        case=case, member=member, defaults={"agency": actor.agency, **ratings}
    )
    record(actor, "evaluations.calibration_voted", case)
    return row


@transaction.atomic
def declare_conflict(*, actor: Actor, case_id: int) -> CaseConflict:
    """Keep out of a case: the vote is taken back, its page and notes are no longer shown.

    Raises PermissionDenied to who is no member or already out; Refused once the session is over.
    """
    case, member = _seat(actor, case_id)
    if case.session.state == CalibrationSession.State.CLOSED:
        raise Refused(_("Sesi ini sudah selesai. Catatannya tetap dapat dibaca."))
    case.votes.filter(member=member).delete()
    row = CaseConflict.objects.create(agency=actor.agency, case=case, member=member)
    record(actor, "evaluations.conflict_declared", case)
    return row


@transaction.atomic
def open_votes(*, actor: Actor, session_id: int) -> CalibrationSession:
    """Show all votes of all cases to all at once. Nobody votes afterwards.

    Raises PermissionDenied to all but who leads, Refused while a case has fewer than two votes.
    """
    session = _led(actor, session_id)
    session.state = flow.step(flow.CALIBRATION, session.state, "discussing")
    calibration.check_opening(votes_by_case(session))
    session.save(update_fields=["state"])
    record(actor, "evaluations.votes_opened", session)
    return session


@transaction.atomic
def add_note(*, actor: Actor, case_id: int, text: str) -> CaseNote:
    """Write down what was said of a case.

    Raises PermissionDenied as `vote` does (who leads may write too), Refused before votes are
    open, after the end, or without words.
    """
    case, member = _seat(actor, case_id)
    session = case.session
    closed = session.state == CalibrationSession.State.CLOSED
    calibration.check_open(sealed=session.is_sealed, closed=closed)
    if not text.strip():
        raise Refused(_("Tulis dulu apa yang dibahas."))
    row = CaseNote.objects.create(
        agency=actor.agency, case=case, member=member, text=text.strip(), at=actor.now
    )
    record(actor, "evaluations.calibration_noted", case)
    return row


@transaction.atomic
def close_session(*, actor: Actor, session_id: int) -> CalibrationSession:
    """End a session; raters change what they want to change afterwards too, until they sign.

    One whose votes were never opened is called off: its cases and votes go, and nobody sees them.
    Raises PermissionDenied to all but who leads, Refused where it is over.
    """
    session = _led(actor, session_id)
    if session.is_sealed:
        session.cases.all().delete()
    session.state = flow.step(flow.CALIBRATION, session.state, "closed")
    session.closed_on = actor.today
    session.save(update_fields=["state", "closed_on"])
    record(actor, "evaluations.calibration_closed", session)
    return session


def keep_change(actor: Actor, row: Evaluation, before: tuple[str, str, str]) -> None:
    """Keep before, after and reason where a decision that a session talked over has changed.

    `before`: both ratings and the grade. Raises Refused without a reason.
    """
    after = (row.result_rating, row.behaviour_rating)
    if before[0] == "" or before[:2] == after or not row.calibrations.exists():
        return
    calibration.check_change(row.departure_reason)
    row.changes.append(
        {
            "at": actor.now.isoformat(),
            "by": actor.name,
            "reason": row.departure_reason,
            "old": list(before),
            "new": [*after, row.grade],
        }
    )
    row.save(update_fields=["changes"])
    record(actor, "evaluations.rating_changed", row, note=row.departure_reason)


def _seat(actor: Actor, case_id: int) -> tuple[SessionCase, SessionMember]:
    """The case and the actor's seat at it; PermissionDenied to who has none."""
    cases = SessionCase.objects.visible_to(actor).select_related("session")
    case = cases.filter(pk=case_id).first()
    if case is None:
        raise PermissionDenied
    # Against the opening of the votes at the same moment.
    session = CalibrationSession.objects.select_for_update().get(pk=case.session_id)
    case.session = session
    return case, session.members.get(employee=actor.me)


def _led(actor: Actor, session_id: int) -> CalibrationSession:
    session = CalibrationSession.objects.select_for_update().get(pk=session_id)
    if not can_lead_session(actor, session):
        raise PermissionDenied
    return session
