"""Rounds of awards that are not over, or ended without one: a stand-in votes, a jury too small."""

from typing import Any

from karsa.consequences import services
from karsa.consequences.models import Award, Juror, Nomination
from karsa.org.models import Employee
from karsa.rules.reward import Asked, Criterion
from karsa.site.demo.cast import Cast


def lay(cast: Cast, words: Any) -> None:
    """Open both for two of the unit's staff. About eighty queries."""
    _goes_on(cast, words["under_way"], cast.staff[-2])
    _ends(cast, words["ended"], cast.staff[-3])


def _goes_on(cast: Cast, words: Any, candidate: Employee) -> None:
    """A juror said to be too near; another has the seat, and votes are awaited."""
    made = _voting(cast, words, candidate, ago=20, until=-7)
    for juror, said in zip(cast.jurors[1:], words["votes"], strict=True):
        services.vote(actor=cast.on(juror, 6), nomination_id=made.pk, supports=True, reason=said)
    services.declare_conflict(actor=cast.on(cast.jurors[0], 5), nomination_id=made.pk)
    services.replace_juror(
        actor=cast.on(cast.manager, 4),
        juror_id=Juror.objects.get(round=made.round_id, employee=cast.jurors[0]).pk,
        stand_in=cast.free[0],
        until=cast.day(-7),
        reason=words["conflict"],
    )


def _ends(cast: Cast, words: Any, candidate: Employee) -> None:
    """Two of three are too near, nobody was free: it ended without an award."""
    made = _voting(cast, words, candidate, ago=60, until=40)
    for juror in cast.jurors[:2]:
        services.declare_conflict(actor=cast.on(juror, 48), nomination_id=made.pk)
    services.close_without_award(
        actor=cast.on(cast.manager, 39), round_id=made.round_id, reason=words["closed"]
    )


def _voting(cast: Cast, words: Any, candidate: Employee, *, ago: int, until: int) -> Nomination:
    """A round whose jury votes, opened so many days ago."""
    rule = services.set_rule(
        actor=cast.on(cast.manager, ago + 5),
        name=words["name"],
        audience=Award.Audience.PERSON,
        terms=services.Terms(words["basis"], [Asked(Criterion.GRADE, "good", 2)]),
        starts=cast.day(ago + 5),
    )
    jury = [one.pk for one in cast.jurors]
    row = services.open_round(
        actor=cast.on(cast.manager, ago),
        award=rule.award,
        year=cast.world.today.year,
        calling=services.Calling(cast.regent.pk, jury, cast.day(ago - 10), cast.day(until)),
    )
    made = services.nominate(
        actor=cast.on(cast.head, ago - 5),
        round_id=row.pk,
        reason=words["nominated"],
        employee=candidate,
        unit=None,
    )
    services.start_voting(actor=cast.on(cast.manager, ago - 11), round_id=row.pk)
    return made
