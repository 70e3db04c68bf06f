"""How events travel from the process that writes to the one that streams."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.conf import settings

CHANNEL = "karsa_live"
# Where the stream is asked for, behind a proxy too.
PATH = "/kerja/langsung/"
# A PostgreSQL notification holds less than 8,000 bytes; a pair of two 64-bit numbers takes 42.
_PAIRS = 150

Pair = tuple[int, int]  # the board (an employee's id), the row (an entry's id)


def written(agency_id: int, pairs: Iterable[Pair]) -> Iterator[str]:
    """Write the pairs as messages, each short enough for one notification."""
    rows = sorted(set(pairs))
    for start in range(0, len(rows), _PAIRS):
        yield json.dumps([agency_id, rows[start : start + _PAIRS]], separators=(",", ":"))


def understood(message: str) -> tuple[int, list[Pair]]:
    """Return the agency and the pairs of a message."""
    agency_id, pairs = json.loads(message)
    return agency_id, [(board, row) for board, row in pairs]


def socket_path() -> Path:
    """Return where the streaming process listens when the database cannot notify."""
    return Path(settings.DATA) / "live.sock"
