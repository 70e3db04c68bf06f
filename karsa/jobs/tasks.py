"""The one task the queue knows: it finds the work by its name and runs it for its agency."""

from datetime import datetime, timedelta

from django.utils import timezone
from django_tasks import task

from karsa.jobs.models import Batch
from karsa.jobs.registry import job, known
from karsa.kit import clock, limits
from karsa.tenancy.models import Agency
from karsa.tenancy.scope import scope


@task()
def perform(name: str, agency_id: int, kwargs: dict[str, int | str]) -> None:
    agency = Agency.objects.get(pk=agency_id)
    work, own_scope = known(name)
    if _is_done(agency, kwargs):
        return
    if own_scope:
        work(agency, clock.now(), **kwargs)
        return
    with scope(agency):
        work(agency, clock.now(), **kwargs)


def _is_done(agency: Agency, kwargs: dict[str, int | str]) -> bool:
    """Whether the work's batch is done: its worker died before it could say so to the queue."""
    if "batch_id" not in kwargs:
        return False
    with scope(agency):
        rows = Batch.objects.filter(agency=agency, pk=kwargs["batch_id"])
        return rows.filter(state=Batch.State.DONE).exists()


@job("jobs.forget_counts", own_scope=True, hourly=True)
def forget_counts(agency: Agency, now: datetime, **kwargs: int | str) -> None:
    limits.forget_expired(now)


def waits() -> bool:
    """Whether what is asked for waits in a table for a worker; else it is done at once."""
    return bool(perform.get_backend().supports_defer)


def ask(name: str, agency_id: int, kwargs: dict[str, int | str], after: int) -> None:
    """Put the work in the queue, to be done no earlier than `after` seconds from now.

    By the worker's own clock, which no demo stops; a queue that cannot wait does it at once.
    """
    wanted = perform
    if after and waits():
        wanted = perform.using(run_after=timezone.now() + timedelta(seconds=after))
    wanted.enqueue(name, agency_id, kwargs)
