"""What a camera wrote into a photo, read once before the photo is drawn anew without it."""

from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from typing import IO, Any

from PIL import Image
from PIL.ExifTags import GPS, IFD, Base

from karsa.files.images import FORMATS
from karsa.rules.place import Point, degrees, read_point

_PLAIN = "%Y:%m:%d %H:%M:%S"
# A clock that is further off than this says nothing.
_AHEAD, _BEHIND = timedelta(hours=25), timedelta(days=400)


@dataclass(frozen=True, slots=True)
class Told:
    """When and where, as the device states it: never proof."""

    taken_at: datetime | None = None
    point: Point | None = None


def read(stream: IO[bytes], now: datetime, home: tzinfo) -> Told:
    """Return what the camera states, the point rounded to about 100 m; nothing from other files.

    `home`: the zone of a clock that names none. Leaves the stream at its start.
    """
    stream.seek(0)
    try:
        with Image.open(stream, formats=FORMATS) as opened:
            tags = opened.getexif()
            times, places = tags.get_ifd(IFD.Exif), tags.get_ifd(IFD.GPSInfo)
    except (OSError, SyntaxError, ValueError, EOFError, Image.DecompressionBombError):
        return Told()
    finally:
        stream.seek(0)
    return Told(_moment(times, now, home), _point(places))


def _moment(times: dict[int, Any], now: datetime, home: tzinfo) -> datetime | None:
    text = str(times.get(Base.DateTimeOriginal, "")).strip("\0 ")
    offset = str(times.get(Base.OffsetTimeOriginal, "")).strip("\0 ")
    try:
        found = datetime.strptime(f"{text}{offset}", f"{_PLAIN}%z" if offset else _PLAIN)
    except ValueError:
        return None
    known = found if found.tzinfo else found.replace(tzinfo=home)
    return known if now - _BEHIND <= known <= now + _AHEAD else None


def _point(places: dict[int, Any]) -> Point | None:
    north = _side(places, GPS.GPSLatitude, GPS.GPSLatitudeRef)
    east = _side(places, GPS.GPSLongitude, GPS.GPSLongitudeRef)
    return read_point(north, east)


def _side(places: dict[int, Any], parts: int, side: int) -> object:
    given = places.get(parts)
    return degrees(given, str(places.get(side, ""))) if isinstance(given, tuple) else None
