"""The growth of the people somebody leads: counts and hours, and who asks to go."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from karsa.accounts.actor import Actor
from karsa.accounts.roles import Role
from karsa.development.models import DevelopmentItem, Registration
from karsa.development.queries.growing import gap_counts
from karsa.development.queries.hours import hours_rules, standings
from karsa.org.models import Assignment, RaterLine
from karsa.org.models.dated import current
from karsa.rules.training import HoursStanding

TEAM_ORDER = ("employee__name", "pk")
State = DevelopmentItem.State


@dataclass(frozen=True, slots=True)
class TeamRow:
    """A person one rates: hours this year, gaps as one sees them, lines proposed and agreed."""

    post: Assignment
    hours: HoursStanding
    gaps: int
    proposed: int
    agreed: int


def posts_led(actor: Actor) -> QuerySet[Assignment]:
    """Return the posts whose holders the actor rates, for `team_rows`."""
    return Assignment.objects.rated_by(actor).select_related("employee", "position", "unit")


def team_rows(actor: Actor, posts: Sequence[Assignment]) -> list[TeamRow]:
    """Return a row for each post, in their order. Four queries, and one a minute."""
    year = actor.today.year
    hours = standings([post.employee for post in posts], year, hours_rules(actor.agency, year))
    gaps = gap_counts(posts, year)
    people = [post.employee_id for post in posts]
    lines = DevelopmentItem.objects.filter(employee__in=people, year=year).order_by()
    counted = lines.values_list("employee", "state").annotate(n=Count("pk"))
    counts = {(employee, state): n for employee, state, n in counted}
    return [
        TeamRow(
            post,
            hours[post.employee_id],
            gaps[post.employee_id],
            counts.get((post.employee_id, State.PROPOSED), 0),
            sum(counts.get((post.employee_id, state), 0) for state in (State.AGREED, State.DONE)),
        )
        for post in posts
    ]


def requests_to(actor: Actor) -> list[Registration]:
    """Return registrations that wait for the actor's word, the earliest session first.

    One query. The manager answers for those whom nobody leads, and for hours beyond the ceiling.
    """
    asked = _open(actor, Registration.State.REQUESTED)
    lines = RaterLine.objects.filter(current(actor.today), agency=actor.agency)
    mine = asked.filter(employee__in=lines.filter(rater=actor.me).values("assignment__employee"))
    if actor.has(Role.PERFORMANCE_MANAGER):
        mine |= asked.exclude(employee__in=lines.values("assignment__employee"))
        mine |= _open(actor, Registration.State.REFERRED)
    named = mine.select_related("employee", "session__course", "assignment__position")
    return list(named.order_by("session__starts", "pk")[:100])


def _open(actor: Actor, state: str) -> QuerySet[Registration]:
    rows = Registration.objects.filter(
        agency=actor.agency, state=state, session__ends__gte=actor.today
    )
    return rows.exclude(employee=actor.me)
