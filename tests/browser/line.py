"""The line between a phone and the server, which can be cut, or lose every answer."""

import contextlib
import socket
import threading
from dataclasses import dataclass, field

CHUNK = 65536


@dataclass
class Line:
    """Relays one loopback port to another; `mode` is "good", "cut" or "deaf".

    Cut: nothing passes, as without signal. Deaf: requests reach the server and are answered, but
    answers to a POST never come back.
    """

    target: int
    mode: str = "good"
    lost: int = 0
    carried: int = 0  # bytes that came to the phone
    _open: "set[socket.socket]" = field(default_factory=set)

    def __post_init__(self) -> None:
        self._server = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._server.getsockname()[1])
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def set(self, mode: str) -> None:
        """Change what the line does, also for what is connected now."""
        self.mode = mode
        for one in list(self._open):
            _shut(one)

    def close(self) -> None:
        self.set("cut")
        self._server.close()

    def _accept(self) -> None:
        while True:
            try:
                near, _address = self._server.accept()
            except OSError:
                return
            if self.mode == "cut":
                _shut(near)
            else:
                threading.Thread(target=self._join, args=(near,), daemon=True).start()

    def _join(self, near: socket.socket) -> None:
        try:
            far = socket.create_connection(("127.0.0.1", self.target), timeout=30)
        except OSError:
            return _shut(near)
        self._open |= {near, far}
        posted = threading.Event()
        back = threading.Thread(target=self._answers, args=(far, near, posted), daemon=True)
        back.start()
        with contextlib.suppress(OSError):
            while data := near.recv(CHUNK):
                if data.startswith(b"POST /kerja/catatan/kirim/"):
                    posted.set()
                far.sendall(data)
        _shut(far)
        back.join()
        self._open -= {near, far}
        return None

    def _answers(self, far: socket.socket, near: socket.socket, posted: threading.Event) -> None:
        with contextlib.suppress(OSError):
            while data := far.recv(CHUNK):
                if self.mode == "deaf" and posted.is_set():
                    self.lost += 1
                    break
                self.carried += len(data)
                near.sendall(data)
        _shut(near)


def _shut(one: socket.socket) -> None:
    with contextlib.suppress(OSError):
        one.shutdown(socket.SHUT_RDWR)
    one.close()
