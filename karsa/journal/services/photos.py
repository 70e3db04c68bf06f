"""What is kept of where and when a photo was taken."""

from datetime import date, timedelta
from typing import IO, cast
from zoneinfo import ZoneInfo

from django.core.files.base import File

from karsa.accounts.actor import Actor
from karsa.files import exif
from karsa.files.kinds import EVIDENCE
from karsa.files.services import take
from karsa.journal.models import DailyEntry, EntryEvidence, PhotoPlace
from karsa.rules.place import KEPT_DAYS, Point
from karsa.tenancy.models import Agency


def attach(
    actor: Actor,
    entry: DailyEntry,
    upload: "File[bytes]",
    *,
    with_place: bool = False,
    point: Point | None = None,
) -> EntryEvidence:
    """Store a file as evidence of `entry`, with when a photo was taken.

    `with_place`: its author wants it kept where: what the camera says, else `point`. Raises
    Refused for a file that will not do.
    """
    camera = exif.read(cast("IO[bytes]", upload.file), actor.now, ZoneInfo(actor.agency.zone))
    stored = take(actor, upload, purpose="evidence", allow=EVIDENCE, taken_at=camera.taken_at)
    evidence = EntryEvidence.objects.create(agency=actor.agency, entry=entry, file=stored)
    if with_place:
        _keep_place(actor, evidence, camera.point or point)
    return evidence


def _keep_place(actor: Actor, evidence: EntryEvidence, point: Point | None) -> None:
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
