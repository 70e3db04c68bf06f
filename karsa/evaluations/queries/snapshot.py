"""A proposal as it is kept with the decision: plain JSON without floats."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from karsa.evaluations.queries.proposal import Proposal


def snapshot_of(proposal: Proposal) -> dict[str, Any]:
    """Return what the proposal said and stood on. Decimals and days are text. No query.

    The rows themselves stay where they are, so their words are not copied, only their keys.
    """
    return {
        "result": _plain(asdict(proposal.result)),
        "behaviour": _plain(asdict(proposal.behaviour)),
        "results": [_plain(asdict(fact)) for fact in proposal.results],
        "values": [_plain(asdict(value)) for value in proposal.values],
        "accepted": proposal.accepted,
        "waiting": proposal.waiting,
        "files": proposal.files,
    }


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    if isinstance(value, Decimal | StrEnum):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    return value
