"""The rows the access table speaks of: each makes one thing of Rina's and returns its key."""

from inspect import getmembers, isfunction
from typing import Any

from tests.access_rows import (
    accounts,
    agreements,
    allowance,
    complaints,
    consequences,
    consultations,
    development,
    evaluations,
    feedback,
    indicators,
    insights,
    journal,
    machines,
    monitoring,
    org,
    plans,
    portal,
    privacy,
    pulse,
    strategy,
    surveys,
)

_ROOMS = (
    accounts,
    org,
    strategy,
    indicators,
    complaints,
    consultations,
    agreements,
    plans,
    journal,
    feedback,
    monitoring,
    evaluations,
    development,
    pulse,
    consequences,
    allowance,
    insights,
    surveys,
    machines,
    portal,
    privacy,
)
MAKERS: dict[str, Any] = {
    name: made
    for room in _ROOMS
    for name, made in getmembers(room, isfunction)
    if made.__module__ == room.__name__ and not name.startswith("_")
}
