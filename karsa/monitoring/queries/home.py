"""The team's first screen: indicators that need attention, obstacles nobody owns or that wait."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import OuterRef, Q, Subquery

from karsa.accounts.actor import Actor
from karsa.monitoring.models import EvaluationTeam, Obstacle, ReviewSession
from karsa.monitoring.models.team import watched
from karsa.monitoring.queries.signals import Signals, signals_of

MOST = 40


@dataclass(frozen=True, slots=True)
class TeamCard:
    """A team, and its newest session if it ever met."""

    team: EvaluationTeam
    session_id: int | None
    day: date | None
    is_meeting: bool


@dataclass(frozen=True, slots=True)
class Home:
    """What a team should look at first, in all its units."""

    signals: Signals
    unowned: tuple[Obstacle, ...]
    overdue: tuple[Obstacle, ...]
    teams: tuple[TeamCard, ...]


def home_of(actor: Actor) -> Home:
    """Build the first screen of the units the actor follows up. Seven queries."""
    rows = _pressing(actor)
    return Home(
        signals=signals_of(actor, watched(actor, "unit__path")),
        unowned=tuple(row for row in rows if row.owner_unit_id is None),
        overdue=tuple(row for row in rows if row.owner_unit_id is not None),
        teams=teams_of(actor),
    )


def _pressing(actor: Actor) -> list[Obstacle]:
    """Obstacles without an owner, and those overdue, the longest first."""
    rows = Obstacle.objects.open().filter(watched(actor, "unit__path"), agency=actor.agency)
    wanted = rows.filter(Q(owner_unit__isnull=True) | Q(due_on__lt=actor.today))
    return list(wanted.with_names().order_by("due_on", "pk")[:MOST])


def teams_of(actor: Actor, most: int = 12) -> tuple[TeamCard, ...]:
    """Return the teams that stand today, each with its newest session. One query."""
    newest = ReviewSession.objects.filter(team=OuterRef("pk")).order_by("-pk")
    teams = EvaluationTeam.objects.visible_to(actor).on(actor.today).select_related("unit")
    rows = teams.annotate(
        session_id=Subquery(newest.values("pk")[:1]),
        session_day=Subquery(newest.values("day")[:1]),
        session_state=Subquery(newest.values("state")[:1]),
    ).order_by("unit__path")[:most]
    return tuple(map(_card, rows))


def _card(row: Any) -> TeamCard:
    is_meeting = row.session_state == ReviewSession.State.OPEN
    return TeamCard(row, row.session_id, row.session_day, is_meeting)
