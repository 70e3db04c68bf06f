"""Hear what the writing processes tell: PostgreSQL's notifications, or datagrams beside SQLite."""

import asyncio
import logging
import socket
from typing import Any

import psycopg
from django.conf import settings

from karsa.kit.live.hub import Hub
from karsa.kit.live.messages import CHANNEL, socket_path, understood

_AGAIN_SECONDS = 1.0
_log = logging.getLogger(__name__)


async def hear(hub: Hub) -> None:
    """Pass everything on to `hub` until cancelled."""
    if settings.DATABASES["default"]["ENGINE"].endswith("postgresql"):
        await _notifications(hub)
    else:
        await _datagrams(hub)


async def _notifications(hub: Hub) -> None:
    """Listen on a connection of its own; after a lost one every board looks again."""
    while True:
        try:
            async with await _connected() as connection:
                await connection.execute(f"LISTEN {CHANNEL}")
                hub.look_again()
                async for notification in connection.notifies():
                    hub.tell(*understood(notification.payload))
        except psycopg.OperationalError as problem:
            _log.warning("live connection lost: %s", type(problem).__name__)
        await asyncio.sleep(_AGAIN_SECONDS)


async def _connected() -> psycopg.AsyncConnection[Any]:
    return await psycopg.AsyncConnection.connect(settings.DATABASE_LIVE_URL, autocommit=True)


class _Datagrams(asyncio.DatagramProtocol):
    def __init__(self, hub: Hub) -> None:
        self._hub = hub

    def datagram_received(self, data: bytes, addr: object) -> None:
        self._hub.tell(*understood(data.decode()))


async def _datagrams(hub: Hub) -> None:
    """Listen beside the data until cancelled; without a socket every board asks by itself."""
    path = socket_path()
    loop = asyncio.get_running_loop()
    try:
        transport, _ = await loop.create_datagram_endpoint(
            lambda: _Datagrams(hub), local_addr=str(path), family=socket.AF_UNIX
        )
    except OSError as problem:
        _log.warning("no live events: %s", problem)
        return
    path.chmod(0o600)
    try:
        await asyncio.Event().wait()
    finally:
        transport.close()
        path.unlink(missing_ok=True)
