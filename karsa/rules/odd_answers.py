"""Signs that answers of a survey did not come from as many people; a person decides, never these.

Everything is judged by the day, since no finer time is known.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import TypeVar

K = TypeVar("K", bound=Hashable)

# A day is odd with so many answers, and so many times those of a usual day.
_MANY, _TIMES = 20, 4
# Answers are odd where so many are alike, and they are more than half of a place's day.
_ALIKE = 10
# One device or the office's own network may well answer a few times for people at the counter.
_DEVICE, _INSIDE = 4, 5


@dataclass(frozen=True, slots=True)
class Given:
    """One answer as the signs see it: who it came from only as a hash keyed with the day."""

    id: int
    place: int
    day: date
    answers: tuple[int | None, ...]
    is_kiosk: bool = False
    device: str = ""
    is_inside: bool = False


@dataclass(frozen=True, slots=True)
class Sign:
    """Answers (their ids) that look odd together; `mark` tells two of a day apart."""

    kind: str
    place: int
    day: date
    mark: str
    ids: tuple[int, ...]


def signs(given: Sequence[Given]) -> list[Sign]:
    """Return every sign in a survey's answers: burst, identical, inside, device.

    A day is a burst with at least 20 answers at a place and four times the median of its days;
    identical are ten alike that fill more than half of a place's day; a device counts from four a
    day, the staff's network from five. Counter screens (kiosk) and paper share a device by nature.
    """
    return [*_bursts(given), *_identical(given), *_devices(given), *_inside(given)]


def _bursts(given: Sequence[Given]) -> Iterable[Sign]:
    usual: dict[int, list[int]] = defaultdict(list)
    days = _grouped(given, lambda one: (one.place, one.day))
    for (place, _day), found in days.items():
        usual[place].append(len(found))
    for (place, _day), found in days.items():
        if len(found) >= _MANY and len(found) >= _TIMES * median(usual[place]):
            yield _sign("burst", found, "")


def _identical(given: Sequence[Given]) -> Iterable[Sign]:
    days = Counter((one.place, one.day) for one in given)
    alike = _grouped(given, lambda one: (one.place, one.day, one.answers))
    for (place, day, answers), found in alike.items():
        if len(found) >= _ALIKE and len(found) * 2 > days[place, day]:
            mark = "".join("-" if value is None else str(value) for value in answers)
            yield _sign("identical", found, mark)


def _devices(given: Sequence[Given]) -> Iterable[Sign]:
    own = [one for one in given if one.device and not one.is_kiosk]
    for found in _grouped(own, lambda one: (one.place, one.day, one.device)).values():
        if len(found) >= _DEVICE:
            yield _sign("device", found, found[0].device[:8])


def _inside(given: Sequence[Given]) -> Iterable[Sign]:
    inside = [one for one in given if one.is_inside and not one.is_kiosk]
    for found in _grouped(inside, lambda one: (one.place, one.day)).values():
        if len(found) >= _INSIDE:
            yield _sign("inside", found, "")


def _sign(kind: str, found: Sequence[Given], mark: str) -> Sign:
    first = found[0]
    return Sign(kind, first.place, first.day, mark, tuple(one.id for one in found))


def _grouped(given: Iterable[Given], key: Callable[[Given], K]) -> dict[K, list[Given]]:
    found: dict[K, list[Given]] = defaultdict(list)
    for one in given:
        found[key(one)].append(one)
    return found
