"""Feedback of leaders, colleagues and outside parties, on results and on the seven values."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from karsa.feedback.models import Feedback
from karsa.org.models import Employee
from karsa.rules.behaviour import VALUE_KEYS
from karsa.site.demo.chance import happens, pick
from karsa.site.demo.plans import BATCH, Plan
from karsa.site.demo.quarters import Quarter
from karsa.site.demo.words.library import voices
from karsa.site.demo.world import World

Source = Feedback.Source
_WEAK, _STRONG = 0.9, 1.1
_TROUBLED = 0.009
_SHARABLE, _SHARED = 0.5, 0.7


@dataclass(slots=True)
class Remark:
    """A piece of feedback as written, with the plan it is on."""

    row: Feedback
    plan: Plan


@dataclass(frozen=True, slots=True)
class Talk:
    """One person's quarter: who may speak, and when."""

    plan: Plan
    quarter: Quarter
    days: tuple[date, ...]
    peers: Sequence[Employee]

    @property
    def key(self) -> str:
        """What chance hangs on."""
        return f"{self.plan.post.key}:{self.quarter.row.name}"


def write(world: World, plans: Iterable[Plan], quarters: Iterable[Quarter]) -> list[Remark]:
    """Write the feedback of a year and return it. A few queries per 2,000 rows."""
    chosen = [plan for plan in plans if plan.is_set and plan.row.set_at]
    peers: dict[int, list[Employee]] = defaultdict(list)
    for plan in chosen:
        peers[plan.post.row.unit_id].append(plan.post.row.employee)
    remarks = []
    for quarter in quarters:
        if not quarter.row.is_annual:
            for plan in chosen:
                talk = _talk(plan, quarter, peers[plan.post.row.unit_id])
                remarks += [Remark(row, plan) for row in _said(world, talk)]
    Feedback.objects.bulk_create([one.row for one in remarks], batch_size=BATCH)
    return remarks


def _talk(plan: Plan, quarter: Quarter, peers: Sequence[Employee]) -> Talk:
    begins = plan.row.set_at.date() if plan.row.set_at else plan.row.starts
    days = tuple(day for day in quarter.days if day > begins)
    own = plan.post.row.employee_id
    return Talk(plan, quarter, days, [peer for peer in peers if peer.pk != own])


def _said(world: World, talk: Talk) -> Iterator[Feedback]:
    """A quarter that has hardly begun has little feedback yet."""
    if not talk.days or (not talk.quarter.is_past and not _reached(talk)):
        return
    yield from _on_results(world, talk)
    yield from _on_values(world, talk)
    yield from _of_others(world, talk)


def _reached(talk: Talk) -> bool:
    whole = 62
    return happens(len(talk.days) / whole, talk.key, "reached") or talk.plan.post.dense


def _on_results(world: World, talk: Talk) -> Iterator[Feedback]:
    """The leader speaks to everybody each quarter; weak results are named, and so are good ones."""
    pace = talk.plan.post.vigour
    lacks = happens(0.9 if pace < _WEAK else 0.16, talk.key, "lacks")
    if not lacks or happens(0.35 if pace < _WEAK else 0.97, talk.key, "also good"):
        yield _result(world, talk, "positive", "praise_result", 0)
    if lacks:
        yield _result(world, talk, "constructive", "improve_result", 1)


def _result(world: World, talk: Talk, tone: str, pool: str, number: int) -> Feedback:
    results = talk.plan.results
    result = results[(number + talk.quarter.row.number) % len(results)]
    row = _row(world, talk, tone, pick(voices()[pool], talk.key, pool), f"result {number}")
    row.result_id = result.row.pk
    return row


def _on_values(world: World, talk: Talk) -> Iterator[Feedback]:
    """One value lived well, seldom one that is not; for very few two that are not."""
    first = pick(VALUE_KEYS, talk.key, "value")
    if happens(_TROUBLED, talk.plan.post.key, "troubled") and not talk.plan.post.leads:
        for value in ("accountable", "harmonious"):
            yield _value(world, talk, "constructive", value, Source.LEADER)
        return
    yield _value(world, talk, "positive", first, Source.LEADER)
    low = talk.plan.post.vigour < _WEAK
    if happens(0.3 if low else 0.05, talk.key, "lapse"):
        other = pick(VALUE_KEYS, talk.key, "other value")
        yield _value(world, talk, "constructive", other, Source.LEADER)


def _of_others(world: World, talk: Talk) -> Iterator[Feedback]:
    """Colleagues speak of the strong more often; some outside party is heard now and then."""
    strong = talk.plan.post.vigour > _STRONG
    voices_heard = 2 if strong and happens(0.88, talk.key, "guards") else 0
    voices_heard = voices_heard or int(happens(0.14, talk.key, "peer"))
    value = pick(VALUE_KEYS, talk.key, "seen value")
    source = Source.SUBORDINATE if talk.plan.post.leads else Source.PEER
    speakers = {pick(talk.peers, talk.key, n) for n in range(voices_heard + 1) if talk.peers}
    for giver in sorted(speakers, key=lambda one: one.nip)[:voices_heard]:
        row = _value(world, talk, "positive", value, source)
        row.giver = giver
        row.is_sharable = happens(_SHARABLE, talk.key, giver.nip)
        row.is_shared = row.is_sharable and happens(_SHARED, talk.key, giver.nip, "shared")
        yield row
    if happens(0.04, talk.key, "outside"):
        yield _outside(world, talk)


def _outside(world: World, talk: Talk) -> Feedback:
    said = voices()["outside"]
    row = _row(world, talk, "positive", pick(said["words"], talk.key), "outside")
    row.result_id = talk.plan.results[0].row.pk
    row.source, row.giver_id = Source.OUTSIDE, None
    row.giver_name, row.is_scheduled = pick(said["parties"], talk.key), False
    return row


def _value(world: World, talk: Talk, tone: str, value: str, source: str) -> Feedback:
    pool = "praise" if tone == "positive" else "improve"
    text = pick(voices()["values"][value][pool], talk.key, value)
    row = _row(world, talk, tone, text, f"{value} {source}")
    row.value, row.source, row.is_scheduled = value, source, source == Source.LEADER
    return row


def _row(world: World, talk: Talk, tone: str, text: str, seed: str) -> Feedback:
    day = pick(talk.days, talk.key, seed, "day")
    replies = happens(0.3, talk.key, seed, "reply")
    return Feedback(
        agency_id=world.agency.pk,
        employee_id=talk.plan.post.row.employee_id,
        plan_id=talk.plan.row.pk,
        source=Source.LEADER,
        giver_id=talk.plan.post.line.rater_id,
        is_scheduled=True,
        tone=tone,
        text=text,
        reply=pick(voices()["replies"], talk.key, seed) if replies else "",
        day=day,
        given_at=world.at(day, 14, day.day * 2 % 60),
    )
