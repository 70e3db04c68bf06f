"""Builds the Actor: what a person is at a moment, from dated rows."""

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef

from karsa.accounts.actor import Actor
from karsa.accounts.models import Grant, User
from karsa.accounts.roles import Role
from karsa.org.models import Assignment, RaterLine
from karsa.org.models.dated import current
from karsa.tenancy.models import Agency


def actor_of(user: User, agency: Agency, now: datetime) -> Actor:
    """Return what `user` is at `now` (UTC) in `agency`. Two queries."""
    today = now.astimezone(ZoneInfo(agency.zone)).date()
    posts = list(
        Assignment.objects.on(today)
        .filter(agency=agency, employee__user=user)
        .select_related("unit", "employee", "position")
        .order_by("kind", "pk")
        .annotate(
            rates=Exists(RaterLine.objects.on(today).filter(rater=OuterRef("employee"))),
            reviews=Exists(RaterLine.objects.on(today).filter(reviewer=OuterRef("employee"))),
        )
    )
    posts.sort(key=lambda post: post.kind != Assignment.Kind.DEFINITIVE)  # it names the person
    grants = list(Grant.objects.filter(current(today), agency=agency, user=user))
    return Actor(
        agency=agency,
        user_id=user.pk,
        employee_id=posts[0].employee_id if posts else None,
        roles=_roles(posts, grants),
        led_paths=tuple(post.unit.path for post in posts if post.is_head),
        granted_paths=tuple(grant.unit_path for grant in grants if grant.unit_path),
        today=today,
        now=now,
        name=posts[0].employee.full_name if posts else user.username,
        position=posts[0].position.name if posts else "",
        unit=posts[0].unit.name if posts else "",
    )


def system_actor(agency: Agency, now: datetime) -> Actor:
    """Return the actor of commands and imports: no person, the administrator's reach."""
    today = now.astimezone(ZoneInfo(agency.zone)).date()
    return Actor(agency, None, None, frozenset({Role.ADMINISTRATOR}), (), (), today, now)


def _roles(posts: Iterable[Assignment], grants: Iterable[Grant]) -> frozenset[Role]:
    roles = {Role(grant.role) for grant in grants}
    for post in posts:
        roles.add(Role.EMPLOYEE)
        if post.is_head:
            roles.add(Role.UNIT_HEAD)
        if post.rates:  # type: ignore[attr-defined]
            roles.add(Role.RATER)
        if post.reviews:  # type: ignore[attr-defined]
            roles.add(Role.REVIEWER)
    return frozenset(roles)
