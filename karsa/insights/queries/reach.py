"""Whose results and entries a drill opens: people of one's own line, never a junior's further down.

The head of region reads units and evidence, and those she rates or whose rating she reviews.
"""

from django.db.models import Q, QuerySet

from karsa.accounts.actor import Actor
from karsa.accounts.roles import Role
from karsa.org.models import Assignment, RaterLine
from karsa.org.models.dated import current
from karsa.org.models.units import below


def within_reach(actor: Actor) -> QuerySet[Assignment]:
    """Posts the actor may follow an indicator down to."""
    posts = Assignment.objects.filter(agency=actor.agency)
    if actor.has(Role.PERFORMANCE_MANAGER):
        return posts
    lines = RaterLine.objects.filter(Q(rater=actor.me) | Q(reviewer=actor.me), current(actor.today))
    mine = Q(employee=actor.me) | Q(pk__in=lines.values("assignment"))
    return posts.filter(mine | below(_paths(actor), "unit__path"))


def _paths(actor: Actor) -> tuple[str, ...]:
    """Where the actor heads or follows up the work of a unit itself."""
    served = actor.granted_paths if actor.has(Role.EVALUATION_TEAM) else ()
    led = () if actor.has(Role.REGENT) else actor.led_paths
    return led + tuple(path for path in served if path not in actor.operated_paths)
