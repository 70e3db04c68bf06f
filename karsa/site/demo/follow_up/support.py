"""What became of the support promised this year: most came, some in part, some not."""

from collections.abc import Iterator
from datetime import timedelta

from karsa.monitoring.models import SupportAnswer
from karsa.plans.models import AnnexItem
from karsa.site.demo.chance import between, pick, share
from karsa.site.demo.words.library import library
from karsa.site.demo.world import World

_ANSWERED, _PARTLY, _MISSING = 0.72, 0.2, 0.12
State = SupportAnswer.State


def answer(world: World) -> None:
    """Write the answers of the people it was promised to. Two queries per 2,000 rows."""
    items = AnnexItem.objects.filter(
        agency=world.agency, section="support", plan__year=world.today.year, plan__state="set"
    )
    rows = items.select_related("plan__assignment__employee").order_by("pk")
    SupportAnswer.objects.bulk_create(_answers(world, rows.iterator(2000)), batch_size=2000)


def _answers(world: World, items: "Iterator[AnnexItem]") -> Iterator[SupportAnswer]:
    words = library("monitoring")["support"]
    for item in items:
        post = item.plan.assignment
        seed = (post.employee.nip, item.text)
        if share(*seed, "answered") >= _ANSWERED:
            continue
        state, note = _said(share(*seed, "came"), words, seed)
        yield SupportAnswer(
            agency=world.agency,
            assignment=post,
            year=item.plan.year,
            text=item.text,
            state=state,
            day=world.today - timedelta(days=between(3, 60, *seed)),
            note=note,
            confirmed_by=post.employee,
        )


def _said(
    chance: float, words: dict[str, list[str]], seed: tuple[str, str]
) -> tuple[SupportAnswer.State, str]:
    if chance < _MISSING:
        return State.NOT, pick(words["missing"], *seed)
    if chance < _MISSING + _PARTLY:
        return State.PARTLY, pick(words["partly"], *seed)
    return State.FULFILLED, ""
