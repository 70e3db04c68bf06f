"""A batch whose work nobody takes up again says so to whoever waits for it."""

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext as _

from karsa.jobs.models import Batch
from karsa.tenancy.models import Agency
from karsa.tenancy.scope import scope

# Nothing is wrong with the work: the database went away, the disk was full, a process was killed.
PASSING = (
    "django.db.utils.OperationalError",
    "django.db.utils.InterfaceError",
    "builtins.OSError",
    "concurrent.futures.process.BrokenProcessPool",
)


class GivenUpError(Exception):
    """What the queue keeps of work that was tried often enough: it is not looked at again."""


def passes(error: BaseException) -> bool:
    """Whether the same work may succeed when it is tried again."""
    return f"{type(error).__module__}.{type(error).__qualname__}" in PASSING


def give_up(agency: Agency, kwargs: Mapping[str, int | str], now: datetime) -> None:
    """Close the work's batch, if it has one that still waits or runs. One query."""
    if "batch_id" not in kwargs:
        return
    with scope(agency):
        moving = Batch.objects.filter(agency=agency, state__in=Batch.MOVING)
        moving.filter(pk=kwargs["batch_id"]).update(
            state=Batch.State.FAILED,
            problem=_(
                "Pekerjaan ini berhenti karena gangguan. Yang sudah tersimpan tetap ada. "
                "Coba lagi; bila berhenti lagi, sampaikan kepada pengelola sistem."
            ),
            finished_at=now,
        )
