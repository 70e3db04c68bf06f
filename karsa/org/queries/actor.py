"""Builds the Actor: what a person is at a moment, from dated rows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import (
    Count,
    Exists,
    F,
    FilteredRelation,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)
from django.db.models.functions import Coalesce

from karsa.accounts.actor import Actor
from karsa.accounts.models import Grant, User
from karsa.accounts.roles import Role
from karsa.inbox.models import Notice
from karsa.org.models import Assignment, RaterLine
from karsa.org.models.dated import current
from karsa.tenancy.models import Agency

_GRANTS = "employee__user__grants"


@dataclass(frozen=True, slots=True)
class _Granted:
    """A role given to somebody, and the part of the tree it counts for (empty: all)."""

    role: Role
    path: str


def actor_of(user: User, agency: Agency, now: datetime) -> Actor:
    """Return what `user` is at `now` (UTC) in `agency`. One query, two without a post."""
    today = now.astimezone(ZoneInfo(agency.zone)).date()
    rows = _posts_with_grants(user, agency, today)
    posts = list({row.pk: row for row in rows}.values())
    posts.sort(key=lambda post: post.kind != Assignment.Kind.DEFINITIVE)  # it names the person
    grants = _granted(rows) if rows else _granted_without_post(user, agency, today)
    return Actor(
        agency=agency,
        user_id=user.pk,
        employee_id=posts[0].employee_id if posts else None,
        roles=_roles(posts, grants),
        led_paths=tuple(post.unit.path for post in posts if post.is_head),
        granted_paths=tuple(one.path for one in grants if one.path),
        operated_paths=tuple(
            one.path for one in grants if one.path and one.role is Role.UNIT_OPERATOR
        ),
        today=today,
        now=now,
        name=posts[0].employee.full_name if posts else user.username,
        position=posts[0].position.name if posts else "",
        unit=posts[0].unit.name if posts else "",
        news=posts[0].news if posts else 0,  # type: ignore[attr-defined]
    )


def _posts_with_grants(user: User, agency: Agency, today: date) -> list[Assignment]:
    """Today's posts, each once per grant of today (`role`, `path`), or once with none."""
    lines = RaterLine.objects.on(today)
    given = current(today, f"{_GRANTS}__") & Q(**{f"{_GRANTS}__agency": agency})
    return list(
        Assignment.objects.on(today)
        .filter(agency=agency, employee__user=user)
        .select_related("unit", "employee", "position")
        .annotate(
            rates=Exists(lines.filter(rater=OuterRef("employee"))),
            reviews=Exists(lines.filter(reviewer=OuterRef("employee"))),
            granted=FilteredRelation(_GRANTS, condition=given),
            news=Coalesce(Subquery(_news(user)), 0),
            role=F("granted__role"),
            path=F("granted__unit_path"),
        )
        .order_by("kind", "pk", "granted__pk")
    )


def _news(user: User) -> QuerySet[Notice, int]:
    """How many notices the person has not read, as a subquery."""
    unread = Notice.objects.filter(user=user, read_at=None).order_by().values("user")
    return unread.annotate(n=Count("pk")).values_list("n", flat=True)


def _granted(rows: Iterable[Assignment]) -> list[_Granted]:
    pairs = ((row.role, row.path) for row in rows)  # type: ignore[attr-defined]
    return [_Granted(Role(role), path) for role, path in dict.fromkeys(pairs) if role]


def _granted_without_post(user: User, agency: Agency, today: date) -> list[_Granted]:
    rows = Grant.objects.filter(current(today), agency=agency, user=user)
    return [_Granted(Role(row.role), row.unit_path) for row in rows]


def system_actor(agency: Agency, now: datetime) -> Actor:
    """Return the actor of commands and imports: no person, the administrator's reach."""
    today = now.astimezone(ZoneInfo(agency.zone)).date()
    return Actor(agency, None, None, frozenset({Role.ADMINISTRATOR}), (), (), today, now)


def _roles(posts: Iterable[Assignment], grants: Iterable[_Granted]) -> frozenset[Role]:
    roles = {one.role for one in grants}
    for post in posts:
        roles.add(Role.EMPLOYEE)
        if post.is_head:
            roles.add(Role.UNIT_HEAD)
        if post.rates:  # type: ignore[attr-defined]
            roles.add(Role.RATER)
        if post.reviews:  # type: ignore[attr-defined]
            roles.add(Role.REVIEWER)
    return frozenset(roles)
