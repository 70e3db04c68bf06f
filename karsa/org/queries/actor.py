"""Builds the Actor: what a person is at a moment, from dated rows."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from karsa.accounts.actor import Actor
from karsa.accounts.models import User
from karsa.accounts.roles import Role
from karsa.kit import statements
from karsa.org.models import Assignment
from karsa.org.models.people import with_titles
from karsa.tenancy.models import Agency

# Every request asks this. Written out, because putting it together took five of the twelve
# milliseconds of a small page.
_SQL = """
    SELECT a.id, a.kind, a.is_head, e.id, e.title_before, e.name, e.title_after,
           p.name, u.name, u.path,
           EXISTS (SELECT 1 FROM org_raterline l WHERE l.rater_id = a.employee_id
                   AND l.starts <= %(day)s AND (l.ends IS NULL OR l.ends >= %(day)s)),
           EXISTS (SELECT 1 FROM org_raterline l WHERE l.reviewer_id = a.employee_id
                   AND l.starts <= %(day)s AND (l.ends IS NULL OR l.ends >= %(day)s)),
           g.role, g.unit_path,
           (SELECT COUNT(*) FROM inbox_notice n WHERE n.user_id = x.id AND n.read_at IS NULL)
    FROM accounts_user x
    LEFT JOIN org_employee e ON e.user_id = x.id AND e.agency_id = %(agency)s
    LEFT JOIN org_assignment a ON a.employee_id = e.id AND a.agency_id = %(agency)s
        AND a.starts <= %(day)s AND (a.ends IS NULL OR a.ends >= %(day)s)
    LEFT JOIN org_position p ON p.id = a.position_id
    LEFT JOIN org_unit u ON u.id = a.unit_id
    LEFT JOIN accounts_grant g ON g.user_id = x.id AND g.agency_id = %(agency)s
        AND g.starts <= %(day)s AND (g.ends IS NULL OR g.ends >= %(day)s)
    WHERE x.id = %(user)s
    ORDER BY CASE a.kind WHEN %(definitive)s THEN 0 ELSE 1 END, a.kind, a.id, g.id
"""


class _Row(NamedTuple):
    """A post of today with one grant of today; either may be missing."""

    post: int | None
    kind: str
    is_head: bool
    employee: int
    title_before: str
    name: str
    title_after: str
    position: str
    unit: str
    path: str
    rates: bool
    reviews: bool
    role: str | None
    granted: str  # the part of the tree the role counts for, empty for all
    news: int


def actor_of(user: User, agency: Agency, now: datetime) -> Actor:
    """Return what `user` is at `now` (UTC) in `agency`. One query."""
    today = now.astimezone(ZoneInfo(agency.zone)).date()
    rows = _rows(user, agency, today)
    posts = list({row.post: row for row in rows if row.post}.values())  # the definitive one first
    grants = list(dict.fromkeys((Role(row.role), row.granted) for row in rows if row.role))
    first = posts[0] if posts else None
    return Actor(
        agency=agency,
        user_id=user.pk,
        employee_id=first.employee if first else None,
        roles=_roles(posts, (role for role, _path in grants)),
        led_paths=tuple(post.path for post in posts if post.is_head),
        granted_paths=tuple(path for _role, path in grants if path),
        operated_paths=tuple(path for role, path in grants if path and role is Role.UNIT_OPERATOR),
        today=today,
        now=now,
        name=_name(first) if first else user.username,
        position=first.position if first else "",
        unit=first.unit if first else "",
        news=rows[0].news if rows else 0,
    )


def _rows(user: User, agency: Agency, today: date) -> list[_Row]:
    asked = {
        "user": user.pk,
        "agency": agency.pk,
        "day": today,
        "definitive": Assignment.Kind.DEFINITIVE.value,
    }
    return [_Row(*values) for values in statements.rows(_SQL, asked)]


def _name(row: _Row) -> str:
    return with_titles(row.title_before, row.name, row.title_after)


def system_actor(agency: Agency, now: datetime) -> Actor:
    """Return the actor of commands and imports: no person, the administrator's reach."""
    today = now.astimezone(ZoneInfo(agency.zone)).date()
    return Actor(agency, None, None, frozenset({Role.ADMINISTRATOR}), (), (), today, now)


def _roles(posts: Iterable[_Row], granted: Iterable[Role]) -> frozenset[Role]:
    roles = set(granted)
    for post in posts:
        roles.add(Role.EMPLOYEE)
        if post.is_head:
            roles.add(Role.UNIT_HEAD)
        if post.rates:
            roles.add(Role.RATER)
        if post.reviews:
            roles.add(Role.REVIEWER)
    return frozenset(roles)
