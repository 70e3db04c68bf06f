"""A proposal as it is kept with the decision: plain JSON without floats."""

from dataclasses import fields
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from karsa.evaluations.queries.proposal import Proposal

# What JSON takes as it is; most of a snapshot are keys of rows.
_SAME = (int, bool, type(None))


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
        return [_plain(inner) for inner in value]
    if isinstance(value, Decimal | StrEnum):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return value
    return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
