"""Plans (SKP) of everybody who owes one: results linked upwards, measures, actions, annex."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache

from karsa.indicators.models import Indicator
from karsa.plans.models import ActionItem, Cascade, IndividualIndicator, PerformancePlan, WorkResult
from karsa.site.demo.chance import between, happens, pick
from karsa.site.demo.plan_parts import write_parts
from karsa.site.demo.portfolio import portfolio
from karsa.site.demo.posts import Post
from karsa.site.demo.words.library import Action, Work
from karsa.site.demo.world import World

State = PerformancePlan.State
Kind = WorkResult.Kind
BATCH = 2000
_QUALITATIVE = frozenset({"kelurahan"})
_BUDGET, _SHORT = frozenset({"anggaran", "dana", "keuangan"}), 4
# Of those who are late: some have no plan, some are still on the way.
_MISSING, _STUCK = 0.012, 0.028
_FRIDAY = 4
_STOPS = (State.DRAFT, State.PROPOSED, State.PROPOSED, State.AGREED)


@dataclass(slots=True)
class Step:
    """An action with the words its days are told in."""

    row: ActionItem
    words: Action


@dataclass(slots=True)
class Result:
    """A result with its measures and actions as written."""

    row: WorkResult
    work: Work
    measures: list[IndividualIndicator] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)


@dataclass(slots=True)
class Plan:
    """A plan as written; `results` main ones first."""

    row: PerformancePlan
    post: Post
    results: list[Result] = field(default_factory=list)

    @property
    def is_set(self) -> bool:
        """Whether entries, feedback and evaluations can stand on it."""
        return self.row.state == State.SET


def write(
    world: World, year: int, posts: Sequence[Post], indicators: Iterable[Indicator]
) -> list[Plan]:
    """Write the plans of a year and return them, superiors first. About thirty queries."""
    plans = [
        Plan(_plan(world, year, post), post)
        for post in posts
        if not happens(_MISSING, post.key, year, "missing") or post.leads
    ]
    PerformancePlan.objects.bulk_create([plan.row for plan in plans], batch_size=BATCH)
    _results(plans)
    measured: dict[int, list[Indicator]] = {}
    for indicator in indicators:
        measured.setdefault(indicator.unit_id, []).append(indicator)
    _measures(plans, measured)
    _actions(plans)
    write_parts(world, [(plan.row, plan.post) for plan in plans])
    return plans


def _plan(world: World, year: int, post: Post) -> PerformancePlan:
    starts = max(date(year, 1, 1), post.row.starts)
    row = PerformancePlan(
        agency=world.agency,
        assignment=post.row,
        year=year,
        approach="qualitative" if post.field in _QUALITATIVE else "quantitative",
        for_head=post.for_head,
        rater_id=post.line.rater_id,
        starts=starts,
        ends=date(year, 12, 31),
    )
    _walk(row, world, post)
    return row


def _walk(row: PerformancePlan, world: World, post: Post) -> None:
    """Through the dialogue in January as far as the day allows, a few stop on the way."""
    proposed = _weekday(row.starts, between(4, 17, post.key, row.year, "proposed"))
    agreed = _weekday(proposed, between(1, 5, post.key, row.year, "agreed"))
    fixed = _weekday(agreed, between(0, 5, post.key, row.year, "set"))
    stop = State.SET
    if not post.leads and happens(_STUCK, post.key, row.year, "stuck"):
        stop = pick(_STOPS, post.key, row.year, "stop")
    if stop == State.DRAFT or proposed > world.today:
        return
    row.state = State.PROPOSED
    row.proposed_at = row.employee_agreed_at = _hour(world, post, proposed)
    if stop == State.PROPOSED or agreed > world.today:
        return
    row.state = State.AGREED
    row.rater_agreed_at = row.agreed_at = _hour(world, post, agreed)
    if stop == State.AGREED or fixed > world.today:
        return
    row.state = State.SET
    row.set_at, row.set_by_id = _hour(world, post, fixed, late=True), post.line.rater_id


def _weekday(day: date, later: int) -> date:
    found = day + timedelta(days=later)
    return found + timedelta(days=max(0, 7 - found.weekday()) if found.weekday() > _FRIDAY else 0)


def _hour(world: World, post: Post, day: date, *, late: bool = False) -> datetime:
    hour = between(13, 15, post.key, day) if late else between(8, 11, post.key, day)
    return world.at(day, hour, between(0, 59, post.key, day, "minute"))


def _results(plans: list[Plan]) -> None:
    """Tier by tier, so that a result can point at the superior's."""
    above: dict[int, list[Plan]] = {}
    for tier in sorted({plan.post.depth for plan in plans}):
        mine = [plan for plan in plans if plan.post.depth == tier]
        for plan in mine:
            plan.results = _of(plan, _nearest(plan, above.get(plan.post.line.rater_id, [])))
        rows = [result.row for plan in mine for result in plan.results]
        WorkResult.objects.bulk_create(rows, batch_size=BATCH)
        for plan in mine:
            above.setdefault(plan.post.row.employee_id, []).append(plan)


def _nearest(plan: Plan, held: list[Plan]) -> Plan | None:
    """Of the superior's posts the one that leads the person's unit, or the one nearest above."""
    path = plan.post.row.unit.path
    leading = [one for one in held if path.startswith(one.post.row.unit.path)]
    return max(leading or held, key=lambda one: len(one.post.row.unit.path), default=None)


def _of(plan: Plan, superior: Plan | None) -> list[Result]:
    found = []
    for order, (work, kind) in enumerate(portfolio(plan.post), start=1):
        above = _served(work, superior) if superior and kind == Kind.MAIN else None
        row = WorkResult(
            agency=plan.row.agency,
            plan=plan.row,
            kind=kind,
            order=order,
            text=work.text,
            assigned_by=superior.post.row.position.name if superior else "Bupati Contoh",
            supports=above,
            supports_text=above.text if above else "",
        )
        found.append(Result(row, work))
    return found


def _served(work: Work, superior: Plan) -> WorkResult:
    """The superior's result whose words are closest; money serves money, results serve results."""
    main = [one for one in superior.results if one.row.kind == Kind.MAIN]
    fitting = [one for one in main if _is_money(one.work) == _is_money(work)]
    best = max(fitting or main, key=lambda one: len(_words(work) & _words(one.work)))
    return best.row


def _is_money(work: Work) -> bool:
    return not _BUDGET.isdisjoint(work.text.lower().split())


@cache
def _words(work: Work) -> frozenset[str]:
    told = " ".join([work.text, *(measure.text for measure in work.measures)])
    return frozenset(word for word in told.lower().split() if len(word) > _SHORT)


def _measures(plans: list[Plan], measured: dict[int, list[Indicator]]) -> None:
    for plan in plans:
        known = measured.get(plan.post.row.unit_id, []) if plan.post.leads else []
        for result in plan.results:
            result.measures = _measures_of(result, known, plan.row)
    rows = [row for plan in plans for result in plan.results for row in result.measures]
    IndividualIndicator.objects.bulk_create(rows, batch_size=BATCH)


def _measures_of(
    result: Result, known: list[Indicator], plan: PerformancePlan
) -> list[IndividualIndicator]:
    aspects = IndividualIndicator.PERSPECTIVES if plan.for_head else None
    carried = [_same(words.text, known) for words in result.work.measures]
    return [
        IndividualIndicator(
            agency=result.row.agency,
            result=result.row,
            order=order,
            text=words.text,
            target=words.target,
            aspect=words.aspect if aspects is None or words.aspect in aspects else "process",
            target_value=words.value,
            measure=words.unit[:40],
            polarity=words.polarity,
            indicator=indicator,
            cascade=Cascade.DIRECT if indicator else "",
        )
        for order, (words, indicator) in enumerate(
            zip(result.work.measures, carried, strict=True), start=1
        )
    ]


def _same(text: str, known: list[Indicator]) -> Indicator | None:
    """The unit's indicator that the measure speaks of, if one shares most of its words."""
    words = set(text.lower().split())
    best = max(known, key=lambda row: len(words & set(row.name.lower().split())), default=None)
    if best is None:
        return None
    shared = len(words & set(best.name.lower().split()))
    return best if shared >= min(4, len(words)) else None


def _actions(plans: list[Plan]) -> None:
    for plan in plans:
        order = 0
        for result in plan.results:
            for number, words in enumerate(result.work.actions):
                order += 1
                result.steps.append(Step(_action(result, words, order, number), words))
    rows = [step.row for plan in plans for result in plan.results for step in result.steps]
    ActionItem.objects.bulk_create(rows, batch_size=BATCH)


def _action(result: Result, words: Action, order: int, number: int) -> ActionItem:
    plan = result.row.plan
    first = result.work.measures[0]
    carries = number == 0 and first.unit == words.unit
    return ActionItem(
        agency=plan.agency,
        plan=plan,
        result=result.row,
        order=order,
        text=words.text,
        target_value=first.value if carries else None,
        measure=words.unit,
        starts=plan.starts,
        ends=plan.ends,
    )
