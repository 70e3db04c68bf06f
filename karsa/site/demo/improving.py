"""Innovations, changed targets and shown examples of the demo, where the figures speak of them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from karsa.accounts.roles import Role
from karsa.indicators.models import (
    Indicator,
    Innovation,
    InnovationMember,
    Measurement,
    Replication,
    Target,
    TargetRevision,
)
from karsa.org.models import Employee
from karsa.site.demo.indicators import Measured
from karsa.site.demo.posts import Post
from karsa.site.demo.words.library import library
from karsa.site.demo.world import World

State = TargetRevision.State
_SIDE = 3  # months on either side that tell where a change did most


@dataclass(frozen=True, slots=True)
class _Place:
    """An indicator with the people of its unit, its head first."""

    one: Measured
    people: Sequence[Employee]


def write(world: World, measured: Sequence[Measured], posts: Sequence[Post]) -> None:
    """Write innovations with teams and copies, two changes of targets, examples. Ten queries."""
    words = library("improving")
    places = [_Place(one, _people(one, posts)) for one in measured]
    places = [place for place in places if len(place.people) > _SIDE]
    for said in words["innovations"]:
        _innovate(world, said, [one for one in places if _is(one, said)])
    manager = Employee.objects.filter(user__grants__role=Role.PERFORMANCE_MANAGER).earliest("pk")
    for said in words["revisions"]:
        for place in [one for one in places if _is(one, said)][:1]:
            _revise(world, said, place, manager)
    names = set(words["examples"])
    shown = [one.row.pk for one in measured if one.metric.name in names]
    Indicator.objects.filter(pk__in=shown).update(is_example=True, is_public=True)


def _people(one: Measured, posts: Iterable[Post]) -> list[Employee]:
    """Who works under the indicator's unit, its head first."""
    path = one.row.unit.path
    near = [post for post in posts if post.row.unit.path.startswith(path)]
    near.sort(key=lambda post: (not post.leads, len(post.row.unit.path), post.key))
    return list({post.row.employee_id: post.row.employee for post in near}.values())


def _is(place: _Place, said: dict[str, Any]) -> bool:
    return place.one.metric.name.startswith(said["metric"])


def _innovate(world: World, said: dict[str, Any], places: Sequence[_Place]) -> None:
    if not places:
        return
    began = _months_ago(world.today, said["months"]) if said["months"] else None
    best, *others = _best_first(places, began)
    owner, *team = best.people[1:4]
    row = Innovation.objects.create(
        agency=world.agency,
        unit=best.one.row.unit,
        owner=owner,
        title=said["title"],
        problem=said["problem"],
        change=said["change"],
        state=said["state"],
        indicator=best.one.row,
        changed_on=began,
        lesson=said.get("lesson", ""),
    )
    InnovationMember.objects.bulk_create(
        InnovationMember(agency=world.agency, innovation=row, employee=one) for one in team
    )
    Replication.objects.bulk_create(_copies(world, row, said, others))


def _copies(
    world: World, row: Innovation, said: dict[str, Any], others: Sequence[_Place]
) -> Iterator[Replication]:
    for number, place in enumerate(others[: said["copies"]]):
        yield Replication(
            agency=world.agency,
            innovation=row,
            unit=place.one.row.unit,
            since=world.today - timedelta(days=30 + 25 * number),
            note=said["copied"] if not number else "",
        )


def _best_first(places: Sequence[_Place], began: date | None) -> list[_Place]:
    """Where the months are whole and moved most for the better around the day. One query."""
    if began is None or len(places) == 1:
        return list(places)
    turn = began.year * 12 + began.month
    sums: dict[int, Decimal] = {}
    known: Counter[int] = Counter()
    rows = Measurement.objects.filter(indicator__in=[place.one.row.pk for place in places])
    for pk, year, month, value in rows.values_list("indicator", "year", "month", "value"):
        away = year * 12 + month - turn
        if 0 < abs(away) <= _SIDE:
            sums[pk] = sums.get(pk, Decimal(0)) + (value if away > 0 else -value)
            known[pk] += 1
    sign = -1 if places[0].one.metric.polarity == "minimize" else 1

    def place_of(one: _Place) -> tuple[int, Decimal]:
        pk = one.one.row.pk
        return -known[pk], -sign * sums.get(pk, Decimal(0))

    return sorted(places, key=place_of)


def _revise(world: World, said: dict[str, Any], place: _Place, manager: Employee) -> None:
    """Change the year's target and its trajectory by a factor, or propose to."""
    rows = list(Target.objects.filter(indicator=place.one.row, year=world.today.year))
    proposed = world.today - timedelta(days=said["days"])
    approved = "answer" in said
    TargetRevision.objects.create(
        agency=world.agency,
        indicator=place.one.row,
        year=world.today.year,
        targets={str(row.month): _change(row, Decimal(said["factor"])) for row in rows},
        reason=said["reason"],
        state=State.APPROVED if approved else State.PROPOSED,
        proposed_by=place.people[0],
        proposed_at=world.at(proposed, 9),
        decided_by=manager if approved else None,
        decided_at=world.at(proposed + timedelta(days=5), 10) if approved else None,
        answer=said.get("answer", ""),
    )
    if approved:
        for row in rows:
            row.value = _times(row.value, Decimal(said["factor"]))
        Target.objects.bulk_update(rows, ["value"])


def _change(row: Target, factor: Decimal) -> dict[str, Any]:
    return _texts(row, _times(row.value, factor)) | {"was": _texts(row, row.value)}


def _times(value: Decimal | None, factor: Decimal) -> Decimal | None:
    return None if value is None else (value * factor).quantize(Decimal("0.1"), ROUND_HALF_UP)


def _texts(target: Target, value: Decimal | None) -> dict[str, str | None]:
    baseline = None if target.baseline is None else f"{target.baseline:f}"
    said = None if value is None else f"{value:f}"
    return {"value": said, "low": None, "high": None, "baseline": baseline}


def _months_ago(today: date, months: int) -> date:
    number = today.year * 12 + today.month - 1 - months
    return date(number // 12, number % 12 + 1, 12)
