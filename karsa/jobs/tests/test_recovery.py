"""Work outlives its worker: it is kept with what asked for it, and taken up by the next."""

import subprocess
import sys

import pytest
from django.core.management import call_command
from django.core.signals import setting_changed
from django.db import transaction, utils
from django_tasks_db.management.commands import db_worker
from django_tasks_db.models import DBTaskResult

from karsa.jobs import services, tasks
from karsa.jobs.lives import lives, living
from karsa.jobs.models import Batch
from karsa.jobs.recovery import MOST_TRIES, take_up
from karsa.jobs.registry import job
from karsa.org.tests import make

DONE: list[object] = []


@job("tests.counted")
def counted(agency, now, **kwargs):
    DONE.append(kwargs)


@pytest.fixture
def queue(settings, tmp_path):
    """The queue of a region, instead of one that does everything at once."""
    settings.DATA = tmp_path
    before = settings.TASKS
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    yield DBTaskResult.objects.all()
    settings.TASKS = before
    setting_changed.send(sender=None, setting="TASKS", value=before, enter=True)


@pytest.fixture
def task(agency, queue):
    services.later("tests.counted", agency, batch_id=7)
    return queue.get()


def state(task):
    task.refresh_from_db()
    return task.status


def test_what_is_asked_for_is_kept_with_its_transaction_or_not_at_all(agency, queue):
    with transaction.atomic():
        services.later("tests.counted", agency)
        assert queue.count() == 1
        transaction.set_rollback(True)
    assert queue.count() == 0


def test_a_dead_worker_s_work_waits_again_and_a_living_one_s_does_not(task):
    task.claim("one")
    with living("one"):
        assert take_up(make.NOW) == 0
        assert state(task) == "RUNNING"
    assert take_up(make.NOW) == 1
    assert (state(task), task.worker_ids) == ("READY", ["one"])


def test_the_lock_goes_with_its_process_however_it_ends(settings, tmp_path):
    settings.DATA = tmp_path
    (tmp_path / "workers").mkdir()
    code = (
        "import fcntl, os, sys; held = open(sys.argv[1], 'w'); fcntl.flock(held, fcntl.LOCK_EX);"
        "print('held', flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "workers" / "one")]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe) as other:
        assert other.stdout
        other.stdout.readline()
        assert lives("one")
        other.kill()
        other.wait()
        assert not lives("one")
    assert not lives("nobody")


def test_work_that_ends_every_worker_is_given_up(task, caplog):
    for number in range(MOST_TRIES):
        task.claim(f"worker {number}")
        take_up(make.NOW)
        task.refresh_from_db()
    assert (task.status, take_up(make.NOW)) == ("FAILED", 0)
    assert "given up" in caplog.text


@pytest.mark.parametrize(
    ("error", "again"),
    [("OperationalError", 1), ("InterfaceError", 1), ("DataError", 0), ("ProgrammingError", 0)],
)
def test_what_a_passing_fault_broke_off_is_tried_again(task, error, again):
    task.claim("one")
    task.set_failed(getattr(utils, error)("server closed the connection"))
    assert take_up(make.NOW) == again


def test_a_full_disk_is_a_passing_fault(task):
    task.claim("one")
    task.set_failed(OSError(28, "No space left on device"))
    assert take_up(make.NOW) == 1


@job("tests.broken")
def broken(agency, now, **kwargs):
    raise KEPT_BY[kwargs["why"]]


KEPT_BY = {
    "bug": ValueError("ours"),
    "passing": utils.OperationalError("gone"),
    "stopped": SystemExit(1),
}


@pytest.fixture
def batch(people, monkeypatch):
    # The worker begins each round with a connection that lives; a test has but this one.
    monkeypatch.setattr(db_worker, "close_old_connections", lambda: None)
    return services.start(make.actor(people.hana), "tests.kind")


def worked(batch, why):
    """What a worker makes of a batch's work that breaks off."""
    services.later("tests.broken", batch.agency, batch_id=batch.pk, why=why)
    call_command(db_worker.Command(), batch=True, interval=0, startup_delay=False, verbosity=0)
    batch.refresh_from_db()
    return batch.state, batch.problem


def test_work_that_breaks_off_says_so_in_its_batch_at_once(batch, queue):
    state, problem = worked(batch, "bug")
    assert state == "failed"
    assert "mulai lagi" in problem


@pytest.mark.parametrize("why", ["passing", "stopped"])
def test_a_batch_waits_through_a_passing_fault_until_the_tries_are_over(batch, queue, why):
    assert worked(batch, why) == ("waiting", "")
    task = queue.get()
    assert take_up(make.NOW) == 1
    queue.filter(pk=task.pk).update(worker_ids=[str(n) for n in range(MOST_TRIES - 1)])
    call_command(db_worker.Command(), batch=True, interval=0, startup_delay=False, verbosity=0)
    batch.refresh_from_db()
    assert (batch.state, take_up(make.NOW)) == ("failed", 0)


def test_a_batch_whose_workers_all_die_fails_and_can_go_on(batch, queue):
    services.begin(batch, 7)
    services.later("tests.counted", batch.agency, batch_id=batch.pk)
    task = queue.get()
    for number in range(MOST_TRIES):
        batch.refresh_from_db()
        assert batch.state == "running"
        task.claim(f"worker {number}")
        take_up(make.NOW)
        task.refresh_from_db()
    batch.refresh_from_db()
    assert (batch.state, batch.finished_at) == ("failed", make.NOW)

    again = services.resume(batch.pk)
    take_up(make.NOW)
    again.refresh_from_db()
    assert (again.state, again.problem) == ("waiting", "")


def test_what_a_batch_says_itself_of_its_end_stays(batch, queue):
    services.fail(batch, "Berkasnya hilang.", make.NOW)
    assert worked(batch, "bug") == ("failed", "Berkasnya hilang.")


def test_work_done_at_once_is_never_tried_again_so_it_says_so(
    batch, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        services.later("tests.broken", batch.agency, batch_id=batch.pk, why="passing")
    batch.refresh_from_db()
    assert batch.state == "failed"


def test_a_batch_that_is_done_is_not_done_twice(people):
    DONE.clear()
    batch = services.start(make.actor(people.hana), "tests.kind")
    perform = tasks.perform.func
    perform("tests.counted", batch.agency_id, {"batch_id": batch.pk})
    services.finish(batch, make.NOW)
    perform("tests.counted", batch.agency_id, {"batch_id": batch.pk})

    assert len(DONE) == 1
    assert Batch.objects.get().state == "done"
