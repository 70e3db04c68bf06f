"""Corrects who rates whom: one post, a whole unit, or many from a file.

A correction is a new dated line; the one before ends the day before. When a leader's own rater
changes, the lines of those the leader rates follow, because their reviewer is that rater.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q

from karsa.accounts.actor import Actor
from karsa.audit.services import record_many
from karsa.org.models import Assignment, RaterLine, Unit
from karsa.org.queries.raters import rated_by, rater_of, rating_paths
from karsa.org.services.keeping import ask_keeper
from karsa.rules.raters import check_rater
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _
from karsa.tenancy.models import Agency

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Change:
    """A rater from a day on, with the decree that says so."""

    rater_id: int
    starts: date
    decree: str = ""
    origin: str = RaterLine.Origin.SET


@transaction.atomic
def set_rater(*, actor: Actor, assignment_id: int, change: Change) -> int:
    """Let another person rate one post; return how many lines changed (0: already so).

    Raises PermissionDenied for anyone but the keepers, Assignment.DoesNotExist, and Refused
    for oneself, a circle, a rater without the office, or a day outside the post. About ten
    queries.
    """
    ask_keeper(actor)
    locked = Assignment.objects.select_for_update(of=("self",)).select_related("unit")
    post = locked.get(agency=actor.agency, pk=assignment_id)
    return set_many(agency=actor.agency, posts=[post], change=change, doer=actor)


@transaction.atomic
def move_unit(*, actor: Actor, unit_id: int, change: Change, with_below: bool = False) -> int:
    """Let one person rate everybody in a unit (and below) from a day on; count what changed.

    The rater's own posts are left as they are. Raises as `set_rater` does, and Refused for a
    unit without people. About ten queries.
    """
    ask_keeper(actor)
    unit = Unit.objects.get(agency=actor.agency, pk=unit_id)
    inside = Assignment.objects.on(change.starts).filter(agency=actor.agency)
    inside = (
        inside.filter(unit__path__startswith=unit.path) if with_below else inside.filter(unit=unit)
    )
    posts = inside.exclude(employee=change.rater_id).select_related("unit")
    found = list(posts.select_for_update(of=("self",)))
    if not found:
        raise Refused(_("Belum ada orang di unit ini pada tanggal itu."))
    return set_many(agency=actor.agency, posts=found, change=change, doer=actor)


def set_many(
    *,
    agency: Agency,
    posts: Collection[Assignment],
    change: Change,
    doer: Actor | None = None,
    known: dict[int, int] | None = None,
) -> int:
    """Let one person rate all of `posts` (locked, with their units); count what changed.

    The caller has asked for the permission. `doer` is recorded line by line; none for a file,
    whose batch is the record. `known` is who rates whom, if the caller holds it already; it is
    kept current. Raises Refused as `set_rater` does; nothing is kept then.
    """
    chain = rated_by(agency, change.starts) if known is None else known
    paths = rating_paths(change.rater_id, change.starts)
    for post in posts:
        check_change(post, change, chain, may_rate=post.unit.path.startswith(paths))
    leaders = [post.employee_id for post in posts if post.kind == Assignment.Kind.DEFINITIVE]
    chain.update(dict.fromkeys(leaders, change.rater_id))
    lines = _write(posts, change, rater_of(change.rater_id, change.starts))
    followed = _follow(agency, leaders, change)
    if doer:
        record_many(doer, "org.rater_set", [*lines, *followed])
    return len(lines)


def check_change(
    post: Assignment, change: Change, chain: Mapping[int, int], *, may_rate: bool
) -> None:
    """Raise Refused unless `change` may hold for `post`; `may_rate`: the rater has the office."""
    if change.starts < post.starts or (post.ends is not None and change.starts > post.ends):
        raise Refused(_("Tanggal itu di luar masa penempatan. Pilih tanggal di dalamnya."))
    check_rater(chain, holder=post.employee_id, rater=change.rater_id, may_rate=may_rate)


def _follow(agency: Agency, leaders: Collection[int], change: Change) -> list[RaterLine]:
    """The reviewer of those a leader rates is the leader's own rater, from the same day."""
    lines = RaterLine.objects.on(change.starts).filter(agency=agency, rater__in=leaders)
    lines = lines.exclude(Q(reviewer__isnull=False) & Q(reviewer=change.rater_id))
    posts: dict[int, list[Assignment]] = {}
    for line in lines.select_related("assignment"):
        posts.setdefault(line.rater_id, []).append(line.assignment)
    written = []
    for leader, rated in posts.items():
        follow = Change(leader, change.starts, change.decree, RaterLine.Origin.DERIVED)
        written += _write(rated, follow, change.rater_id)
    return written


def _write(
    posts: Collection[Assignment], change: Change, reviewer_id: int | None
) -> list[RaterLine]:
    """End, correct or open lines so that `change` holds from its day to the next known line."""
    ended, mended, opened = [], [], []
    lines = _lines_from(posts, change.starts)
    for post in posts:
        mine = lines.get(post.pk, [])
        now = next((line for line in mine if line.starts <= change.starts), None)
        if now and (now.rater_id, now.reviewer_id) == (change.rater_id, reviewer_id):
            continue
        if now and now.starts == change.starts:
            mended.append(_mend(now, change, reviewer_id))
            continue
        if now:
            now.ends = change.starts - _DAY
            ended.append(now)
        opened.append(_line(post, change, reviewer_id, _until(mine, post, change.starts)))
    RaterLine.objects.bulk_update(ended, ["ends"], batch_size=500)
    fields = ["rater", "reviewer", "decree", "origin"]
    RaterLine.objects.bulk_update(mended, fields, batch_size=500)
    return [*RaterLine.objects.bulk_create(opened, batch_size=500), *mended]


def _lines_from(posts: Collection[Assignment], day: date) -> dict[int, list[RaterLine]]:
    found: dict[int, list[RaterLine]] = {}
    lines = RaterLine.objects.filter(assignment__in=posts).exclude(ends__lt=day)
    for line in lines.order_by("starts"):
        found.setdefault(line.assignment_id, []).append(line)
    return found


def _mend(line: RaterLine, change: Change, reviewer_id: int | None) -> RaterLine:
    """A line that began on the very day has never been true: it is put right in place."""
    line.rater_id, line.reviewer_id = change.rater_id, reviewer_id
    line.decree, line.origin = change.decree, change.origin
    return line


def _until(mine: list[RaterLine], post: Assignment, day: date) -> date | None:
    later = next((line.starts - _DAY for line in mine if line.starts > day), None)
    return later or post.ends


def _line(
    post: Assignment, change: Change, reviewer_id: int | None, ends: date | None
) -> RaterLine:
    return RaterLine(
        agency_id=post.agency_id,
        assignment=post,
        rater_id=change.rater_id,
        reviewer_id=reviewer_id,
        origin=change.origin,
        decree=change.decree,
        starts=change.starts,
        ends=ends,
    )
