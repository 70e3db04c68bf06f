"""How heads mean to reach their results (A.1.4), and the manuals of their measures (A.1.3)."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from karsa.indicators.models import IndicatorCard
from karsa.plans.models import ManualIndicator, Workblock
from karsa.site.demo.plans import Plan
from karsa.site.demo.words.library import library
from karsa.tenancy.models import Agency

_LISTS = (
    "parties",
    "routine_activities",
    "transformative_activities",
    "routine_milestones",
    "transformative_milestones",
)


def write(agency: Agency, plans: Iterable[Plan]) -> None:
    """Write workblocks of showcase heads, and a manual for every measure that is an indicator.

    Three queries.
    """
    heads = [plan for plan in plans if plan.post.leads and plan.post.for_head]
    blocks = (row for plan in heads if plan.post.dense for row in _blocks(plan))
    Workblock.objects.bulk_create(blocks)
    cards = {
        card.indicator_id: card
        for card in IndicatorCard.objects.filter(agency=agency).order_by("version")
    }
    manuals = [row for plan in heads for row in _manuals(plan, cards)]
    ManualIndicator.objects.bulk_create(manuals)


def _blocks(plan: Plan) -> Iterator[Workblock]:
    known = library("strategies").get(plan.post.field, ())
    for order, words in enumerate(known, start=1):
        facts: dict[str, Any] = {
            name: "\n".join(value) if name in _LISTS else value
            for name, value in words.items()
            if name != "result"
        }
        result = plan.results[words["result"] - 1].row
        yield Workblock(agency_id=result.agency_id, result=result, order=order, **facts)


def _manuals(plan: Plan, cards: Mapping[int, IndicatorCard]) -> Iterator[ManualIndicator]:
    for result in plan.results:
        for measure in result.measures:
            card = cards.get(measure.indicator_id or 0)
            if card is not None:
                yield ManualIndicator(
                    agency_id=measure.agency_id,
                    measure=measure,
                    purpose=card.purpose,
                    definition=card.definition,
                    formula=card.formula,
                    measurement_unit=card.measure,
                    quality=card.quality,
                    source=card.source,
                    reporting_period=card.frequency,
                )
