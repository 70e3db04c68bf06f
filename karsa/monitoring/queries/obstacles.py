"""Obstacles as lists and their page show them: how late, how far climbed, to whom."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Exists, OuterRef, Q

from karsa.accounts.actor import Actor
from karsa.monitoring.models import FollowUp, Obstacle
from karsa.monitoring.models.obstacle import ObstacleQuerySet
from karsa.monitoring.queries.effects import Seen, effects_of
from karsa.org.models import Assignment
from karsa.org.queries.heads import heads_above
from karsa.org.queries.rules import climb_rules
from karsa.rules.escalation import days_late, level


@dataclass(frozen=True, slots=True)
class ObstacleRow:
    """One obstacle; `level` 1 stands with the owner's head, 2 with the unit above.

    `is_mine_now` marks what has climbed to the reader; `effect` what the indicator did after.
    """

    row: Obstacle
    late: int
    level: int
    is_mine_now: bool
    effect: Seen | None

    @property
    def pk(self) -> int:
        """The obstacle's id."""
        return self.row.pk


def rows_of(actor: Actor, obstacles: Iterable[Obstacle]) -> list[ObstacleRow]:
    """Return rows for obstacles with names at hand, in their order. Five queries at most."""
    found = list(obstacles)
    rules = climb_rules(actor.agency, actor.today.year)
    seen = effects_of(found)
    climbed = _climbed_ids(actor, found)
    return [
        ObstacleRow(
            row=row,
            late=days_late(row.due_on, actor.today) if row.is_open else 0,
            level=level(row.due_on, actor.today, rules) if row.is_open else 0,
            is_mine_now=row.pk in climbed,
            effect=seen.get(row.pk),
        )
        for row in found
    ]


def _climbed_ids(actor: Actor, rows: list[Obstacle]) -> set[int]:
    if not actor.led_paths:
        return set()
    here = Obstacle.objects.filter(pk__in=[row.pk for row in rows])
    return set(climbed_to(actor, here).values_list("pk", flat=True))


def climbed_to(actor: Actor, rows: ObstacleQuerySet) -> ObstacleQuerySet:
    """Overdue obstacles that stand with the actor now, by dates alone.

    First with the head of the owner's unit, later with the head of the unit above; for an owner
    who heads that unit, each step is one higher. At the top it stays there.
    """
    rules = climb_rules(actor.agency, actor.today.year)
    leads = Assignment.objects.on(actor.today).filter(
        employee=OuterRef("owner"), unit=OuterRef("owner_unit"), is_head=True
    )
    first, second = (
        Q(due_on__lte=actor.today - timedelta(days=days)) for days in (rules.first, rules.second)
    )
    led = actor.led_paths
    here, parent = Q(owner_unit__path__in=led), Q(owner_unit__parent__path__in=led)
    top = Q(owner_unit__parent__parent__path__in=led) | Q(
        owner_unit__parent__parent__isnull=True, owner_unit__parent__path__in=led
    )
    climbed = (Q(is_head=False) & ((first & here) | (second & parent))) | (
        Q(is_head=True) & ((first & parent) | (second & top))
    )
    return rows.open().annotate(is_head=Exists(leads)).filter(climbed).exclude(owner=actor.me)


def climbed_count(actor: Actor) -> int:
    """How many overdue obstacles stand with the actor. One query, none for who leads nothing."""
    if not actor.led_paths:
        return 0
    return climbed_to(actor, Obstacle.objects.filter(agency=actor.agency)).count()


def story_of(obstacle: Obstacle) -> list[FollowUp]:
    """Return what was done about an obstacle, newest first. One query."""
    steps = obstacle.follow_ups.select_related("by", "evidence")
    return list(steps.order_by("-pk"))


def climbed_heads(actor: Actor, shown: ObstacleRow) -> list[Assignment]:
    """Return the heads an obstacle climbed to, the nearest first; never its owner. One query."""
    row = shown.row
    if not shown.level or row.owner_unit is None:
        return []
    found = heads_above(row.owner_unit, actor.today)
    return [post for post in found if post.employee_id != row.owner_id][: shown.level]
