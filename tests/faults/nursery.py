"""Real processes of the product that begin at once: forked from one that has read all the code.

`python -m tests.faults.nursery` reads a command line as JSON from each line of its input, forks a
process of its own group that runs it, and answers with its number.
"""

import json
import os
import signal
import subprocess
import sys
import time
import traceback
from pathlib import Path
from typing import Any

_LONGEST = 900


class Child:
    """A process that may be killed; what it said and how it ended stand in files."""

    def __init__(self, pid: int, log: Path) -> None:
        self.pid, self._log = pid, log

    @property
    def is_alive(self) -> bool:
        return Path(f"/proc/{self.pid}").exists()

    def wait(self, seconds: float) -> bool:
        """Wait until it has ended; False if it has not by then."""
        until = time.monotonic() + seconds
        while self.is_alive and time.monotonic() < until:
            time.sleep(0.005)
        return not self.is_alive

    def kill(self, *, with_group: bool = True) -> None:
        """End it as a power cut would; its own children too, or not."""
        try:
            (os.killpg if with_group else os.kill)(self.pid, signal.SIGKILL)
        except ProcessLookupError:
            return
        assert self.wait(30)

    @property
    def said(self) -> str:
        return self._log.read_text()

    @property
    def code(self) -> int | None:
        """How it ended; None if it could not say so."""
        ended = self._log.with_suffix(".code")
        return int(ended.read_text()) if ended.exists() else None


class Nursery:
    """Begins processes of one installation."""

    def __init__(self, data: Path, logs: Path, **environment: str) -> None:
        kept = {name: at for name, at in os.environ.items() if not name.startswith("DATABASE")}
        self.environment = {**kept, "KARSA_DATA": str(data), **environment}
        self._logs, self._count = logs, 0
        self._parent = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.nursery"],
            env=self.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def begin(self, *command: str) -> Child:
        """Begin `karsa …`, or a function of `tests.faults.region` after the word "region"."""
        self._count += 1
        log = self._logs / f"{self._count}.log"
        assert self._parent.stdin
        assert self._parent.stdout
        self._parent.stdin.write(json.dumps([str(log), *command]) + "\n")
        self._parent.stdin.flush()
        return Child(int(self._parent.stdout.readline()), log)

    def run(self, *command: str) -> str:
        """Run it to its end and return what it said; a failure shows its words."""
        child = self.begin(*command)
        assert child.wait(_LONGEST), f"{command} takes too long:\n{child.said}"
        assert child.code == 0, child.said
        return child.said

    def close(self) -> None:
        self._parent.communicate()


def main() -> None:
    """Read command lines until the input ends."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "karsa.site.settings")
    django.setup()
    from karsa.site import urls  # noqa: F401 - so that all code has been read
    from tests.faults import region

    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for the killed
    for line in sys.stdin:
        log, *command = json.loads(line)
        pid = os.fork()
        if not pid:
            _run(Path(log), command, region.TOLD)
        sys.stdout.write(f"{pid}\n")
        sys.stdout.flush()


def _run(log: Path, command: list[str], told: dict[str, Any]) -> None:
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.setsid()
    said = os.open(log, os.O_CREAT | os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(said, stream)
    os.close(0)
    code = 1
    try:
        code = _work(command, told)
    except BaseException:  # noqa: BLE001 - whoever began it reads what went wrong
        traceback.print_exc()
    sys.stdout.flush()
    sys.stderr.flush()
    log.with_suffix(".code").write_text(str(code))
    os._exit(code)


def _work(command: list[str], told: dict[str, Any]) -> int:
    from django.core.management import execute_from_command_line

    if command[0] == "region":
        sys.stdout.write(json.dumps(told[command[1]](*command[2:])))
        return 0
    try:
        execute_from_command_line(["karsa", *command])
    except SystemExit as end:
        return int(end.code or 0) if not isinstance(end.code, str) else 1
    return 0


if __name__ == "__main__":
    main()
