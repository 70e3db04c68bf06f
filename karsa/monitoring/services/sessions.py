"""Review sessions: opened with a memo from the data, minuted, closed with conclusions."""

from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction

from karsa.accounts.actor import Actor
from karsa.audit.services import record
from karsa.monitoring.models import Attendance, EvaluationTeam, ReviewSession
from karsa.monitoring.policies import can_monitor
from karsa.monitoring.queries.memo import memo_of
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _


@transaction.atomic
def open_session(*, actor: Actor, team: EvaluationTeam, day: date, place: str) -> ReviewSession:
    """Open a team's session: its memo is made from the data of this moment and stands still.

    Raises PermissionDenied for whoever does not follow the unit up; Refused while the last
    session runs, or for a dissolved team. About fifteen queries.
    """
    if not can_monitor(actor, team.unit):
        raise PermissionDenied
    EvaluationTeam.objects.select_for_update().get(agency=actor.agency, pk=team.pk)
    if team.ends is not None:
        raise Refused(_("Tim ini sudah dibubarkan."))
    last = team.sessions.order_by("-pk").first()
    if last is not None and last.state == ReviewSession.State.OPEN:
        raise Refused(_("Rapat sebelumnya belum ditutup. Tulis simpulannya dan tutup dulu."))
    session = ReviewSession.objects.create(
        agency=actor.agency,
        team=team,
        previous=last,
        day=day,
        place=place.strip(),
        memo=asdict(memo_of(actor, team.unit, last)),
        memo_at=actor.now,
        opened_by_id=actor.employee_id,
    )
    record(actor, "monitoring.session_opened", session)
    return session


@transaction.atomic
def renew_memo(*, actor: Actor, session: ReviewSession) -> ReviewSession:
    """Make the memo anew from the data of this moment. Raises like `close_session`."""
    found = _running(actor, session)
    found.memo = asdict(memo_of(actor, found.team.unit, found.previous))
    found.memo_at = actor.now
    found.save(update_fields=["memo", "memo_at"])
    record(actor, "monitoring.memo_renewed", found)
    return found


@dataclass(frozen=True, slots=True)
class Minutes:
    """What is written down: ids of members who were there, others, notes, conclusions."""

    present: Collection[int]
    guests: str
    notes: str
    conclusions: str


@transaction.atomic
def write_minutes(*, actor: Actor, session: ReviewSession, minutes: Minutes) -> ReviewSession:
    """Write the minutes of a running session. Raises like `close_session`."""
    found = _running(actor, session)
    found.guests, found.notes = minutes.guests.strip(), minutes.notes.strip()
    found.conclusions = minutes.conclusions.strip()
    found.save(update_fields=["guests", "notes", "conclusions"])
    found.attendance.all().delete()
    members = found.team.members.on(actor).values_list("employee", flat=True)
    Attendance.objects.bulk_create(
        Attendance(
            agency=actor.agency, session=found, employee_id=pk, is_present=pk in minutes.present
        )
        for pk in members
    )
    record(actor, "monitoring.minutes_written", found)
    return found


@transaction.atomic
def close_session(*, actor: Actor, session: ReviewSession) -> ReviewSession:
    """Close a session: memo and minutes stay as they are.

    Raises PermissionDenied for whoever does not follow the unit up; Refused when it is closed
    or has no conclusions yet.
    """
    found = _running(actor, session)
    if not found.conclusions:
        raise Refused(_("Tulis simpulan rapat lebih dahulu: apa yang disepakati, siapa, kapan."))
    found.state, found.closed_at = ReviewSession.State.CLOSED, actor.now
    found.save(update_fields=["state", "closed_at"])
    record(actor, "monitoring.session_closed", found)
    return found


def _running(actor: Actor, session: ReviewSession) -> ReviewSession:
    rows = ReviewSession.objects.select_for_update(of=("self",))
    found = rows.select_related("team__unit", "previous").get(agency=actor.agency, pk=session.pk)
    if not can_monitor(actor, found.team.unit):
        raise PermissionDenied
    if found.state == ReviewSession.State.CLOSED:
        raise Refused(_("Rapat ini sudah ditutup. Catatannya tidak berubah lagi."))
    return found
