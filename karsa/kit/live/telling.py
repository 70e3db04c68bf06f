"""Tell open boards that a row of theirs has changed."""

import logging
import socket
from collections.abc import Iterable

from django.db import connection, transaction

from karsa.kit import statements
from karsa.kit.live.messages import CHANNEL, Pair, socket_path, written

_NOTIFY = "SELECT pg_notify(%s, message)::text FROM unnest(%s::text[]) AS message"
_log = logging.getLogger(__name__)


def tell(agency_id: int, pairs: Iterable[Pair]) -> None:
    """Tell the boards of `pairs` (board, row) once this transaction is kept. At most one query.

    On PostgreSQL the notification is part of the transaction; on SQLite a datagram follows it.
    """
    messages = list(written(agency_id, pairs))
    if not messages:
        return
    if connection.vendor == "postgresql":
        statements.write(_NOTIFY, [CHANNEL, messages])
    else:
        transaction.on_commit(lambda: _send(messages))


def _send(messages: list[str]) -> None:
    """Nobody listening is no failure: boards look again by themselves."""
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_NONBLOCK) as out:
            out.connect(str(socket_path()))
            for message in messages:
                out.send(message.encode())
    except OSError as problem:
        _log.info("no live process heard: %s", type(problem).__name__)
