"""What looks odd in an entry: a question to its author, never a verdict and never a number."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum

from karsa.rules.calendar import WorkCalendar
from karsa.rules.place import Point, distance_km
from karsa.rules.refused import gettext_noop as _

# A picture saved anew differs in few of its 64 bits; another scene differs in about half.
MOST_DIFFERENT_BITS = 4
# A covered lens or an empty page is like every other one, so its likeness says nothing.
_FEWEST_EDGES = 6
_SIDE = 8
# Colleagues of one workplace share a cell of 100 m; this many of several units rarely do.
CROWD, CROWD_UNITS = 10, 3
# Faster than any road or rail here; a flight is quickly explained.
MOST_KM_PER_HOUR = 300
_GRAIN_KM = Decimal("0.3")  # what rounding two points can add
SHORTEST_COPY = 40
DAYS_TO_EXPLAIN = 3


class Oddity(StrEnum):
    """Why the author is asked."""

    SAME_PHOTO = "same_photo"
    SAME_PLACE = "same_place"
    TOO_FAST = "too_fast"
    SAME_WORDS = "same_words"


ODDITY_WORDS: Mapping[Oddity, str] = {
    Oddity.SAME_PHOTO: _("Fotonya mirip dengan foto di catatan lain."),
    Oddity.SAME_PLACE: _("Tempatnya persis sama dengan banyak orang dari beberapa unit."),
    Oddity.TOO_FAST: _("Jarak antara dua foto terlalu jauh untuk waktunya."),
    Oddity.SAME_WORDS: _("Ceritanya sama persis dengan catatan orang lain."),
}


def fingerprint(greys: Sequence[int]) -> int | None:
    """Return the 64 bits of a picture: whether each of 8 x 8 greys is darker than its right one.

    `greys`: 9 x 8 values from 0 to 255, row by row. None for a picture without features.
    Raises: ValueError for another number of values.
    """
    if len(greys) != (_SIDE + 1) * _SIDE:
        raise ValueError(f"a picture is told by 72 greys, got {len(greys)}")
    bits = 0
    for place, grey in enumerate(greys):
        if place % (_SIDE + 1) < _SIDE:
            bits = bits << 1 | (grey < greys[place + 1])
    edges = min(bits.bit_count(), 64 - bits.bit_count())
    return bits if edges >= _FEWEST_EDGES else None


def is_same_photo(one: int, other: int) -> bool:
    """Say whether two fingerprints are of one picture, also if it was saved anew or resized."""
    return (one ^ other).bit_count() <= MOST_DIFFERENT_BITS


def is_crowd(people: int, units: int) -> bool:
    """Say whether so many people of so many units at one point of a day are odd."""
    return people >= CROWD and units >= CROWD_UNITS


def is_too_fast(one: Point, at: datetime, other: Point, then: datetime) -> bool:
    """Say whether nobody gets from one photo to the other in the time between them."""
    far = distance_km(one, other) - _GRAIN_KM
    hours = Decimal(int(abs((then - at) / timedelta(seconds=1)))) / 3600
    return far > MOST_KM_PER_HOUR * hours and far > 1


def copied(text: str) -> str:
    """Return the words as copies are compared; empty where they are too short to tell."""
    plain = " ".join(text.split()).casefold()
    return plain if len(plain) >= SHORTEST_COPY else ""


def shown_from(calendar: WorkCalendar, found: date) -> date:
    """Return the day a reviewer first sees it: the author has three whole working days before."""
    return calendar.add(found, DAYS_TO_EXPLAIN) + timedelta(days=1)
