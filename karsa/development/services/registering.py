"""Coming to a training: asked for, let go by the leader, seated or waiting, stepped back."""

from collections.abc import Collection

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse

from karsa.accounts.actor import Actor
from karsa.accounts.roles import Role
from karsa.audit.services import record
from karsa.development import policies
from karsa.development.models import Registration, TrainingSession
from karsa.development.queries.hours import passes_ceiling
from karsa.development.queries.sessions import clashes
from karsa.development.services.seats import fill, has_room
from karsa.inbox.models import Notice
from karsa.kit import formats
from karsa.org.models import Assignment, RaterLine
from karsa.org.queries.grants import holders
from karsa.org.services.notices import tell_people
from karsa.rules.flow import REGISTRATION, step
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _

State = Registration.State
_NO_POST = _("Anda belum punya jabatan yang berlaku hari ini, jadi belum bisa mendaftar.")


@transaction.atomic
def register(*, actor: Actor, session: TrainingSession, reason: str = "") -> Registration:
    """Ask to come; the leader answers, and for hours beyond a contract's ceiling the office too.

    Raises Refused for who holds no post, a session that is over or called off or for another
    unit, one asked for already, another training on the same hours (which is named), and hours
    beyond the ceiling without a reason.
    """
    post = _post(actor)
    row = _locked(session)
    _check_open(actor, row, post)
    _check_free(actor, row)
    passes = passes_ceiling(post.employee, row)
    if passes and not reason.strip():
        raise Refused(
            _("Dengan sesi ini jam belajar Anda melewati batas perjanjian kerja. Tulis alasannya.")
        )
    why = reason.strip() if passes else ""
    mine, is_new = Registration.objects.get_or_create(
        agency=actor.agency,
        session=row,
        employee=post.employee,
        defaults={"assignment": post, "requested_at": actor.now, "reason": why},
    )
    if not is_new:
        mine.state = step(REGISTRATION, mine.state, State.REQUESTED)
        mine.assignment, mine.requested_at, mine.answer, mine.reason = post, actor.now, "", why
        mine.save(update_fields=["state", "assignment", "requested_at", "answer", "reason"])
    record(actor, "development.registered", mine)
    _tell(actor, mine, _raters(actor, mine) or _office(actor))
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

    A leader's yes to hours beyond the ceiling goes on to the office. Raises PermissionDenied for
    others than the leader, then the office; Refused once it is answered, without a reason to
    decline.
    """
    session = _locked(row.session)
    mine = Registration.objects.select_for_update().get(pk=row.pk)
    if not policies.can_decide(actor, mine):
        raise PermissionDenied
    if not accept and not answer.strip():
        raise Refused(_("Tulis alasannya, supaya yang mendaftar tahu apa yang perlu diatur."))
    then = _accepted(actor, mine, session) if accept else State.DECLINED
    mine.state = step(REGISTRATION, mine.state, then)
    mine.decided_by_id, mine.answer = actor.employee_id, answer.strip()
    mine.save(update_fields=["state", "decided_by", "answer"])
    record(actor, "development.let_go" if accept else "development.declined", mine)
    if then == State.REFERRED:
        _tell(actor, mine, _office(actor))
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


def _accepted(actor: Actor, row: Registration, session: TrainingSession) -> State:
    """Where a yes leads: to the office for hours beyond the ceiling, else to a seat or the list."""
    if row.reason and not policies.can_keep(actor):
        return State.REFERRED
    return State.ENROLLED if has_room(session) else State.WAITING


def _raters(actor: Actor, row: Registration) -> list[int]:
    lines = RaterLine.objects.on(actor.today).filter(assignment__employee=row.employee_id)
    return list(lines.values_list("rater", flat=True))


def _office(actor: Actor) -> list[int]:
    return holders(actor.agency, [Role.PERFORMANCE_MANAGER], actor.today)


def _tell(actor: Actor, row: Registration, people: Collection[int]) -> None:
    """Whoever answers next is told; asked anew, they are told anew."""
    tell_people(
        actor.agency,
        actor.now,
        dict.fromkeys(set(people) - {actor.me}, 1),
        kind=Notice.Kind.TRAINING_ASKED,
        key=f"training:{row.pk}:{row.state}:{actor.now:%Y%m%d%H%M%S}",
        path=reverse("development:team"),
    )


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
    """Nobody is at two trainings at once."""
    for other in clashes(session, session.meeting, [actor.me])[:1]:
        raise Refused(
            _("Waktunya bertabrakan dengan “%(title)s” mulai %(day)s, yang sudah Anda ikuti."),
            title=other.session.course.title,
            day=formats.day(other.session.starts),
        )
