"""Persons' progress as the team sees it: counts, never a rating or private feedback."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, Max, OuterRef, QuerySet, Sum

from karsa.accounts.actor import Actor
from karsa.journal.models import DailyEntry, EntryMonth
from karsa.monitoring.models import Obstacle
from karsa.monitoring.models.team import watched
from karsa.org.models import Assignment
from karsa.plans.models import ActionItem, PerformancePlan

State = DailyEntry.State
ORDER = ("employee__name", "pk")


@dataclass(frozen=True, slots=True)
class PersonProgress:
    """One post in this year: entries by what became of them, late actions, own obstacles."""

    name: str
    position: str
    unit: str
    accepted: int
    waiting: int
    returned: int
    last: date | None
    late: int
    obstacles: int


def posts_watched(actor: Actor) -> QuerySet[Assignment]:
    """Today's posts in the units the actor follows up, ready for `progress_of_people`."""
    posts = Assignment.objects.on(actor.today).filter(
        watched(actor, "unit__path"), agency=actor.agency, employee__is_active=True
    )
    return posts.select_related("employee", "position", "unit")


def progress_of_people(actor: Actor, posts: Sequence[Assignment]) -> list[PersonProgress]:
    """Return the posts' progress this year, in their order. Three queries."""
    entries, late = _entries(actor, posts), _late(actor, posts)
    obstacles = _obstacles(posts)
    return [
        PersonProgress(
            name=post.employee.full_name,
            position=post.position.name,
            unit=post.unit.name,
            late=late.get(post.pk, 0),
            obstacles=obstacles.get(post.employee_id, 0),
            **entries.get(post.pk, _NOTHING),
        )
        for post in posts
    ]


_NOTHING: Mapping[str, Any] = {"accepted": 0, "waiting": 0, "returned": 0, "last": None}


def _entries(actor: Actor, posts: Sequence[Assignment]) -> dict[int, Mapping[str, Any]]:
    months = EntryMonth.objects.filter(assignment__in=posts, month__year=actor.today.year)
    sums = {name: Sum(name) for name in ("accepted", "waiting", "returned")}
    counted = months.order_by().values("assignment").annotate(**sums, last=Max("last_day"))
    return {
        post: dict(zip(_NOTHING, row, strict=True))
        for post, *row in counted.values_list("assignment", *_NOTHING)
    }


def _late(actor: Actor, posts: Sequence[Assignment]) -> dict[int, int]:
    """Actions whose last day has passed without any accepted entry, by post."""
    done = DailyEntry.objects.filter(
        assignment=OuterRef("plan__assignment"),
        action__key=OuterRef("key"),
        state=State.ACCEPTED,
    )
    rows = ActionItem.objects.filter(
        ~Exists(done),
        plan__assignment__in=posts,
        plan__year=actor.today.year,
        plan__state=PerformancePlan.State.SET,
        ends__lt=actor.today,
    )
    counted = rows.order_by().values("plan__assignment").annotate(n=Count("pk"))
    return {row["plan__assignment"]: row["n"] for row in counted}


def _obstacles(posts: Sequence[Assignment]) -> dict[int, int]:
    owners = [post.employee_id for post in posts]
    rows = Obstacle.objects.open().filter(owner__in=owners).order_by().values("owner")
    return {row["owner"]: row["n"] for row in rows.annotate(n=Count("pk"))}
