"""Posts over time: a new one, a transfer, the end of one, and leaving the service."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import QuerySet

from karsa.accounts.actor import Actor
from karsa.accounts.models import User
from karsa.audit.services import record
from karsa.org.models import Assignment, Employee, Position, RaterLine, TeamMember, Unit
from karsa.org.queries.chain import Chain
from karsa.org.queries.handover import left_behind, rated_lines
from karsa.org.services.handover import Handover, hand_over
from karsa.org.services.keeping import ask_keeper
from karsa.org.services.rater_lines import Change, set_many
from karsa.rules.dates import check_order
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _

_DAY = timedelta(days=1)
_DEFINITIVE = Assignment.Kind.DEFINITIVE
_LATER = Handover()


@dataclass(frozen=True, slots=True)
class NewPost:
    """A post to open: where, as what, how, and from when (to when) by which decree."""

    unit_id: int
    position: str
    position_kind: str
    starts: date
    kind: str = _DEFINITIVE
    is_head: bool = False
    ends: date | None = None
    decree: str = ""


@transaction.atomic
def add_post(*, actor: Actor, employee_id: int, post: NewPost) -> Assignment:
    """Give a person one more post (Plt, Plh, delegated, or the first definitive one).

    Its rater follows from the structure where somebody stands above; a keeper corrects it.
    Raises PermissionDenied, DoesNotExist of person or unit; Refused for days in the wrong
    order, a second definitive post or head at the same time, or somebody who has left. About
    fifteen queries.
    """
    ask_keeper(actor)
    check_order(post.starts, post.ends)
    person = Employee.objects.select_for_update(of=("self",)).get(
        agency=actor.agency, pk=employee_id
    )
    unit = Unit.objects.get(agency=actor.agency, pk=post.unit_id)
    _ask_free(person, unit, post)
    made = _opened(actor, person, unit, post)
    record(actor, "org.post_opened", made, note=post.decree)
    _first_rater(actor, made)
    return made


@transaction.atomic
def transfer(
    *, actor: Actor, employee_id: int, post: NewPost, handover: Handover = _LATER
) -> Assignment:
    """Move a person to another definitive post; the present one ends the day before.

    `handover` says who rates those the person rated there. Raises as `add_post` and `end_post`
    do, and Refused if there is nothing to move from.
    """
    ask_keeper(actor)
    held = Assignment.objects.filter(
        agency=actor.agency, employee=employee_id, kind=_DEFINITIVE, starts__lt=post.starts
    )
    now = held.exclude(ends__lt=post.starts).select_related("unit").first()
    if now is None:
        raise Refused(_("Orang ini belum punya penempatan definitif sebelum tanggal itu."))
    end_post(actor=actor, assignment_id=now.pk, ends=post.starts - _DAY)
    made = add_post(actor=actor, employee_id=employee_id, post=post)
    lines = left_behind(now, post.starts)
    hand_over(actor=actor, lines=lines, day=post.starts, handover=handover, decree=post.decree)
    return made


@transaction.atomic
def end_post(
    *, actor: Actor, assignment_id: int, ends: date, handover: Handover = _LATER
) -> Assignment:
    """End a post on a day, the last one it counts; its raters and teams end with it.

    `handover` says who rates the people its holder rated: their lines stay with the holder, on
    the list of raters that no longer hold, until somebody takes them over. Raises
    PermissionDenied, Assignment.DoesNotExist, Refused for a day before the post, or a line of
    raters that begins later. Eight queries, and what a handover costs.
    """
    ask_keeper(actor)
    locked = Assignment.objects.select_for_update(of=("self",)).select_related("unit", "agency")
    post = locked.get(agency=actor.agency, pk=assignment_id)
    check_order(post.starts, ends)
    _end_lines(RaterLine.objects.filter(assignment=post), ends)
    _end_lines(TeamMember.objects.filter(assignment=post), ends)
    post.ends = ends
    post.save(update_fields=["ends"])
    record(actor, "org.post_ended", post)
    lines = left_behind(post, ends + _DAY)
    hand_over(actor=actor, lines=lines, day=ends + _DAY, handover=handover)
    return post


@transaction.atomic
def leave(*, actor: Actor, employee_id: int, ends: date, handover: Handover = _LATER) -> Employee:
    """Let a person leave the service (pension, transfer out): posts end, the account closes.

    Everything they did stays; `handover` says who rates whom they rated. Raises
    PermissionDenied, Employee.DoesNotExist, Refused for a day in the future, when they still
    work, and as `end_post` does.
    """
    ask_keeper(actor)
    if ends > actor.today:
        raise Refused(_("Catat pada hari terakhir atau sesudahnya: sampai hari itu ia bekerja."))
    person = Employee.objects.select_for_update(of=("self",)).get(
        agency=actor.agency, pk=employee_id
    )
    open_posts = Assignment.objects.filter(employee=person).exclude(ends__lte=ends)
    for key in open_posts.values_list("pk", flat=True):
        end_post(actor=actor, assignment_id=key, ends=ends)
    person.is_active = False
    person.save(update_fields=["is_active"])
    User.objects.filter(employee=person).update(is_active=False)
    record(actor, "org.person_left", person)
    lines = rated_lines(actor.agency, person.pk, ends + _DAY)
    hand_over(actor=actor, lines=lines, day=ends + _DAY, handover=handover)
    return person


def _ask_free(person: Employee, unit: Unit, post: NewPost) -> None:
    """Raise Refused if the person has left, or the post would overlap one it may not."""
    if not person.is_active:
        raise Refused(_("Orang ini sudah tidak aktif, jadi tidak dapat ditempatkan."))
    if post.kind != _DEFINITIVE:
        return
    if _during(person.assignments.filter(kind=_DEFINITIVE), post).exists():
        raise Refused(
            _("Sudah ada penempatan definitif pada masa itu. Pakai mutasi, atau akhiri dahulu.")
        )
    heads = Assignment.objects.filter(unit=unit, kind=_DEFINITIVE, is_head=True)
    if post.is_head and _during(heads, post).exists():
        raise Refused(_("Unit ini sudah punya pimpinan definitif pada masa itu. Akhiri dahulu."))


def _during(posts: QuerySet[Assignment], post: NewPost) -> QuerySet[Assignment]:
    found = posts.exclude(ends__lt=post.starts)
    return found if post.ends is None else found.filter(starts__lte=post.ends)


def _opened(actor: Actor, person: Employee, unit: Unit, post: NewPost) -> Assignment:
    position, _made = Position.objects.get_or_create(
        agency=actor.agency, name=post.position.strip(), kind=post.position_kind
    )
    return Assignment.objects.create(
        agency=actor.agency,
        employee=person,
        unit=unit,
        position=position,
        kind=post.kind,
        is_head=post.is_head,
        decree=post.decree,
        starts=post.starts,
        ends=post.ends,
    )


def _first_rater(actor: Actor, post: Assignment) -> None:
    rater_id, _reviewer = Chain(actor.agency, post.starts).of(post.employee_id, post.unit_id)
    if rater_id is None:
        return
    change = Change(rater_id, post.starts, post.decree, RaterLine.Origin.DERIVED)
    try:
        set_many(agency=actor.agency, posts=[post], change=change, doer=actor)
    except Refused:
        # The structure offers nobody fit; the post stands on the list "tanpa penilai".
        return


def _end_lines(rows: QuerySet[RaterLine] | QuerySet[TeamMember], ends: date) -> None:
    later = rows.exclude(ends__lte=ends)
    if later.filter(starts__gt=ends).exists():
        raise Refused(
            _("Sudah ada penilai atau tim yang dicatat mulai setelah tanggal itu. Pilih yang lain.")
        )
    later.update(ends=ends)
