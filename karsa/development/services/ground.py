"""Lays a practice ground: the file's people, their plans, and some weeks of work until today."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.contrib.auth.hashers import make_password

from karsa.accounts.models import Grant, User
from karsa.accounts.roles import Role
from karsa.development.queries.practice import username, world
from karsa.feedback.models import Feedback
from karsa.journal.models import DailyEntry
from karsa.org.models import Assignment, Employee, Position, RaterLine, Unit
from karsa.org.queries.actor import system_actor
from karsa.org.queries.calendar import calendar_of
from karsa.org.services.year import open_year
from karsa.plans.models import (
    ActionItem,
    BehaviourExpectation,
    IndividualIndicator,
    PerformancePlan,
    WorkResult,
)
from karsa.tenancy.models import Agency

# Long enough that last month, which is the one to be rated, has evidence.
_WEEKS = timedelta(days=45)
_AT_NOON = time(5, 0, tzinfo=UTC)
_WAITS = 2  # of each person's newest entries


@dataclass
class _Ground:
    """What is laid, by the codes of the file."""

    agency: Agency
    now: datetime
    today: date
    units: dict[str, Unit] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)
    people: dict[str, Employee] = field(default_factory=dict)
    posts: dict[str, Assignment] = field(default_factory=dict)
    plans: dict[str, list[PerformancePlan]] = field(default_factory=dict)
    steps: dict[int, list[ActionItem]] = field(default_factory=dict)

    @property
    def since(self) -> date:
        return self.today - _WEEKS

    @property
    def years(self) -> list[int]:
        return list(range(self.since.year, self.today.year + 1))


def lay(agency: Agency, now: datetime) -> None:
    """Lay the ground in the caller's transaction and scope. About 40 queries."""
    actor = system_actor(agency, now)
    ground = _Ground(agency, now, actor.today)
    for year in ground.years:
        open_year(actor=actor, year=year)
    _lay_units(ground)
    _lay_people(ground)
    _lay_posts(ground)
    for code in ground.posts:
        if not _said(code).get("grant"):
            ground.plans[code] = [_lay_plan(ground, code, year) for year in ground.years]
    DailyEntry.objects.bulk_create(list(_entries(ground)))
    Feedback.objects.bulk_create([_feedback(ground, said) for said in world()["feedback"]])


def _said(code: str) -> dict[str, Any]:
    return next(one for one in world()["people"] if one["code"] == code)


def _lay_units(ground: _Ground) -> None:
    for said in world()["units"]:
        parent = ground.units.get(said.get("within", ""))
        unit = Unit.objects.create(
            agency=ground.agency,
            external_id=said["code"],
            name=said["name"],
            kind=said["kind"],
            parent=parent,
        )
        unit.path = f"{parent.path if parent else '/'}{unit.pk:06d}/"
        unit.save(update_fields=["path"])
        ground.units[said["code"]] = unit


def _lay_people(ground: _Ground) -> None:
    """Nobody signs in as they: their accounts have no password and have seen the tour."""
    said = world()["people"]
    closed = make_password(None)
    users = User.objects.bulk_create(
        User(
            agency=ground.agency,
            username=username(one["code"]),
            password=closed,
            toured_on=ground.today,
        )
        for one in said
    )
    made = Employee.objects.bulk_create(
        Employee(agency=ground.agency, nip=f"{number:018d}", name=one["name"], user=user)
        for number, (one, user) in enumerate(zip(said, users, strict=True), 1)
    )
    codes = [one["code"] for one in said]
    ground.users = dict(zip(codes, users, strict=True))
    ground.people = dict(zip(codes, made, strict=True))


def _lay_posts(ground: _Ground) -> None:
    first = date(ground.years[0], 1, 1)
    for said in world()["people"]:
        code = said["code"]
        ground.posts[code] = Assignment.objects.create(
            agency=ground.agency,
            employee=ground.people[code],
            unit=ground.units[said["unit"]],
            position=_position(ground, said),
            is_head=said.get("head", False),
            starts=first,
        )
        if rater := said.get("rater"):
            RaterLine.objects.create(
                agency=ground.agency,
                assignment=ground.posts[code],
                rater=ground.people[rater],
                reviewer=ground.people.get(said.get("reviewer", "")),
                starts=first,
            )
        if role := said.get("grant"):
            user = ground.users[code]
            Grant.objects.create(agency=ground.agency, user=user, role=Role(role), starts=first)


def _position(ground: _Ground, said: dict[str, Any]) -> Position:
    kind = Position.Kind.HIGH_LEADER if said.get("head") else Position.Kind.FUNCTIONAL
    made, _is_new = Position.objects.get_or_create(
        agency=ground.agency, name=said["post"], defaults={"kind": kind}
    )
    return made


def _lay_plan(ground: _Ground, code: str, year: int) -> PerformancePlan:
    """A plan in force, or this year's of whoever the file says has just proposed theirs."""
    is_proposed = code == world()["proposed"] and year == ground.today.year
    state = PerformancePlan.State.PROPOSED if is_proposed else PerformancePlan.State.SET
    moment = datetime.combine(date(year, 1, 5), _AT_NOON)
    plan = PerformancePlan.objects.create(
        agency=ground.agency,
        assignment=ground.posts[code],
        year=year,
        state=state,
        for_head=False,
        rater=ground.people[_said(code)["rater"]],
        starts=date(year, 1, 1),
        ends=date(year, 12, 31),
        proposed_at=ground.now if is_proposed else moment,
        set_at=None if is_proposed else moment,
    )
    ground.steps[plan.pk] = [
        _lay_result(plan, said, order) for order, said in enumerate(world()["results"], 1)
    ]
    BehaviourExpectation.objects.create(agency=ground.agency, plan=plan, **world()["expectation"])
    return plan


def _lay_result(plan: PerformancePlan, said: dict[str, Any], order: int) -> ActionItem:
    result = WorkResult.objects.create(
        agency=plan.agency, plan=plan, order=order, text=said["text"]
    )
    IndividualIndicator.objects.create(
        agency=plan.agency,
        result=result,
        order=1,
        text=said["measure"],
        target=f"{said['target']} {said['unit']}",
        aspect=IndividualIndicator.Aspect.QUANTITY,
        target_value=said["target"],
        measure=said["unit"],
    )
    return ActionItem.objects.create(
        agency=plan.agency,
        plan=plan,
        result=result,
        order=1,
        text=said["action"],
        target_value=said["target"],
        measure=said["unit"],
        starts=plan.starts,
        ends=plan.ends,
    )


def _entries(ground: _Ground) -> Iterator[DailyEntry]:
    """Twice a week each, in turns; the newest wait for the rater, who has accepted the others."""
    calendar = calendar_of(ground.agency)
    days = [ground.since + timedelta(days=n) for n in range(_WEEKS.days)]
    open_days = [day for day in days if calendar.is_working(day)]
    for turn, (code, plans) in enumerate(ground.plans.items()):
        own = open_days[turn % 3 :: 3]
        for number, day in enumerate(own):
            plan = next(plan for plan in plans if plan.year == day.year)
            if plan.state == PerformancePlan.State.SET:
                waits = number >= len(own) - _WAITS
                yield _entry(ground, code, plan, day, waits=waits)


def _entry(
    ground: _Ground, code: str, plan: PerformancePlan, day: date, *, waits: bool
) -> DailyEntry:
    number = day.toordinal() % len(world()["results"])
    step, said = ground.steps[plan.pk][number], world()["results"][number]
    moment = datetime.combine(day, _AT_NOON)
    return DailyEntry(
        agency=ground.agency,
        employee=ground.people[code],
        assignment=ground.posts[code],
        plan=plan,
        result_id=step.result_id,
        action=step,
        day=day,
        quantity=Decimal(said["share"] + day.day % 3),
        measure=said["unit"],
        state=DailyEntry.State.SENT if waits else DailyEntry.State.ACCEPTED,
        sent_at=moment,
        reviewed_by=None if waits else plan.rater,
        reviewed_at=None if waits else moment + timedelta(hours=3),
    )


def _feedback(ground: _Ground, said: dict[str, Any]) -> Feedback:
    plan = ground.plans[said["to"]][-1]
    leads = _said(said["to"])["rater"] == said["from"]
    about = said.get("result")
    return Feedback(
        agency=ground.agency,
        employee=ground.people[said["to"]],
        plan=plan,
        result_id=None if about is None else ground.steps[plan.pk][about].result_id,
        value=said.get("value", ""),
        source=Feedback.Source.LEADER if leads else Feedback.Source.PEER,
        giver=ground.people[said["from"]],
        tone=said["tone"],
        text=said["text"],
        day=ground.today,
        given_at=ground.now,
    )
