"""A proposal as it is kept with the decision: plain JSON without floats."""

from collections.abc import Hashable
from dataclasses import fields
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, cast

from karsa.evaluations.queries.proposal import Proposal

# What JSON takes as it is; most of a snapshot are keys of rows.
_SAME = frozenset({int, bool, str, type(None)})


def snapshot_of(proposal: Proposal) -> dict[str, Any]:
    """Return what the proposal said and stood on. Decimals and days are text. No query.

    The rows themselves stay where they are, so their words are not copied, only their keys.
    """
    return {
        "result": _plain(proposal.result),
        "behaviour": _plain(proposal.behaviour),
        "results": _plain(proposal.results),
        "values": _plain(proposal.values),
        "accepted": proposal.accepted,
        "waiting": proposal.waiting,
        "files": proposal.files,
    }


def _plain(value: Any) -> Any:
    if type(value) in _SAME:
        return value
    if isinstance(value, list | tuple):
        return list(value) if _SAME.issuperset(map(type, value)) else list(map(_plain, value))
    if isinstance(value, Decimal | str):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    return {name: _plain(getattr(value, name)) for name in _names(value.__class__)}


@cache
def _names(kind: Hashable) -> tuple[str, ...]:
    return tuple(field.name for field in fields(cast(Any, kind)))
