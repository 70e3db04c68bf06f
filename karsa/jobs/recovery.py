"""Work that its worker left undone is done again, from its last whole step."""

import logging
from datetime import datetime

from django.db.models import Q
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from karsa.jobs.giving_up import PASSING, GivenUpError, give_up
from karsa.jobs.lives import lives
from karsa.tenancy.models import Agency

# Work that kills its worker, or never gets through, is not begun for ever.
MOST_TRIES = 10
_GIVEN_UP = f"{GivenUpError.__module__}.{GivenUpError.__qualname__}"
_log = logging.getLogger(__name__)
_Status = TaskResultStatus


def take_up(now: datetime) -> int:
    """Put back into the queue what dead workers were doing and what a passing fault broke off.

    Each is tried ten times at most; then its batch says that it has ended. Returns how many wait
    again. Safe to call from several processes. One query, and up to three for each of them.
    """
    left = Q(status=_Status.RUNNING) | Q(status=_Status.FAILED, exception_class_path__in=PASSING)
    return sum(_put_back(row, now) for row in DBTaskResult.objects.filter(left))


def _put_back(row: "DBTaskResult[..., None]", now: datetime) -> bool:
    is_running, is_last = row.status == _Status.RUNNING, len(row.worker_ids) >= MOST_TRIES
    if is_running and lives(row.worker_ids[-1]):
        return False
    mine = DBTaskResult.objects.filter(pk=row.pk, status=row.status, started_at=row.started_at)
    if not is_last:
        return bool(mine.update(status=_Status.READY))
    _log.error("task %s was tried %s times and is given up", row.pk, MOST_TRIES)
    why = {"traceback": "its workers died"} if is_running else {}
    if mine.update(status=_Status.FAILED, finished_at=now, exception_class_path=_GIVEN_UP, **why):
        _name, agency_id, kwargs = row.args_kwargs["args"]
        give_up(Agency.objects.get(pk=agency_id), kwargs, now)
    return False
