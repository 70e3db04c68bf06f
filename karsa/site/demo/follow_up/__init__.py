"""Evaluation teams at work: meetings, obstacles in every state, directives, promised support."""

from karsa.site.demo.follow_up import directives, meetings, support, teams
from karsa.site.demo.follow_up.places import Places
from karsa.site.demo.world import World


def lay(world: World) -> None:
    """Form the teams and let them work through the services; bulk writes for the support."""
    places = Places(world)
    formed = teams.form(world, places)
    meetings.hold(world, places, formed)
    directives.give(world, places)
    support.answer(world)
