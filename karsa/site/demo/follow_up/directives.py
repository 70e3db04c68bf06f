"""Directives of the head of region and of an office's head, in every state."""

from datetime import timedelta
from typing import Any

from karsa.monitoring import services
from karsa.monitoring.models import Directive
from karsa.org.models import Employee
from karsa.site.demo.follow_up.places import Places
from karsa.site.demo.words.library import library
from karsa.site.demo.world import World


def give(world: World, places: Places) -> None:
    """Give the directives and let what followed follow, through the services."""
    for words in library("monitoring")["directives"]:
        giver = places.head(words["giver"])
        person = places.head(words["person"]) if "person" in words else None
        [row] = services.give_directives(
            actor=places.actor(giver, places.day(words["ago"])),
            words=services.DirectiveWords(
                words["text"], world.today + timedelta(days=words["due"])
            ),
            units=[places.unit(words["unit"])] if "unit" in words else [],
            people=[person] if person else [],
        )
        receiver = person or places.head(words["unit"])
        for ago, step, text in words["steps"]:
            _step(places, row, {"giver": giver, "receiver": receiver}, (ago, step, text))


def _step(
    places: Places, row: Directive, sides: dict[str, Employee], step: tuple[int, str, Any]
) -> None:
    ago, kind, text = step
    side = sides["giver" if kind == "confirm" else "receiver"]
    actor = places.actor(side, places.day(ago))
    if kind == "read":
        services.acknowledge(actor=actor, directive=row)
    elif kind == "confirm":
        services.confirm(actor=actor, directive=row)
    else:
        services.report(actor=actor, directive=row, text=text, is_done=kind == "done")
