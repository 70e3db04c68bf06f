"""The streaming process: an ASGI application that knows one address and reads no table."""

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from contextlib import suppress
from typing import Any
from urllib.parse import parse_qs

from karsa.kit.live.hearing import hear
from karsa.kit.live.hub import Hub, Listener
from karsa.kit.live.messages import PATH
from karsa.kit.live.tickets import read

# Proxies close what is silent; and a session that ended must not listen on for long.
BEAT_SECONDS, LONGEST_SECONDS = 20.0, 15 * 60.0

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
_HEAD = [
    (b"content-type", b"text/event-stream"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
    # The signed ticket is the permission; no cookie is read here.
    (b"access-control-allow-origin", b"*"),
]


class LiveApp:
    """Streams boards to who holds a ticket."""

    def __init__(self) -> None:
        self.hub = Hub()

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        elif scope["type"] == "http":
            await self._answer(scope, receive, send)

    async def _live(self, receive: Receive, send: Send) -> None:
        """Hear from start to stop of the process."""
        await receive()
        hearing = asyncio.create_task(hear(self.hub))
        await send({"type": "lifespan.startup.complete"})
        await receive()
        self.hub.end_all()
        hearing.cancel()
        with suppress(asyncio.CancelledError):
            await hearing
        await send({"type": "lifespan.shutdown.complete"})

    async def _answer(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["path"] == "/healthz":
            return await _say(send, 200, f"ok {len(self.hub)}".encode())
        asked = parse_qs(scope["query_string"].decode("ascii", "replace"))
        ticket = read(asked.get("tiket", [""])[0])
        if scope["path"] != PATH or ticket is None:
            return await _say(send, 404 if scope["path"] != PATH else 403, b"")
        listener = self.hub.join(ticket)
        leaving = asyncio.create_task(_left(receive, listener))
        try:
            await _stream(listener, send)
        finally:
            self.hub.leave(listener)
            leaving.cancel()


async def _stream(listener: Listener, send: Send) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": _HEAD})
    loop = asyncio.get_running_loop()
    until = loop.time() + LONGEST_SECONDS
    while loop.time() < until:
        piece = await listener.next(BEAT_SECONDS)
        await send({"type": "http.response.body", "body": piece, "more_body": True})
        if listener.is_over:
            break
    await send({"type": "http.response.body", "body": b"", "more_body": False})


async def _left(receive: Receive, listener: Listener) -> None:
    """End the stream when the browser has gone."""
    while (await receive())["type"] != "http.disconnect":
        pass
    listener.end()


async def _say(send: Send, status: int, body: bytes) -> None:
    head = [*_HEAD[1:], (b"content-type", b"text/plain")]
    await send({"type": "http.response.start", "status": status, "headers": head})
    await send({"type": "http.response.body", "body": body, "more_body": False})
