"""A command that runs beside the pages for as long as they do."""

import os
import subprocess
import sys
from threading import Event, Lock, Thread

# A database that is away would otherwise be asked by one new process after another.
_PAUSE = 2


class Beside:
    """Starts the command at once, and again some seconds after it ended for whatever reason."""

    def __init__(self, *command: str) -> None:
        self.command = [sys.executable, "-m", "karsa", *command]
        self._stopped, self._lock = Event(), Lock()
        self._start()
        Thread(target=self._watch, daemon=True).start()

    def stop(self) -> None:
        """End it for good; it has ten seconds to finish what it does."""
        with self._lock:
            self._stopped.set()
            self._process.terminate()
        self._process.wait(timeout=10)

    def _watch(self) -> None:
        while not self._stopped.is_set():
            self._process.wait()
            self._stopped.wait(_PAUSE)
            self._start()

    def _start(self) -> None:
        with self._lock:
            if not self._stopped.is_set():
                self._process = subprocess.Popen(self.command, env=os.environ.copy())  # noqa: S603 our own words
