"""Work that its worker left undone is done again, from its last whole step, or given up aloud."""

import logging
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.dispatch import receiver
from django.utils.translation import gettext as _
from django_tasks import TaskResult, TaskResultStatus
from django_tasks.signals import task_finished
from django_tasks_db.models import DBTaskResult

from karsa.jobs.lives import lives
from karsa.jobs.models import Batch
from karsa.jobs.tasks import waits
from karsa.kit import clock
from karsa.tenancy.models import Agency
from karsa.tenancy.scope import scope

# Work that kills its worker, or never gets through, is not begun for ever.
MOST_TRIES = 10
# Nothing is wrong with the work: the database went away, the disk was full, a process was killed.
_PASSING = (
    "django.db.utils.OperationalError",
    "django.db.utils.InterfaceError",
    "builtins.OSError",
    "concurrent.futures.process.BrokenProcessPool",
    "builtins.SystemExit",  # a worker that was told twice to stop
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


@receiver(task_finished, dispatch_uid="karsa.jobs.tell_failed")
def tell_failed(*, task_result: TaskResult[Any], **kwargs: object) -> None:
    """Say in the batch of work that has failed for good that it did; sent by the queue. One query.

    A passing fault is tried again, where the queue can wait and the tries are not over.
    """
    if task_result.status != _Status.FAILED:
        return
    is_passing = task_result.errors[-1].exception_class_path in _PASSING
    if is_passing and waits() and len(task_result.worker_ids) < MOST_TRIES:
        return
    _give_up(task_result.args, clock.now())


def _put_back(row: "DBTaskResult[..., None]", now: datetime) -> bool:
    is_running, is_last = row.status == _Status.RUNNING, len(row.worker_ids) >= MOST_TRIES
    if (is_running and lives(row.worker_ids[-1])) or (is_last and not is_running):
        return False
    mine = DBTaskResult.objects.filter(pk=row.pk, status=row.status, started_at=row.started_at)
    if not is_last:
        return bool(mine.update(status=_Status.READY))
    _log.error("task %s has ended %s workers and is given up", row.pk, MOST_TRIES)
    with transaction.atomic():
        # Once: whoever starts the work again meanwhile has asked for a new task.
        if mine.update(status=_Status.FAILED, finished_at=now, traceback="its workers died"):
            _give_up(row.args_kwargs["args"], now)
    return False


def _give_up(args: list[Any], now: datetime) -> None:
    """Close the batch that still waits for this work: whoever asked sees that, and what to do."""
    _name, agency_id, kwargs = args
    agency = Agency.objects.filter(pk=agency_id).first()
    if agency is None or "batch_id" not in kwargs:
        return
    said = _(
        "Terhenti karena gangguan dan tidak diulang sendiri. Yang sudah selesai tetap tersimpan; "
        "mulai lagi untuk sisanya. Jika terhenti lagi, beri tahu pengelola sistem."
    )
    with scope(agency):
        rows = Batch.objects.filter(agency=agency, pk=kwargs["batch_id"], state__in=Batch.MOVING)
        rows.update(state=Batch.State.FAILED, problem=said, finished_at=now)
