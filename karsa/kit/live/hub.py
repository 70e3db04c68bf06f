"""Who listens to which board, inside the one streaming process. No database, no clock."""

import asyncio
from collections import defaultdict, deque
from collections.abc import Iterable

from karsa.kit.live.messages import Pair
from karsa.kit.live.tickets import Ticket

# Sent first, and whenever something may have been missed: ask for the board anew.
LOOK_AGAIN = b"event: ulang\ndata:\n\n"
# The person has opened more boards than we keep; the browser then asks from time to time.
ENOUGH = b"event: cukup\ndata:\n\n"
BEAT = b": \n\n"
MOST_FOR_ONE = 5
_MOST_WAITING = 64


class Listener:
    """One open stream: frames that wait to be sent, and whether it is over."""

    __slots__ = ("_frames", "_woken", "is_over", "ticket")

    def __init__(self, ticket: Ticket) -> None:
        self.ticket = ticket
        self.is_over = False
        self._frames: deque[bytes] = deque((LOOK_AGAIN,))
        self._woken = asyncio.Event()
        self._woken.set()

    def put(self, frame: bytes) -> None:
        """Have a frame sent; who is too slow for each is told to look again instead."""
        if len(self._frames) >= _MOST_WAITING:
            self._frames.clear()
            frame = LOOK_AGAIN
        self._frames.append(frame)
        self._woken.set()

    def end(self) -> None:
        """Have what waits sent, then end."""
        self.is_over = True
        self._woken.set()

    async def next(self, seconds: float) -> bytes:
        """Return what waits, as one piece; a sign of life after `seconds` without anything."""
        try:
            async with asyncio.timeout(seconds):
                await self._woken.wait()
        except TimeoutError:
            return BEAT
        self._woken.clear()
        piece = b"".join(self._frames)
        self._frames.clear()
        return piece


class Hub:
    """All open streams by board."""

    def __init__(self) -> None:
        self._by_board: dict[Pair, set[Listener]] = defaultdict(set)
        self._by_person: dict[Pair, deque[Listener]] = defaultdict(deque)

    def __len__(self) -> int:
        return sum(map(len, self._by_person.values()))

    def join(self, ticket: Ticket) -> Listener:
        """Begin a stream; a person's oldest ends where there are too many."""
        listener = Listener(ticket)
        own = self._by_person[ticket.agency_id, ticket.user_id]
        if len(own) >= MOST_FOR_ONE:
            oldest = own.popleft()
            oldest.put(ENOUGH)
            oldest.end()
        own.append(listener)
        self._by_board[ticket.agency_id, ticket.board].add(listener)
        return listener

    def leave(self, listener: Listener) -> None:
        """Forget a stream, and whatever was kept for it alone."""
        ticket = listener.ticket
        person, board = (ticket.agency_id, ticket.user_id), (ticket.agency_id, ticket.board)
        if listener in self._by_person[person]:
            self._by_person[person].remove(listener)
        self._by_board[board].discard(listener)
        if not self._by_person[person]:
            del self._by_person[person]
        if not self._by_board[board]:
            del self._by_board[board]

    def tell(self, agency_id: int, pairs: Iterable[Pair]) -> None:
        """Pass rows on to the boards that are open."""
        for board, row in pairs:
            for listener in self._by_board.get((agency_id, board), ()):
                listener.put(b"event: catatan\ndata: %d\n\n" % row)

    def look_again(self) -> None:
        """Have every board asked for anew: something may have been missed."""
        for own in self._by_person.values():
            for listener in own:
                listener.put(LOOK_AGAIN)

    def end_all(self) -> None:
        """End every stream: the process stops."""
        for own in self._by_person.values():
            for listener in own:
                listener.end()
