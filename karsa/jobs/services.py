"""Long work: asked for with what it is for, counted row by row, done once."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from functools import partial, reduce
from operator import or_
from typing import Protocol
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import F, Q

from karsa.jobs.models import Batch, BatchRow, OnceKey
from karsa.jobs.registry import BEATS, hourly, known, nightly
from karsa.jobs.tasks import ask, waits
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _
from karsa.tenancy.models import Agency
from karsa.tenancy.scope import scope

# People are asleep, and the day before is complete.
NIGHT_BEGINS = 1


class Doer(Protocol):
    """Whoever starts the work: an Actor, which is declared higher up."""

    @property
    def agency(self) -> Agency:
        """Where the work happens."""

    @property
    def user_id(self) -> int | None:
        """The account, none for a command."""

    @property
    def now(self) -> datetime:
        """The moment in UTC."""


def later(name: str, agency: Agency, *, after: int = 0, **kwargs: int | str) -> None:
    """Have the work "room.verb" done by a worker once this transaction is kept.

    The queue is a table beside the others: what is asked for is kept with this transaction or not
    at all, whenever the power goes. A queue that does everything at once waits for its end.
    `kwargs` are plain values: ids, never rows. `after` seconds let more of the same gather first.
    KeyError if nothing is registered by that name.
    """
    known(name)
    put = partial(ask, name, agency.pk, kwargs, after)
    if waits():
        put()
    else:
        transaction.on_commit(put)


def start(doer: Doer, kind: str, *, file_id: int | None = None, is_trial: bool = False) -> Batch:
    """Open a batch that waits for a worker. One query."""
    return Batch.objects.create(
        agency=doer.agency,
        kind=kind,
        file_id=file_id,
        is_trial=is_trial,
        started_by=doer.user_id,
        created_at=doer.now,
    )


def begin(batch: Batch, total: int, *, anew: bool = False) -> None:
    """Say that the work runs now and how many rows it has. One query.

    `anew`: what was cut off does not go on, it begins again.
    """
    counted = {"done": 0} if anew else {}
    state = Batch.State.RUNNING
    Batch.objects.filter(pk=batch.pk).update(state=state, total=total, problem="", **counted)
    batch.refresh_from_db()


def keep_rows(batch: Batch, rows: Sequence[BatchRow]) -> None:
    """Keep what became of some rows and move the progress on, in the caller's transaction.

    Because both are kept together with the rows' own writes, a batch that was cut off goes on
    after its last whole step. Raises Refused, so that the step is undone, if somebody else has
    moved the batch on meanwhile. One query per 1,000 rows, and one.
    """
    BatchRow.objects.bulk_create(rows, batch_size=1000)
    counts = Counter(row.outcome for row in rows)
    moved = {str(outcome): F(str(outcome)) + counts[outcome] for outcome in BatchRow.Outcome}
    mine = Batch.objects.filter(pk=batch.pk, done=batch.done)
    if not mine.update(done=F("done") + len(rows), **moved):
        raise Refused(_("Pekerjaan ini sedang dilanjutkan oleh proses lain."))
    batch.refresh_from_db()


def move(batch_id: int, done: int) -> None:
    """Move the progress on where several processes share the work and report no row. One query."""
    Batch.objects.filter(pk=batch_id).update(done=F("done") + done)


def finish(batch: Batch, now: datetime) -> None:
    """Close a batch whose every row has an outcome. One query."""
    batch.state, batch.finished_at = Batch.State.DONE, now
    batch.save(update_fields=["state", "finished_at"])


def fail(batch: Batch, problem: str, now: datetime) -> None:
    """Close a batch that could not go on; `problem` says why and what to do. One query."""
    batch.state, batch.problem, batch.finished_at = Batch.State.FAILED, problem, now
    batch.save(update_fields=["state", "problem", "finished_at"])


@transaction.atomic
def resume(batch_id: int) -> Batch:
    """Put a batch that failed or got stuck back in the queue, after its last whole step.

    Raises Refused if it is done.
    """
    batch = Batch.objects.select_for_update().get(pk=batch_id)
    if batch.state == Batch.State.DONE:
        raise Refused(_("Pekerjaan ini sudah selesai, jadi tidak perlu diulang."))
    batch.state, batch.problem, batch.finished_at = Batch.State.WAITING, "", None
    batch.save(update_fields=["state", "problem", "finished_at"])
    return batch


def once(agency: Agency, key: str) -> bool:
    """Return True to the first who asks for this key, False to everyone after. Two queries."""
    return OnceKey.objects.get_or_create(agency=agency, key=key)[1]


def ask_regular(now: datetime) -> None:
    """Ask for each agency's regular work: each hour's, and each night's from one o'clock its time.

    Safe to repeat. A worker that was down at night makes up for it; a clock that was ahead and is
    put right does not hold back the days that it has named already. Two queries for each agency
    and work, and one.
    """
    for agency in Agency.objects.real().order_by("pk"):
        local = now.astimezone(ZoneInfo(agency.zone))
        due = {name: f"{name}:{local:%Y-%m-%dT%H}" for name in hourly()}
        if local.hour >= NIGHT_BEGINS:
            due |= {name: f"{name}:{local.date()}" for name in nightly()}
        _forget_to_come(agency, due)
        for name, key in due.items():
            with scope(agency), transaction.atomic():
                if once(agency, key):
                    later(name, agency)


def _forget_to_come(agency: Agency, due: dict[str, str]) -> None:
    """Forget what was asked for in hours and days that are still to come. One query."""
    later_than = (Q(key__startswith=f"{name}:", key__gt=key) for name, key in due.items())
    if to_come := reduce(or_, later_than, Q()):
        with scope(agency):
            OnceKey.objects.filter(to_come, agency=agency).delete()


def beat(now: datetime) -> None:
    """Do what has to be done every few seconds, for each real agency in its scope. One query."""
    for agency in Agency.objects.real().order_by("pk"):
        with scope(agency):
            for work in BEATS:
                work(agency, now)
