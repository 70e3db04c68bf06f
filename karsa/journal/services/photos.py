"""What is kept of where and when a photo was taken."""

from datetime import date, timedelta
from typing import IO, cast
from zoneinfo import ZoneInfo

from django.core.files.base import File

from karsa.accounts.actor import Actor
from karsa.files import exif
from karsa.journal.models import EntryEvidence, PhotoPlace
from karsa.rules.place import KEPT_DAYS, Point
from karsa.tenancy.models import Agency


def told(actor: Actor, upload: "File[bytes]") -> exif.Told:
    """Return what the camera states in a file; nothing where it is no photo. No query."""
    return exif.read(cast("IO[bytes]", upload.file), actor.now, ZoneInfo(actor.agency.zone))


def keep_place(actor: Actor, evidence: EntryEvidence, point: Point | None) -> None:
    """Keep the one point of a photo until its day. The caller knows that the author wants it."""
    if point is None or not evidence.file.media_type.startswith("image/"):
        return
    PhotoPlace.objects.create(
        agency=actor.agency,
        evidence=evidence,
        latitude=point.latitude,
        longitude=point.longitude,
        delete_on=actor.today + timedelta(days=KEPT_DAYS),
    )


def forget_places(*, agency: Agency, today: date) -> int:
    """Delete the places whose day has come; return how many. One query."""
    return PhotoPlace.objects.filter(agency=agency, delete_on__lte=today).delete()[0]
