"""Which workers live: each locks a file of its own, and the system unlocks it however it dies.

No clock is asked, so none that jumps declares a worker dead; whoever shares the files (KARSA_DATA)
sees the locks, on whatever machine.
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings


@contextmanager
def living(worker_id: str) -> Iterator[None]:
    """Hold the lock of this worker for as long as the block runs."""
    path = _path(worker_id)
    path.parent.mkdir(exist_ok=True)
    with path.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield
    path.unlink(missing_ok=True)


def lives(worker_id: str) -> bool:
    """Return whether somebody holds the lock of this worker."""
    try:
        with _path(worker_id).open() as other:
            fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except BlockingIOError:
        return True
    return False


def _path(worker_id: str) -> Path:
    return Path(settings.DATA) / "workers" / Path(worker_id).name
