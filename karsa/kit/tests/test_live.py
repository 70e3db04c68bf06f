"""Live events: short messages, a signed minute, and streams that end cleanly."""

import asyncio

import pytest

from karsa.kit.live import issue, read
from karsa.kit.live.app import LiveApp
from karsa.kit.live.hub import ENOUGH, LOOK_AGAIN, MOST_FOR_ONE, Hub
from karsa.kit.live.messages import PATH, understood, written
from karsa.kit.live.tickets import Ticket


def test_messages_say_all_and_fit_a_notification():
    pairs = [(2**62 + number, 2**62) for number in range(1000)]
    messages = list(written(2**62, pairs))

    assert all(len(one.encode()) < 8000 for one in messages)
    assert [pair for one in messages for pair in understood(one)[1]] == pairs


def test_a_ticket_is_ours_and_young(monkeypatch):
    ticket = issue(1, 2, 3)
    assert read(ticket) == Ticket(1, 2, 3)
    assert read(ticket + "x") is None
    assert read("") is None
    monkeypatch.setattr("karsa.kit.live.tickets.SECONDS", -1)
    assert read(ticket) is None


def run(work):
    return asyncio.run(work)


def test_a_board_hears_its_own_agency_and_rows_only():
    async def listen():
        hub = Hub()
        mine, other = hub.join(Ticket(1, 1, 7)), hub.join(Ticket(2, 1, 7))
        hub.tell(1, [(7, 41), (8, 42)])
        return await mine.next(1), await other.next(1)

    mine, other = run(listen())
    assert mine == LOOK_AGAIN + b"event: catatan\ndata: 41\n\n"
    assert other == LOOK_AGAIN


def test_who_is_slow_looks_again_and_a_persons_oldest_stream_ends():
    async def listen():
        hub = Hub()
        first, *rest = [hub.join(Ticket(1, 1, 7)) for _ in range(MOST_FOR_ONE + 1)]
        hub.tell(1, [(7, row) for row in range(1000)])
        pieces = await first.next(1), await rest[0].next(1)
        for one in (first, *rest):
            hub.leave(one)
        return first.is_over, len(hub), pieces, vars(hub)

    over, left, (ended, slow), kept = run(listen())
    assert over
    assert ended.startswith(LOOK_AGAIN + ENOUGH) or LOOK_AGAIN in ended
    assert slow.count(b"\n\n") <= 64
    assert slow.startswith(LOOK_AGAIN)
    assert left == 0
    assert not any(kept.values())


@pytest.mark.parametrize(("path", "status"), [(PATH, 403), ("/", 404), ("/healthz", 200)])
def test_nothing_without_a_ticket(path, status):
    sent = []

    async def ask():
        async def send(message):
            sent.append(message)

        scope = {"type": "http", "path": path, "query_string": b"tiket=x"}
        await LiveApp()(scope, None, send)  # type: ignore[arg-type]

    run(ask())
    assert sent[0]["status"] == status


def test_a_stream_ends_when_the_browser_leaves():
    sent = []

    async def ask():
        app = LiveApp()
        gone = asyncio.Event()

        async def receive():
            await gone.wait()
            return {"type": "http.disconnect"}

        async def send(message):
            sent.append(message)
            if len(sent) == 2:
                gone.set()

        query = f"tiket={issue(1, 2, 3)}".encode()
        await app({"type": "http", "path": PATH, "query_string": query}, receive, send)
        return len(app.hub)

    assert run(ask()) == 0
    assert sent[-1]["more_body"] is False
