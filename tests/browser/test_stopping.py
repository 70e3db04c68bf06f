"""A server that is asked to end first answers whom it is listening to."""

import os
import signal
import socket

import pytest

from tests.browser.server import Server, karsa

_BODY = b"name=1&password=2"
# With its cookie the page must read the whole form before it can answer.
_HEAD = (
    "POST /masuk/ HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
    "Content-Type: application/x-www-form-urlencoded\r\n"
    f"Cookie: csrftoken={'a' * 32}\r\nContent-Length: {len(_BODY)}\r\n\r\n"
)


@pytest.mark.fault
@pytest.mark.once
def test_a_request_in_flight_ends_well(tmp_path, migrated):
    server = Server(migrated(tmp_path))
    karsa(tmp_path, "create-agency", "contoh", "Kabupaten Contoh")
    try:
        server.start()
        with socket.create_connection(("127.0.0.1", server.port), timeout=60) as line:
            line.sendall(_HEAD.encode() + _BODY[:4])
            os.kill(server.process.pid, signal.SIGTERM)
            _until_the_door_is_closed(server.port)
            line.setblocking(False)
            with pytest.raises(BlockingIOError):
                line.recv(1)
            line.settimeout(60)
            line.sendall(_BODY[4:])
            assert line.makefile("rb").read().rstrip().endswith(b"</html>")
        assert server.process.wait(60) == 0
    finally:
        server.kill()


def _until_the_door_is_closed(port: int) -> None:
    try:
        while True:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return
