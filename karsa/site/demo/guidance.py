"""Guidance of people, requests for feedback, two rounds of many voices, and what Karsa costs."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

from karsa.feedback.models import (
    FeedbackRequest,
    Guidance,
    GuidanceStep,
    Round,
    RoundPart,
    RoundScore,
    RoundWord,
)
from karsa.feedback.queries.drawing import drawn_for
from karsa.feedback.services.asking import VALID, digest_of
from karsa.journal.models import BurdenCount
from karsa.org.models import Unit
from karsa.rules import voices
from karsa.rules.behaviour import VALUE_KEYS
from karsa.site.demo.chance import between, happens, pick, share
from karsa.site.demo.plans import BATCH, Plan
from karsa.site.demo.words.library import library
from karsa.site.demo.world import World

Kind = Guidance.Kind
_COACHED, _MENTORED, _WEAK = 0.5, 0.12, 0.95
_ROUND_OF = "Puskesmas Mataram"
_TAKEN_PART, _SPOKE, _FLAT = 0.86, 0.6, 0.05
_MONTHS = 6
_fixed = Random  # the same people are drawn in every run


def write(world: World, plans: Iterable[Plan]) -> None:
    """Write it all for the people who report densely. About thirty queries."""
    chosen = [plan for plan in plans if plan.is_set and plan.post.dense and plan.results]
    _guide(world, chosen)
    _ask(world, chosen)
    unit = Unit.objects.filter(agency=world.agency, name=_ROUND_OF).first()
    if unit is not None:
        _voices(world, unit)
    _burden(world, {plan.post.row.unit_id for plan in chosen})


def _guide(world: World, plans: Iterable[Plan]) -> None:
    records = [row for plan in plans for row in _records(world, plan)]
    Guidance.objects.bulk_create(records, batch_size=BATCH)
    GuidanceStep.objects.bulk_create(
        (step for row in records for step in _steps(world, row)), batch_size=BATCH
    )


def _records(world: World, plan: Plan) -> Iterator[Guidance]:
    key = plan.post.key
    if plan.post.vigour < _WEAK and happens(_COACHED, key, "coached"):
        yield _record(world, plan, Kind.COACHING)
    elif happens(_MENTORED, key, "mentored"):
        yield _record(world, plan, Kind.MENTORING)
    elif happens(0.02, key, "counselled"):
        yield _record(world, plan, Kind.COUNSELLING)


def _record(world: World, plan: Plan, kind: Kind) -> Guidance:
    words, key = library("guidance")[kind], plan.post.key
    day = pick(world.working_days[-90:], key, "guided")
    answers = {
        name: pick(words[name], key, name) for name in Guidance.QUESTIONS[kind] if name in words
    }
    return Guidance(
        agency=world.agency,
        plan_id=plan.row.pk,
        employee_id=plan.post.row.employee_id,
        guide_id=plan.post.line.rater_id,
        kind=kind,
        result_id=plan.results[0].row.pk,
        day=day,
        place=plan.post.row.unit.name,
        answers=answers,
        recorded_at=world.at(day, 15),
    )


def _steps(world: World, row: Guidance) -> Iterator[GuidanceStep]:
    words = library("guidance")[row.kind]["steps"]
    for number, text in enumerate(words[:2], start=1):
        due = row.day + timedelta(days=14 * number)
        is_done = due < world.today and happens(0.8, row.employee_id, number)
        yield GuidanceStep(
            agency=world.agency, guidance=row, text=text, due=due, done_on=due if is_done else None
        )


def _ask(world: World, plans: Iterable[Plan]) -> None:
    """One colleague of each unit is asked, and one outside party is invited."""
    by_unit: dict[int, list[Plan]] = {}
    for plan in plans:
        by_unit.setdefault(plan.post.row.unit_id, []).append(plan)
    rows = [
        _request(world, first, asked_id=second.post.row.employee_id)
        for first, second, *_rest in (ones for ones in by_unit.values() if len(ones) > 1)
    ]
    words = library("guidance")["requests"]
    for ones in list(by_unit.values())[:1]:
        token = digest_of(world.agency, "contoh")
        rows.append(_request(world, ones[-1], token=token, **words))
    FeedbackRequest.objects.bulk_create(rows)


def _request(world: World, plan: Plan, **over: Any) -> FeedbackRequest:
    day = world.working_days[-3]
    return FeedbackRequest(
        agency=world.agency,
        plan_id=plan.row.pk,
        result_id=plan.results[0].row.pk,
        asked_by_id=plan.post.row.employee_id,
        day=day,
        expires=day + VALID,
        **over,
    )


def _voices(world: World, unit: Unit) -> None:
    """A round that was released in the middle of the year, and one that is open."""
    first, second = library("guidance")["rounds"]["names"]
    ends = world.today - timedelta(days=100)
    past = _round(world, unit, first, ends - timedelta(days=14), ends, ends + timedelta(days=1))
    _round(world, unit, second, world.today - timedelta(days=5), world.today + timedelta(days=9))
    spoken = [part for part in past.parts.all() if happens(_TAKEN_PART, part.pk, "spoke")]
    RoundPart.objects.filter(pk__in=[part.pk for part in spoken]).update(has_answered=True)
    by_subject: dict[int, list[RoundPart]] = {}
    for part in spoken:
        by_subject.setdefault(part.subject_id, []).append(part)
    shown = [one for parts in by_subject.values() for one in _shown(parts)]
    shown.sort(key=lambda one: share(one[0].pk, "shuffled"))
    common: dict[str, Any] = {"agency": world.agency, "round": past}
    RoundScore.objects.bulk_create(
        RoundScore(subject_id=part.subject_id, shown_as=name, scores=_scores(part), **common)
        for part, name in shown
    )
    words = library("guidance")["rounds"]["words"]
    RoundWord.objects.bulk_create(
        RoundWord(subject_id=part.subject_id, shown_as=name, text=pick(words, part.pk), **common)
        for part, name in shown
        if happens(_SPOKE, part.pk, "words")
    )


def _round(
    world: World, unit: Unit, name: str, starts: date, closes: date, released: date | None = None
) -> Round:
    row = Round.objects.create(
        agency=world.agency,
        unit=unit,
        name=name,
        starts=starts,
        closes=closes,
        released_on=released,
    )
    RoundPart.objects.bulk_create(
        RoundPart(
            agency=world.agency,
            round=row,
            subject_id=one.subject_id,
            rater_id=one.rater_id,
            group=one.group,
        )
        for one in drawn_for(unit, world.today, _fixed(starts.toordinal()))
    )
    return row


def _shown(parts: list[RoundPart]) -> Iterator[tuple[RoundPart, str]]:
    names = voices.shown_as(Counter(part.group for part in parts))
    return ((part, names[part.group]) for part in parts if part.group in names)


def _scores(part: RoundPart) -> dict[str, int]:
    if happens(_FLAT, part.pk, "flat"):
        return dict.fromkeys(VALUE_KEYS, 4)
    return {key: between(3, 5, part.pk, key) for key in VALUE_KEYS}


def _burden(world: World, units: Iterable[int]) -> None:
    """Reporting got quicker over the months; so did reviewing."""
    months = [world.today.replace(day=1)]
    while len(months) < _MONTHS:
        months.append((months[-1] - timedelta(days=1)).replace(day=1))
    BurdenCount.objects.bulk_create(
        (
            BurdenCount(
                agency=world.agency, unit_id=unit, month=month, step=step, kind=kind, slot=slot,
                count=count,
            )
            for unit in sorted(units)
            for age, month in enumerate(months)
            for step, kind, slot, count in _counts(unit, age)
        ),
        batch_size=BATCH,
    )  # fmt: skip


def _counts(unit: int, age: int) -> Iterator[tuple[str, str, int, int]]:
    """Classes around a middle that lies a little higher in older months."""
    for step, seconds, taps in (("entry", 5, 2), ("review", 1, 0)):
        for kind, middle in (("seconds", seconds + age // 3), ("interactions", taps)):
            for slot in range(max(0, middle - 1), middle + 3):
                high = 40 - 12 * abs(slot - middle)
                yield step, kind, slot, max(1, high + between(-6, 6, unit, age, step, kind, slot))
        yield step, "left", 0, between(1, 4 + age, unit, age, step)
