"""The calendar: sessions and series of them, called off, sponsored and paid."""

from dataclasses import dataclass, fields
from datetime import date, time
from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from karsa.accounts.actor import Actor
from karsa.audit.services import record, record_many
from karsa.development import policies
from karsa.development.models import Course, Registration, TrainingSeries, TrainingSession
from karsa.development.queries.sessions import clashes, sponsored_at
from karsa.development.services.seats import fill
from karsa.org.models import Unit
from karsa.org.queries.calendar import calendar_of
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _
from karsa.rules.training import Meeting, Rhythm, starts_in

_NAMED = 3


@dataclass(frozen=True, slots=True)
class SessionWords:
    """When and where a session is, for how many, for how much (rupiah)."""

    starts: date
    ends: date
    quota: int
    opens: time = time(8)
    closes: time = time(16)
    place: str = ""
    cost: Decimal = Decimal(0)
    budget_line: str = ""
    unit: Unit | None = None
    spent: Decimal | None = None
    trainer: str = ""

    @property
    def meeting(self) -> Meeting:
        """Its days and hours."""
        return Meeting(self.starts, self.ends, self.opens, self.closes)

    def fields(self) -> dict[str, Any]:
        """As the row has them."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


@transaction.atomic
def open_session(*, actor: Actor, course: Course, said: SessionWords) -> TrainingSession:
    """Put a course on its days. Raises PermissionDenied; Refused for days the wrong way round."""
    _keeper(actor)
    _check(said)
    row = TrainingSession.objects.create(agency=actor.agency, course=course, **said.fields())
    record(actor, "development.session_opened", row)
    return row


@transaction.atomic
def change_session(
    *, actor: Actor, session: TrainingSession, said: SessionWords
) -> TrainingSession:
    """Change a session, also what it cost; more seats go to who waits the longest.

    Raises PermissionDenied; Refused for fewer seats than are taken, a session that was called off,
    and days on which who comes or opens it is bound elsewhere.
    """
    _keeper(actor)
    _check(said)
    row = _locked(session)
    taken = row.registrations.filter(state__in=Registration.SEATED).count()
    if said.quota < taken:
        raise Refused(_("Sudah ada %(n)s peserta, jadi kuota tidak bisa di bawah itu."), n=taken)
    if said.meeting != row.meeting:
        _check_people(row, said.meeting)
    for name, value in said.fields().items():
        setattr(row, name, value)
    row.save(update_fields=list(said.fields()))
    record(actor, "development.session_changed", row)
    fill(actor, row)
    return row


@transaction.atomic
def cancel_session(*, actor: Actor, session: TrainingSession, reason: str) -> TrainingSession:
    """Call a session off; who wanted to come is free again for other days.

    Raises PermissionDenied; Refused once somebody has completed it.
    """
    _keeper(actor)
    row = _locked(session)
    coming = row.registrations.filter(state__in=Registration.BINDING)
    if coming.filter(state=Registration.State.ATTENDED).exists():
        raise Refused(_("Sesi ini sudah ada yang menyelesaikan, jadi tidak bisa dibatalkan."))
    row.cancelled = reason
    row.save(update_fields=["cancelled"])
    coming.update(state=Registration.State.WITHDRAWN, answer=reason)
    record(actor, "development.session_cancelled", row, note=reason)
    return row


@transaction.atomic
def sponsor(*, actor: Actor, session: TrainingSession, words: str) -> TrainingSession:
    """Stand for a session as a leader, with a sentence people read.

    Raises PermissionDenied for who leads no unit; Refused where another leader does already.
    """
    if not policies.can_sponsor(actor):
        raise PermissionDenied
    row = _locked(session)
    if row.sponsor_id not in (None, actor.employee_id):
        raise Refused(_("Sesi ini sudah disponsori pimpinan lain."))
    _check_sponsor(row, row.meeting, actor.me)
    row.sponsor_id, row.sponsor_words = actor.employee_id, words
    row.save(update_fields=["sponsor", "sponsor_words"])
    record(actor, "development.session_sponsored", row)
    return row


@transaction.atomic
def open_series(*, actor: Actor, row: TrainingSeries, year: int) -> list[TrainingSession]:
    """Keep a series (not saved yet) and make its sessions of `year`. Raises PermissionDenied."""
    _keeper(actor)
    row.save()
    record(actor, "development.series_opened", row)
    return make_sessions(actor=actor, series=row, year=year)


@transaction.atomic
def make_sessions(*, actor: Actor, series: TrainingSeries, year: int) -> list[TrainingSession]:
    """Make the sessions of a series in `year` that are not there yet; again makes none.

    Raises PermissionDenied for others than the manager.
    """
    _keeper(actor)
    calendar = calendar_of(actor.agency)
    known = set(series.sessions.filter(starts__year=year).values_list("starts", flat=True))
    days = starts_in(year, series.first, Rhythm(series.rhythm), calendar)
    made = TrainingSession.objects.bulk_create(
        TrainingSession(
            agency=actor.agency,
            course=series.course,
            series=series,
            starts=day,
            ends=calendar.add(day, series.days - 1),
            quota=series.quota,
            place=series.place,
            cost=series.cost,
            budget_line=series.budget_line,
        )
        for day in days
        if day not in known
    )
    record_many(actor, "development.session_opened", made)
    return made


def _check(said: SessionWords) -> None:
    if said.ends < said.starts or said.closes <= said.opens:
        raise Refused(_("Selesainya harus sesudah mulainya."))


def _check_people(session: TrainingSession, meeting: Meeting) -> None:
    """Nobody who comes or opens it is to be at two places."""
    coming = session.registrations.filter(state__in=Registration.BINDING)
    found = clashes(session, meeting, list(coming.values_list("employee", flat=True)))
    if found:
        names = list(dict.fromkeys(other.employee.full_name for other in found))
        raise Refused(
            _("Pada waktu itu %(n)s peserta sudah di pelatihan lain, antara lain %(names)s."),
            n=len(names),
            names=", ".join(names[:_NAMED]),
        )
    if session.sponsor_id:
        _check_sponsor(session, meeting, session.sponsor_id)


def _check_sponsor(session: TrainingSession, meeting: Meeting, sponsor_id: int) -> None:
    other = sponsored_at(session, meeting, sponsor_id)
    if other:
        raise Refused(
            _("Pada waktu itu sponsornya membuka “%(title)s”. Pilih waktu lain."),
            title=other.course.title,
        )


def _locked(session: TrainingSession) -> TrainingSession:
    rows = TrainingSession.objects.select_for_update(of=("self",)).select_related("course")
    row = rows.get(pk=session.pk)
    if row.cancelled:
        raise Refused(_("Sesi ini sudah dibatalkan."))
    return row


def _keeper(actor: Actor) -> None:
    if not policies.can_keep(actor):
        raise PermissionDenied
