"""The team's first screen: indicators that need attention, obstacles nobody owns or that wait."""

from dataclasses import dataclass

from django.db.models import Q

from karsa.accounts.actor import Actor
from karsa.monitoring.models import EvaluationTeam, Obstacle, ReviewSession
from karsa.monitoring.models.team import watched
from karsa.monitoring.queries.signals import Signal, signals_of
from karsa.rules.lights import Light

MOST = 40


@dataclass(frozen=True, slots=True)
class TeamCard:
    """A team and its newest session, if it ever met."""

    team: EvaluationTeam
    session: ReviewSession | None

    @property
    def is_meeting(self) -> bool:
        """Its session runs."""
        return self.session is not None and self.session.state == ReviewSession.State.OPEN


@dataclass(frozen=True, slots=True)
class Home:
    """What a team should look at first, in all its units."""

    signals: tuple[Signal, ...]
    lights: dict[str, int]
    unowned: tuple[Obstacle, ...]
    overdue: tuple[Obstacle, ...]
    teams: tuple[TeamCard, ...]

    @property
    def urgent(self) -> tuple[Signal, ...]:
        """Indicators that need attention."""
        return tuple(one for one in self.signals if one.needs_attention)


def home_of(actor: Actor) -> Home:
    """Build the first screen of the units the actor follows up. Six queries."""
    signals = signals_of(actor, watched(actor, "unit__path"))
    rows = _pressing(actor)
    return Home(
        signals=tuple(signals),
        lights={str(light): sum(one.year.light == light for one in signals) for light in Light},
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
    """Return the teams that stand today with their newest session. Two queries."""
    teams = EvaluationTeam.objects.visible_to(actor).on(actor.today).select_related("unit")
    found = list(teams.order_by("unit__path")[:most])
    newest: dict[int, ReviewSession] = {}
    for session in ReviewSession.objects.filter(team__in=found, next__isnull=True).defer("memo"):
        newest[session.team_id] = session
    return tuple(TeamCard(team, newest.get(team.pk)) for team in found)
