"""A proposal as it is kept with the decision: plain JSON without floats."""

import json
from typing import Any

from karsa.evaluations.queries.proposal import Proposal
from karsa.kit.plain import PlainEncoder


def snapshot_of(proposal: Proposal) -> dict[str, Any]:
    """Return what the proposal said and stood on. Decimals and days are text. No query."""
    found: dict[str, Any] = json.loads(json.dumps(kept_of(proposal), cls=PlainEncoder))
    return found


def kept_of(proposal: Proposal) -> dict[str, Any]:
    """Return the same for a field that encodes it itself, as many do at once. No query.

    The rows themselves stay where they are, so their words are not copied, only their keys.
    """
    return {
        "result": proposal.result,
        "behaviour": proposal.behaviour,
        "results": proposal.results,
        "values": proposal.values,
        "accepted": proposal.accepted,
        "waiting": proposal.waiting,
        "files": proposal.files,
    }
