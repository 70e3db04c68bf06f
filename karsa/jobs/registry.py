"""Names of long work → the function that does it, so that a service never imports tasks."""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from karsa.tenancy.models import Agency


class Job(Protocol):
    """Work for one agency: called with the agency, the moment, and what `later` was given."""

    def __call__(self, agency: Agency, now: datetime, **kwargs: int | str) -> None: ...


_JOBS: dict[str, tuple[Job, bool]] = {}
_NIGHTLY: set[str] = set()
_HOURLY: set[str] = set()

# Short work that a worker does for each agency every few seconds, inside its scope.
BEATS: list[Callable[[Agency, datetime], object]] = []


def job(
    name: str, *, own_scope: bool = False, nightly: bool = False, hourly: bool = False
) -> Callable[[Job], Job]:
    """Register "room.verb". `own_scope`: the work opens scope(agency) itself, step by step,
    so that each step is kept and seen as it is done. `nightly`: the worker asks for it once a
    day for each agency, besides whoever else does; `hourly`: once an hour.
    """

    def keep(function: Job) -> Job:
        _JOBS[name] = (function, own_scope)
        if nightly:
            _NIGHTLY.add(name)
        if hourly:
            _HOURLY.add(name)
        return function

    return keep


def known(name: str) -> tuple[Job, bool]:
    """Return the work of that name and whether it opens its own scope. KeyError if unknown."""
    return _JOBS[name]


def nightly() -> list[str]:
    """Return the names of what is done every night."""
    return sorted(_NIGHTLY)


def hourly() -> list[str]:
    """Return the names of what is done every hour."""
    return sorted(_HOURLY)
