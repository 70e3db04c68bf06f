"""Two meetings of some teams, and the obstacles they follow up, day by day as it happened."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

from karsa.indicators.models import Indicator
from karsa.monitoring import services
from karsa.monitoring.models import EvaluationTeam, Obstacle, ReviewSession
from karsa.org.models import Employee, Unit
from karsa.org.models.units import below
from karsa.site.demo.follow_up.places import Places
from karsa.site.demo.follow_up.teams import Formed
from karsa.site.demo.follow_up.turn import best_turn
from karsa.site.demo.words.library import library
from karsa.site.demo.world import World

Event = tuple[int, int, Callable[[], object]]  # days ago, order within the day, what happens


def hold(world: World, places: Places, formed: Formed) -> None:
    """Let everything happen in the order of its days."""
    stage = _Stage(places, formed)
    events = [*stage.meetings(), *stage.obstacles()]
    for _ago, _order, act in sorted(events, key=lambda event: (-event[0], event[1])):
        act()
    _solved(world, places)


class _Stage:
    """What happens to one region's obstacles, and the sessions they were raised in."""

    def __init__(self, places: Places, formed: Formed) -> None:
        self.places, self.formed = places, formed
        self.words = library("monitoring")
        self.running: dict[str, ReviewSession] = {}

    def meetings(self) -> Iterator[Event]:
        """Sessions: opened first thing, closed at the end of the day, today's runs on."""
        for office, first, second in self.words["meetings"]:
            team, chair = self.formed[office]
            for ago in (first, second):
                yield ago, 0, _call(self._open, office, team, chair, ago)
                if ago:
                    yield ago, 5, _call(self._close, office, chair, ago)

    def _open(self, office: str, team: EvaluationTeam, chair: Employee, ago: int) -> None:
        day = self.places.day(ago)
        actor = self.places.actor(chair, day, 9)
        place = f"Ruang rapat {office}"
        self.running[office] = services.open_session(actor=actor, team=team, day=day, place=place)

    def _close(self, office: str, chair: Employee, ago: int) -> None:
        actor, session = self.places.actor(chair, self.places.day(ago), 12), self.running[office]
        members = session.team.members.values_list("employee", flat=True)
        minutes = services.Minutes(
            present=list(members)[:2],
            guests=self.words["guests"],
            notes=self.words["notes"],
            conclusions="\n".join(self.words["conclusions"]),
        )
        services.write_minutes(actor=actor, session=session, minutes=minutes)
        services.close_session(actor=actor, session=session)

    def obstacles(self) -> Iterator[Event]:
        """Raised, given an owner, followed up."""
        for words in self.words["obstacles"]:
            kept: list[Obstacle] = []
            yield words["ago"], 1, _call(self._raise, words, kept)
            for ago, state, text in words["steps"]:
                yield ago, 2, _call(self._follow, words, kept, ago, state, text)

    def _raise(self, words: dict[str, Any], kept: list[Obstacle]) -> None:
        unit, day = self.places.unit(words["unit"]), self.places.day(words["ago"])
        actor = self.places.actor(self._speaker(unit), day)
        said = services.ObstacleWords(
            text=words["text"],
            cause=words["cause"],
            cause_text=words["why"],
            indicator=_indicator(unit, words["indicator"]),
            session=self._session(unit, day),
        )
        row = services.raise_obstacle(actor=actor, unit=unit, words=said)
        kept.append(row)
        if words["owner"]:
            kind, _colon, name = words["owner"].partition(":")
            services.give_owner(
                actor=actor,
                obstacle=row,
                owner=self.places.head(name) if kind == "head" else None,
                unit=self.places.unit(name) if kind == "unit" else None,
                due_on=self.places.world.today + timedelta(days=words["due"]),
            )

    def _follow(
        self, words: dict[str, Any], kept: list[Obstacle], ago: int, state: str, text: str
    ) -> None:
        person = self.places.head(words["owner"].partition(":")[2])
        actor = self.places.actor(person, self.places.day(ago))
        services.follow_up(actor=actor, obstacle=kept[0], text=text, state=state)

    def _speaker(self, unit: Unit) -> Employee:
        """The chair of the team that follows the unit up."""
        return next(
            chair for team, chair in self.formed.values() if unit.path.startswith(team.unit.path)
        )

    def _session(self, unit: Unit, day: date) -> ReviewSession | None:
        """The session of that day, if the team met."""
        rows = self.running.values()
        return next(
            (row for row in rows if row.day == day and unit.path.startswith(row.team.unit.path)),
            None,
        )


def _call(act: Callable[..., object], *args: object) -> Callable[[], object]:
    return lambda: act(*args)


def _indicator(unit: Unit, start: str) -> Indicator | None:
    return unit.indicators.filter(name__startswith=start).first()


def _solved(world: World, places: Places) -> None:
    """One obstacle solved where an indicator took a turn for the better afterwards."""
    office = places.unit("Dinas Kesehatan")
    found = Indicator.objects.filter(below((office.path,), "unit__path"), agency=world.agency)
    turn = best_turn(world, found.select_related("unit"))
    if turn is None:
        return
    words = library("monitoring")["solved"]
    head = places.heads[turn.indicator.unit_id]
    raised = turn.day - timedelta(days=25)
    actor = places.actor(head, raised)
    said = services.ObstacleWords(
        words["text"], words["cause"], words["why"], indicator=turn.indicator
    )
    row = services.raise_obstacle(actor=actor, unit=turn.indicator.unit, words=said)
    due = turn.day + timedelta(days=5)
    services.give_owner(actor=actor, obstacle=row, owner=head, unit=None, due_on=due)
    services.follow_up(
        actor=places.actor(head, turn.day), obstacle=row, text=words["step"], state="done"
    )
