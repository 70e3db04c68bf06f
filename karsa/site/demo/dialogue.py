"""What was said on the way to a plan: the steps of all, the talk of the showcase units."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from karsa.plans.models import DialogueMessage, PerformancePlan
from karsa.site.demo.chance import happens
from karsa.site.demo.plans import BATCH, Plan
from karsa.site.demo.words.library import voices
from karsa.site.demo.world import World

Kind = DialogueMessage.Kind
State = PerformancePlan.State


def write(world: World, plans: Iterable[Plan]) -> None:
    """Write the dialogues of a year. A few queries per 2,000 messages."""
    rows = [row for plan in plans for row in _of(plan) if row.at <= world.now]
    rows.sort(key=lambda row: row.at)
    DialogueMessage.objects.bulk_create(rows, batch_size=BATCH)


def _of(plan: Plan) -> Iterator[DialogueMessage]:
    row, said = plan.row, voices()["dialogue"]
    if row.proposed_at is None:
        return
    talks = plan.post.dense or happens(0.05, plan.post.key, "talks")
    own, rater = plan.post.row.employee_id, plan.post.line.rater_id
    opening = said["opening"] if talks else ""
    yield _step(plan, own, opening, State.PROPOSED, row.proposed_at)
    if talks:
        yield from _talk(plan, row.proposed_at) if row.agreed_at else _asked(plan, row.proposed_at)
    if row.agreed_at:
        agreed = said["agreed"] if talks else ""
        yield _step(plan, rater, agreed, State.AGREED, row.agreed_at)
    if row.set_at:
        yield _step(plan, rater, "", State.SET, row.set_at)


def _talk(plan: Plan, began: datetime) -> Iterator[DialogueMessage]:
    said = voices()["dialogue"]
    own, rater = plan.post.row.employee_id, plan.post.line.rater_id
    yield _message(plan, rater, said["question"], Kind.COMMENT, began + timedelta(hours=2))
    yield _message(plan, own, said["answer"], Kind.COMMENT, began + timedelta(hours=4))


def _asked(plan: Plan, began: datetime) -> Iterator[DialogueMessage]:
    """The leader asks for other words and waits for the answer."""
    said = voices()["dialogue"]
    rater, at = plan.post.line.rater_id, began + timedelta(hours=3)
    row = _message(plan, rater, said["waiting"], Kind.PROPOSAL, at)
    row.result = plan.results[-1].row
    row.proposed_text = said["proposal"].format(result=row.result.text)
    yield row


def _step(
    plan: Plan, author_id: int, text: str, step: PerformancePlan.State, at: datetime
) -> DialogueMessage:
    row = _message(plan, author_id, text, Kind.DECISION, at)
    row.step = step
    return row


def _message(
    plan: Plan, author_id: int, text: str, kind: DialogueMessage.Kind, at: datetime
) -> DialogueMessage:
    return DialogueMessage(
        agency_id=plan.row.agency_id,
        plan_id=plan.row.pk,
        author_id=author_id,
        kind=kind,
        text=text,
        at=at,
    )
