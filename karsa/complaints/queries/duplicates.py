"""Reports that may be of the same thing: same subject or place, lately, and words in common."""

from collections.abc import Sequence
from datetime import timedelta

from karsa.accounts.actor import Actor
from karsa.complaints.models import Case
from karsa.complaints.queries.terms import rules_of
from karsa.rules.wording.likeness import roots

_LOOKED_AT = 200
_SHOWN = 5
# A fifth of the words in common is much for two people who write freely.
_ENOUGH = 0.2


def alike(actor: Actor, case: Case) -> list[Case]:
    """Return up to five open reports most like `case`, likest first. One query."""
    if case.is_protected or case.state == Case.State.MERGED:
        return []
    window = rules_of(actor.agency, actor.today.year).window_days
    since = case.received_on - timedelta(days=window)
    rows = Case.objects.visible_to(actor).open_now().filter(is_protected=False)
    near = rows.filter(category=case.category_id, received_on__gte=since).exclude(pk=case.pk)
    if case.area_code:
        near = near.filter(area_code__in=("", case.area_code))
    return _likest(case, list(near.order_by("-pk")[:_LOOKED_AT]))


def _likest(case: Case, rows: Sequence[Case]) -> list[Case]:
    own = roots(case.text)
    scored = [(_likeness(own, roots(row.text)), row) for row in rows]
    found = [one for one in scored if one[0] >= _ENOUGH]
    return [row for _score, row in sorted(found, key=lambda one: (-one[0], one[1].pk))[:_SHOWN]]


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other) if one | other else 0.0
