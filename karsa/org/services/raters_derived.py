"""Raters derived from the structure: a start that people correct, never a last word."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import islice

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q

from karsa.accounts.actor import Actor
from karsa.audit.services import record
from karsa.kit.bulk import without_collecting
from karsa.org.models import Assignment, RaterLine
from karsa.org.policies import can_keep_organisation
from karsa.org.queries.chain import Chain
from karsa.tenancy.models import Agency
from karsa.tenancy.scope import scope

_SLICE = 2000


@dataclass(slots=True)
class Derived:
    """How many lines were opened, amended and closed, and how many posts have no rater."""

    opened: int = 0
    amended: int = 0
    closed: int = 0
    unrated: int = 0


@dataclass(frozen=True, slots=True)
class _Post:
    id: int
    employee_id: int
    unit_id: int
    starts: date
    ends: date | None


@dataclass(slots=True)
class _Acts:
    """What a slice changes, written at once."""

    ended: list[RaterLine] = field(default_factory=list)
    amended: list[RaterLine] = field(default_factory=list)
    opened: list[RaterLine] = field(default_factory=list)
    dropped: list[int] = field(default_factory=list)

    def leave(self, line: RaterLine, rater: int | None, reviewer: int | None, day: date) -> bool:
        """End a line the day before; one that only begins on `day` is corrected instead (True)."""
        if line.starts < day:
            line.ends = day - timedelta(days=1)
            self.ended.append(line)
            return False
        if rater is None:
            self.dropped.append(line.pk)
            return False
        line.rater_id, line.reviewer_id = rater, reviewer
        self.amended.append(line)
        return True

    def keep(self) -> None:
        """Write: what ends first, for a post has one open line at most."""
        if self.ended:
            RaterLine.objects.bulk_update(self.ended, ["ends"], batch_size=500)
        if self.dropped:
            RaterLine.objects.filter(pk__in=self.dropped).delete()
        if self.amended:
            RaterLine.objects.bulk_update(self.amended, ["rater", "reviewer"], batch_size=500)
        RaterLine.objects.bulk_create(self.opened, batch_size=500)


def derive_raters_by(actor: Actor, day: date) -> Derived:
    """Derive anew for `day` on, asked for by a person. Raises PermissionDenied."""
    if not can_keep_organisation(actor):
        raise PermissionDenied
    derived = derive_raters(agency=actor.agency, day=day)
    record(actor, "org.raters_derived", actor.agency)
    return derived


def derive_raters(*, agency: Agency, day: date) -> Derived:
    """Give every post that is open on `day` the rater and reviewer its unit's structure says.

    What a person has set stays. A line that changes ends the day before and a new one begins on
    `day`; the first line of a post begins with the post. Again on the same structure it changes
    nothing. About six queries per 2,000 posts, each slice kept on its own.
    """
    derived = Derived()
    with scope(agency), transaction.atomic():
        _close_ended(agency)
        chain = Chain(agency, day)
        posts = _posts(agency, day)
    while part := list(islice(posts, _SLICE)):
        with scope(agency), transaction.atomic(), without_collecting():
            _derive(part, chain, agency, day, derived)
    return derived


def _close_ended(agency: Agency) -> None:
    """A line ends with its post, whoever set it. One query and one per 500 lines.

    Read first, then written by key: in one statement PostgreSQL, while it has no statistics of
    the fresh rows, compares every line with every other.
    """
    open_lines = RaterLine.objects.filter(
        agency=agency, ends__isnull=True, assignment__ends__isnull=False
    )
    lines = list(open_lines.select_related("assignment"))
    for line in lines:
        line.ends = max(line.starts, line.assignment.ends or line.starts)
    RaterLine.objects.bulk_update(lines, ["ends"], batch_size=500)


def _posts(agency: Agency, day: date) -> Iterator[_Post]:
    rows = (
        Assignment.objects.filter(Q(ends__isnull=True) | Q(ends__gte=day), agency=agency)
        .order_by("pk")
        .values_list("pk", "employee_id", "unit_id", "starts", "ends")
    )
    return iter([_Post(*row) for row in rows])


def _derive(
    posts: Sequence[_Post], chain: Chain, agency: Agency, day: date, derived: Derived
) -> None:
    live, begun = _lines(posts, day)
    acts = _Acts()
    for post in posts:
        line = live.get(post.id)
        if line and line.origin == RaterLine.Origin.SET:
            continue
        rater, reviewer = chain.of(post.employee_id, post.unit_id)
        derived.unrated += rater is None
        if line and (line.rater_id, line.reviewer_id) == (rater, reviewer):
            continue
        is_amended = line is not None and acts.leave(line, rater, reviewer, day)
        if rater and not is_amended:
            starts = max(post.starts, day) if post.id in begun else post.starts
            acts.opened.append(_line(agency, post, rater, reviewer, starts))
    acts.keep()
    derived.opened += len(acts.opened)
    derived.amended += len(acts.amended)
    derived.closed += len(acts.ended)


def _lines(posts: Sequence[_Post], day: date) -> tuple[dict[int, RaterLine], set[int]]:
    """The line of each post that is current or to come, and the posts that ever had one."""
    rows = RaterLine.objects.filter(
        assignment__gte=posts[0].id, assignment__lte=posts[-1].id
    ).order_by("starts")
    live: dict[int, RaterLine] = {}
    begun: set[int] = set()
    for row in rows:
        begun.add(row.assignment_id)
        if row.ends is None or row.ends >= day:
            live[row.assignment_id] = row
    return live, begun


def _line(agency: Agency, post: _Post, rater: int, reviewer: int | None, starts: date) -> RaterLine:
    return RaterLine(
        agency_id=agency.pk,
        assignment_id=post.id,
        rater_id=rater,
        reviewer_id=reviewer,
        starts=starts,
        ends=post.ends,
    )
