"""A place as coarse as evidence needs it: one point of about 100 m, no more."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from math import asin, cos, radians, sin, sqrt

# A thousandth of a degree is 111 m from north to south, and at the equator from west to east.
GRAIN = Decimal("0.001")
KEPT_DAYS = 90
_EARTH_KM = 6371


@dataclass(frozen=True, slots=True)
class Point:
    """Latitude and longitude in degrees, rounded to GRAIN."""

    latitude: Decimal
    longitude: Decimal


def read_point(latitude: object, longitude: object) -> Point | None:
    """Return the rounded point of two numbers in degrees; None where they are no place on earth.

    A device without a fix states 0, 0: nowhere in Indonesia, so it is no place either.
    """
    try:
        found = Point(_rounded(latitude), _rounded(longitude))
    except (InvalidOperation, ValueError):
        return None
    inside = abs(found.latitude) <= 90 and abs(found.longitude) <= 180
    return found if inside and (found.latitude or found.longitude) else None


def degrees(parts: Sequence[object], side: str) -> Decimal | None:
    """Return degrees, minutes and seconds of a camera as degrees; south and west are negative.

    None unless there are three numbers.
    """
    try:
        whole, minutes, seconds = (Decimal(str(part)) for part in parts)
    except (InvalidOperation, ValueError, TypeError):
        return None
    value = whole + minutes / 60 + seconds / 3600
    return -value if side.upper() in ("S", "W") else value


def distance_km(one: Point, other: Point) -> Decimal:
    """Return the distance over the ground in km, with one decimal."""
    a, b = radians(one.latitude), radians(other.latitude)
    width = radians(other.longitude - one.longitude)
    chord = sin((b - a) / 2) ** 2 + cos(a) * cos(b) * sin(width / 2) ** 2
    return Decimal(str(2 * _EARTH_KM * asin(sqrt(chord)))).quantize(Decimal("0.1"))


def _rounded(value: object) -> Decimal:
    number = Decimal(str(value))
    if not number.is_finite():
        raise ValueError("a place is finite")
    return number.quantize(GRAIN, ROUND_HALF_UP)
