"""A mail server on loopback that takes every letter and keeps it, to test the real way out."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import Message
from email.policy import default


class _Handler(socketserver.StreamRequestHandler):
    """As little of RFC 5321 as a client needs."""

    def handle(self) -> None:
        self._say("220 postbox")
        while line := self.rfile.readline().decode("ascii", "replace").strip():
            word = line.split()[0].upper()
            if word == "QUIT":
                self._say("221 bye")
                return
            if word == "RCPT" and "tolak@" in line:
                self._say("550 no such person")
            elif word == "DATA":
                self._say("354 go on")
                self.server.letters.append(self._letter())  # type: ignore[attr-defined]
                self._say("250 kept")
            else:
                self._say("250 ok")

    def _letter(self) -> Message:
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            lines.append(line)
        return message_from_bytes(b"".join(lines), policy=default)

    def _say(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())


@contextmanager
def postbox() -> Iterator[tuple[int, list[Message]]]:
    """Serve on a free port; yield the port and the letters that arrive."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Handler) as server:
        server.letters = []  # type: ignore[attr-defined]
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield server.server_address[1], server.letters  # type: ignore[attr-defined]
        finally:
            server.shutdown()
            thread.join()
