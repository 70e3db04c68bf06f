"""Work that its worker left undone is done again, from its last whole step."""

import logging
from datetime import datetime

from django.db.models import Q
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from karsa.jobs.lives import lives

# Work that kills its worker, or never gets through, is not begun for ever.
MOST_TRIES = 10
# Nothing is wrong with the work: the database went away, the disk was full, a process was killed.
_PASSING = (
    "django.db.utils.OperationalError",
    "django.db.utils.InterfaceError",
    "builtins.OSError",
    "concurrent.futures.process.BrokenProcessPool",
)
_log = logging.getLogger(__name__)
_Status = TaskResultStatus


def take_up(now: datetime) -> int:
    """Put back into the queue what dead workers were doing and what a passing fault broke off.

    Each is tried ten times at most; the tenth worker's death is the work's end. Returns how many
    wait again. Safe to call from several processes. One query, and one for each of them.
    """
    left = Q(status=_Status.RUNNING) | Q(status=_Status.FAILED, exception_class_path__in=_PASSING)
    return sum(_put_back(row, now) for row in DBTaskResult.objects.filter(left))


def _put_back(row: "DBTaskResult[..., None]", now: datetime) -> bool:
    is_running, is_last = row.status == _Status.RUNNING, len(row.worker_ids) >= MOST_TRIES
    if (is_running and lives(row.worker_ids[-1])) or (is_last and not is_running):
        return False
    mine = DBTaskResult.objects.filter(pk=row.pk, status=row.status, started_at=row.started_at)
    if is_last:
        _log.error("task %s has ended %s workers and is given up", row.pk, MOST_TRIES)
        mine.update(status=_Status.FAILED, finished_at=now, traceback="its workers died")
        return False
    return bool(mine.update(status=_Status.READY))
