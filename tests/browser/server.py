"""A real Karsa for browser tests: its own data folder, its own process, a free port on loopback."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

START_SECONDS = 180


def karsa(data: Path, *arguments: str, **environment: str) -> str:
    """Run a `karsa` command on `data` and return what it printed; a failure shows its words."""
    done = subprocess.run(
        [sys.executable, "-m", "karsa", *arguments],
        env=_environment(data, environment),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


class Server:
    """`karsa serve` on a data folder: it may be killed and started again at the same address."""

    def __init__(
        self, data: Path, processes: int = 1, pages_only: bool = False, /, **environment: str
    ) -> None:
        self.data, self.processes, self.environment = data, processes, environment
        self.pages_only = pages_only
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start pages, and worker and live events unless it has none; return when they answer."""
        with (self.data / "server.log").open("a") as log:
            self.process = subprocess.Popen(
                [
                    *(sys.executable, "-m", "karsa", "serve", "--port", str(self.port)),
                    *("--processes", str(self.processes)),
                    *(["--pages-only"] if self.pages_only else []),
                ],
                env=_environment(self.data, self.environment),
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self.wait()

    def wait(self) -> None:
        """Return when pages and live events answer."""
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until and self.process.poll() is None:
            try:
                if not self.pages_only:  # live
                    socket.create_connection(("127.0.0.1", self.port + 1), timeout=2).close()
                with urllib.request.urlopen(f"{self.url}/readyz", timeout=2):
                    return
            except OSError:
                time.sleep(0.1)
        log = (self.data / "server.log").read_text()
        raise AssertionError(f"the server does not answer:\n{log}")

    def kill(self) -> None:
        """End the whole process group at once, whatever it is doing."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


@contextmanager
def serving(data: Path, processes: int = 1, **environment: str) -> Iterator[str]:
    """Serve `data` with pages and worker; yield the address; stop the whole process group."""
    server = Server(data, processes, **environment)
    try:
        server.start()
        yield server.url
    finally:
        server.kill()  # nothing of it is kept, so that nobody waits for a good end


def _environment(data: Path, more: Mapping[str, str]) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("DATABASE")}
    return {**kept, "KARSA_DATA": str(data), **more}
