"""Objections a person has to do with, and one of them with both sides."""

from dataclasses import dataclass
from datetime import date

from karsa.accounts.actor import Actor
from karsa.evaluations.models import Objection, ObjectionQuerySet
from karsa.evaluations.policies import can_decide_objection, can_explain


def for_list(rows: ObjectionQuerySet) -> ObjectionQuerySet:
    """With the names a row shows; open ones first, the most urgent before. No query."""
    return rows.select_related(
        "evidence",
        "evaluation__assignment__employee",
        "evaluation__assignment__position",
        "evaluation__assignment__unit",
        "evaluation__period__agency",
        "evaluation__rater",
        "evaluation__reviewer",
    )


@dataclass(frozen=True, slots=True)
class Acts:
    """What the reader may do with an objection now."""

    explains: bool
    decides: bool
    waits_until: date | None  # for the reviewer: the rater may still explain


def acts_of(actor: Actor, row: Objection) -> Acts:
    """Return which acts to offer; the services decide again. No query."""
    filed = row.state == Objection.State.FILED
    may_decide = can_decide_objection(actor, row) and row.state != Objection.State.DECIDED
    waits = may_decide and filed and actor.today < row.decide_by
    return Acts(
        explains=filed and can_explain(actor, row),
        decides=may_decide and not waits,
        waits_until=row.decide_by if waits else None,
    )
