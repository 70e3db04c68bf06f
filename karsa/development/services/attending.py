"""Being there: by the code on the screen, or on the organiser's list; enough days complete it."""

from collections.abc import Collection
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction

from karsa.accounts.actor import Actor
from karsa.audit.services import record, record_many
from karsa.development import policies
from karsa.development.models import Attendance, Course, Registration, TrainingSession
from karsa.development.queries.hours import hours_rules
from karsa.development.queries.sessions import days_of_session
from karsa.development.services.codes import check_ticket
from karsa.development.services.registering import walk_in
from karsa.rules.flow import REGISTRATION, step
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _
from karsa.rules.training import is_attended

State = Registration.State
Way = Attendance.Way
_NOT_TODAY = _("Hari ini bukan hari sesi ini.")


@transaction.atomic
def check_in(*, actor: Actor, session: TrainingSession, ticket: str) -> Registration:
    """Be present today by what one scanned; once more is the same attendance.

    Raises Refused for who has no seat, on another day, and for a ticket that is not one's own.
    """
    check_ticket(actor, session, ticket)
    if actor.today not in days_of_session(session):
        raise Refused(_NOT_TODAY)
    mine = session.registrations.select_for_update().filter(employee=actor.me)
    row = mine.filter(state__in=Registration.SEATED).first()
    if row is None and session.course.kind == Course.Kind.SEMINAR:
        row = walk_in(actor=actor, session=session)
    if row is None:
        raise Refused(_("Anda belum terdaftar di sesi ini. Minta penyelenggara mendaftarkan Anda."))
    seen, is_new = Attendance.objects.get_or_create(
        agency=actor.agency,
        registration=row,
        day=actor.today,
        defaults={"way": Way.CODE, "at": actor.now},
    )
    if is_new:
        record(actor, "development.present", seen)
        _complete(actor, [row], session)
    return row


@transaction.atomic
def keep_list(
    *, actor: Actor, session: TrainingSession, day: date, present: Collection[int]
) -> int:
    """Say who was there on `day` (registrations); who scanned the code stays present.

    Return how many were added. Raises PermissionDenied for who does not run the session or stands
    for it; Refused for a day that is none of its own or still to come, and for oneself.
    """
    if not policies.can_mark(actor, session):
        raise PermissionDenied
    if day not in days_of_session(session) or day > actor.today:
        raise Refused(_NOT_TODAY if day == actor.today else _("Pilih hari sesi yang sudah tiba."))
    rows = session.registrations.select_for_update().filter(
        pk__in=present, state__in=Registration.SEATED
    )
    known = Attendance.objects.filter(registration__session=session, day=day)
    missing = list(rows.exclude(pk__in=known.values("registration")))
    if actor.employee_id in {row.employee_id for row in missing}:
        raise Refused(_("Kehadiran Anda sendiri lewat kode QR, atau ditandai orang lain."))
    made = Attendance.objects.bulk_create(
        Attendance(agency=actor.agency, registration=row, day=day, way=Way.LIST, at=actor.now)
        for row in missing
    )
    record_many(actor, "development.marked_present", made)
    _complete(actor, missing, session)
    return len(made)


def complete_alone(actor: Actor, row: Registration, session: TrainingSession) -> None:
    """Somebody who learned at their own pace is done today, in the caller's transaction."""
    if row.state == State.ENROLLED:
        _earn(actor, row, session, actor.today)
        record(actor, "development.completed", row)


def _complete(actor: Actor, rows: Collection[Registration], session: TrainingSession) -> None:
    """Who was there on enough days has completed the training on the last of them."""
    days = days_of_session(session)
    rules = hours_rules(actor.agency, session.starts.year)
    seen: dict[int, list[date]] = {}
    found = Attendance.objects.filter(registration__in=[row.pk for row in rows])
    for pk, day in found.values_list("registration", "day"):
        seen.setdefault(pk, []).append(day)
    done = [row for row in rows if row.state == State.ENROLLED]
    done = [row for row in done if is_attended(len(seen[row.pk]), len(days), rules)]
    for row in done:
        _earn(actor, row, session, max(seen[row.pk]))
    record_many(actor, "development.completed", done)


def _earn(actor: Actor, row: Registration, session: TrainingSession, day: date) -> None:
    row.state = step(REGISTRATION, row.state, State.ATTENDED)
    row.completed_on, row.hours = day, session.course.hours
    row.save(update_fields=["state", "completed_on", "hours"])
