"""Finds what looks odd among the entries that were sent lately; the rules say what odd is."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise

from karsa.journal.models import DailyEntry, PhotoPlace, PhotoPrint
from karsa.rules.oddity import Oddity, copied, is_crowd, is_same_photo, is_too_fast
from karsa.rules.place import Point
from karsa.tenancy.models import Agency

Found = tuple[int, Oddity]  # entry, why
_PHOTO_DAYS, _PLACE_DAYS, _TEXT_DAYS = 180, 7, 30


def found(agency: Agency, *, since: datetime, today: date) -> set[Found]:
    """Return the odd entries among those sent since a moment. Four queries."""
    sent = DailyEntry.objects.filter(agency=agency, sent_at__gte=since)
    recent = dict(sent.exclude(state=DailyEntry.State.DRAFT).values_list("pk", "text"))
    if not recent:
        return set()
    places = list(_places(agency, today - timedelta(days=_PLACE_DAYS)))
    looked = (
        *_same_photos(agency, recent, today - timedelta(days=_PHOTO_DAYS)),
        *_crowds(places),
        *_too_fast(places),
        *_same_words(agency, recent, today - timedelta(days=_TEXT_DAYS)),
    )
    return {(entry, why) for entry, why in looked if entry in recent}


@dataclass(frozen=True, slots=True)
class _Print:
    bits: int
    entry: int
    unit: int
    day: date


def _same_photos(agency: Agency, recent: Iterable[int], since: date) -> Iterator[Found]:
    """Photos of an earlier day of one's unit, or the very same ones from anywhere.

    One occasion has one photo for many: those of the same day are not compared.
    """
    rows = PhotoPrint.objects.filter(agency=agency, evidence__entry__day__gte=since)
    fields = ("bits", *(f"evidence__entry__{name}" for name in ("pk", "assignment__unit", "day")))
    near: dict[int | str, list[_Print]] = defaultdict(list)
    wanted = set(recent)
    for bits, *place in rows.exclude(bits="").order_by("evidence").values_list(*fields):
        photo = _Print(int(bits, 16), *place)
        known = (*near[photo.unit], *near[bits]) if photo.entry in wanted else ()
        if any(one.day != photo.day and is_same_photo(one.bits, photo.bits) for one in known):
            yield photo.entry, Oddity.SAME_PHOTO
        near[photo.unit].append(photo)
        near[bits].append(photo)


@dataclass(frozen=True, slots=True)
class _Place:
    point: Point
    entry: int
    employee: int
    unit: int
    day: date
    at: datetime | None


def _places(agency: Agency, since: date) -> Iterator[_Place]:
    names = ("pk", "employee", "assignment__unit", "day")
    fields = (*(f"evidence__entry__{name}" for name in names), "evidence__file__taken_at")
    rows = PhotoPlace.objects.filter(agency=agency, evidence__entry__day__gte=since)
    for north, east, *more in rows.order_by("pk").values_list("latitude", "longitude", *fields):
        yield _Place(Point(north, east), *more)


def _crowds(places: Iterable[_Place]) -> Iterator[Found]:
    together: dict[tuple[Point, date], list[_Place]] = defaultdict(list)
    for place in places:
        together[place.point, place.day].append(place)
    for group in together.values():
        if is_crowd(len({one.employee for one in group}), len({one.unit for one in group})):
            yield from ((one.entry, Oddity.SAME_PLACE) for one in group)


def _too_fast(places: Iterable[_Place]) -> Iterator[Found]:
    moves: dict[int, list[tuple[datetime, int, Point]]] = defaultdict(list)
    for place in places:
        if place.at is not None:
            moves[place.employee].append((place.at, place.entry, place.point))
    for track in moves.values():
        ordered = sorted(track, key=lambda move: move[:2])
        for (then, _entry, start), (at, entry, end) in pairwise(ordered):
            if is_too_fast(start, then, end, at):
                yield entry, Oddity.TOO_FAST


def _same_words(agency: Agency, recent: dict[int, str], since: date) -> Iterator[Found]:
    """Words that somebody else of the unit wrote before."""
    wanted = {plain for text in recent.values() if (plain := copied(text))}
    rows = DailyEntry.objects.filter(agency=agency, day__gte=since).exclude(
        state=DailyEntry.State.DRAFT
    )
    authors: dict[tuple[int, str], set[int]] = defaultdict(set)
    for pk, unit, employee, text in rows.order_by("pk").values_list(
        "pk", "assignment__unit", "employee", "text"
    ):
        if (plain := copied(text)) not in wanted:
            continue
        if authors[unit, plain] - {employee}:
            yield pk, Oddity.SAME_WORDS
        authors[unit, plain].add(employee)
