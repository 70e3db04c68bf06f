"""What stands beside the results of a plan: expectations on the seven values, and the annex."""

from collections.abc import Iterable, Iterator

from karsa.plans.models import AnnexItem, BehaviourExpectation, PerformancePlan
from karsa.rules.behaviour import VALUE_KEYS
from karsa.site.demo.chance import pick, share
from karsa.site.demo.posts import Post
from karsa.site.demo.words.library import voices
from karsa.site.demo.world import World

_BATCH, _FEW = 2000, 3
Section = AnnexItem.Section


def write_parts(world: World, plans: Iterable[tuple[PerformancePlan, Post]]) -> None:
    """Write expectations and annexes of many plans. A few queries per 2,000 rows."""
    found = list(plans)
    expectations = (row for plan, post in found for row in _expectations(plan, post))
    BehaviourExpectation.objects.bulk_create(expectations, batch_size=_BATCH)
    annex = (row for plan, post in found for row in _annex(plan, post))
    AnnexItem.objects.bulk_create(annex, batch_size=_BATCH)


def _expectations(plan: PerformancePlan, post: Post) -> Iterator[BehaviourExpectation]:
    """Of all values where leaders take their time, of a few elsewhere."""
    ranked = sorted(VALUE_KEYS, key=lambda key: share(post.key, key))
    for key in VALUE_KEYS if post.dense or post.leads else ranked[:_FEW]:
        text = voices()["values"][key]["expect"]
        yield BehaviourExpectation(agency=plan.agency, plan=plan, value=key, text=text)


def _annex(plan: PerformancePlan, post: Post) -> Iterator[AnnexItem]:
    said = voices()["support"]
    parts = ((Section.SUPPORT, "items"), (Section.SCHEME, "schemes"))
    for section, name in parts:
        yield _item(plan, section, 1, pick(said[name], post.key, name))
    for order, text in enumerate(said["consequences"], start=1):
        yield _item(plan, Section.CONSEQUENCE, order, text)


def _item(plan: PerformancePlan, section: AnnexItem.Section, order: int, text: str) -> AnnexItem:
    return AnnexItem(agency=plan.agency, plan=plan, section=section, order=order, text=text)
