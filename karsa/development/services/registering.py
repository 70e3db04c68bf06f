"""Coming to a training: asked for, let go by the leader, seated or waiting, stepped back."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from karsa.accounts.actor import Actor
from karsa.audit.services import record
from karsa.development import policies
from karsa.development.models import Registration, TrainingSession
from karsa.development.services.seats import fill, has_room
from karsa.kit import formats
from karsa.org.models import Assignment
from karsa.rules.flow import REGISTRATION, step
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _
from karsa.rules.training import overlap

State = Registration.State
_NO_POST = _("Anda belum punya jabatan yang berlaku hari ini, jadi belum bisa mendaftar.")


@transaction.atomic
def register(*, actor: Actor, session: TrainingSession) -> Registration:
    """Ask to come; the leader answers.

    Raises Refused for who holds no post, a session that is over or called off or for another
    unit, one asked for already, and another training on the same hours (which is named).
    """
    post = _post(actor)
    row = _locked(session)
    _check_open(actor, row, post)
    _check_free(actor, row)
    mine, is_new = Registration.objects.get_or_create(
        agency=actor.agency,
        session=row,
        employee=post.employee,
        defaults={"assignment": post, "requested_at": actor.now},
    )
    if not is_new:
        mine.state = step(REGISTRATION, mine.state, State.REQUESTED)
        mine.assignment, mine.requested_at, mine.answer = post, actor.now, ""
        mine.save(update_fields=["state", "assignment", "requested_at", "answer"])
    record(actor, "development.registered", mine)
    return mine


@transaction.atomic
def walk_in(*, actor: Actor, session: TrainingSession) -> Registration:
    """Seat who came to an open meeting (sosialisasi) without asking: being there is a fact.

    Neither quota nor a leader's word stands in the way. Raises Refused for who holds no post, and
    for a meeting of another unit.
    """
    post = _post(actor)
    row = _locked(session)
    _check_open(actor, row, post)
    mine, _is_new = Registration.objects.update_or_create(
        agency=actor.agency,
        session=row,
        employee=post.employee,
        defaults={"assignment": post, "requested_at": actor.now, "state": State.ENROLLED},
    )
    record(actor, "development.walked_in", mine)
    return mine


@transaction.atomic
def decide(*, actor: Actor, row: Registration, accept: bool, answer: str = "") -> Registration:
    """Let somebody go (a seat, or the waiting list where none is free), or say why not now.

    Raises PermissionDenied for others than the leader; Refused once it is answered, without a
    reason to decline.
    """
    session = _locked(row.session)
    mine = Registration.objects.select_for_update().get(pk=row.pk)
    if not policies.can_decide(actor, mine):
        raise PermissionDenied
    if not accept and not answer.strip():
        raise Refused(_("Tulis alasannya, supaya yang mendaftar tahu apa yang perlu diatur."))
    seated = State.ENROLLED if has_room(session) else State.WAITING
    mine.state = step(REGISTRATION, mine.state, seated if accept else State.DECLINED)
    mine.decided_by_id, mine.answer = actor.employee_id, answer.strip()
    mine.save(update_fields=["state", "decided_by", "answer"])
    record(actor, "development.let_go" if accept else "development.declined", mine)
    return mine


@transaction.atomic
def withdraw(*, actor: Actor, row: Registration) -> Registration:
    """Step back; the seat goes to who waits the longest.

    Raises PermissionDenied for others than the person; Refused once it was attended.
    """
    session = _locked(row.session)
    mine = Registration.objects.select_for_update().get(pk=row.pk)
    if not policies.owns(actor, mine):
        raise PermissionDenied
    mine.state = step(REGISTRATION, mine.state, State.WITHDRAWN)
    mine.save(update_fields=["state"])
    record(actor, "development.withdrawn", mine)
    fill(actor, session)
    return mine


def _post(actor: Actor) -> Assignment:
    """The post one comes from: the definitive one where there are several."""
    held = Assignment.objects.on(actor.today).filter(agency=actor.agency, employee=actor.me)
    posts = sorted(
        held.select_related("employee", "unit"), key=lambda post: post.kind != "definitive"
    )
    if not posts:
        raise Refused(_NO_POST)
    return posts[0]


def _locked(session: TrainingSession) -> TrainingSession:
    rows = TrainingSession.objects.select_for_update(of=("self",))
    return rows.select_related("course", "unit").get(pk=session.pk)


def _check_open(actor: Actor, session: TrainingSession, post: Assignment) -> None:
    if session.cancelled:
        raise Refused(_("Sesi ini sudah dibatalkan."))
    if session.ends < actor.today:
        raise Refused(_("Sesi ini sudah selesai. Lihat sesi berikutnya di kalender."))
    if session.unit and not post.unit.path.startswith(session.unit.path):
        raise Refused(_("Sesi ini untuk pegawai %(unit)s."), unit=session.unit.name)


def _check_free(actor: Actor, session: TrainingSession) -> None:
    """Nobody is at two trainings at once; learning at one's own pace takes no hour."""
    if session.course.is_own_pace:
        return
    held = Registration.objects.filter(
        agency=actor.agency,
        employee=actor.me,
        state__in=Registration.BINDING,
        session__starts__lte=session.ends,
        session__ends__gte=session.starts,
    ).exclude(session=session)
    for other in held.select_related("session__course"):
        if not other.session.course.is_own_pace and overlap(session.meeting, other.session.meeting):
            raise Refused(
                _("Waktunya bertabrakan dengan “%(title)s” mulai %(day)s, yang sudah Anda ikuti."),
                title=other.session.course.title,
                day=formats.day(other.session.starts),
            )
