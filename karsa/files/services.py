"""The only ways a file comes in."""

from datetime import date, datetime
from io import BytesIO
from pathlib import PurePath
from typing import IO, Protocol, cast

from django.core.files.base import File

from karsa.files import images, store
from karsa.files.kinds import Kind, recognise
from karsa.files.models import StoredFile
from karsa.tenancy.models import Agency

NAME_LENGTH = 200


class Doer(Protocol):
    """Whoever brings the file: an Actor, which is declared higher up."""

    @property
    def agency(self) -> Agency:
        """Where the file stays."""

    @property
    def user_id(self) -> int | None:
        """The account, none for a command."""

    @property
    def now(self) -> datetime:
        """The moment in UTC."""


def take(
    doer: Doer,
    upload: "File[bytes]",
    *,
    purpose: str,
    allow: frozenset[Kind],
    taken_at: datetime | None = None,
    keep_as: str = "",
) -> StoredFile:
    """Check and keep an uploaded file; a photo is drawn anew as WebP of at most 100 KB.

    `taken_at` is what the device stated; `keep_as` stands for a name that may tell who brought
    it, without its ending. Raises Refused, in a sentence that says what to do,
    for an empty, too large, broken or unknown file. One query.
    """
    name = _clean(upload.name or "")
    stream = cast("IO[bytes]", upload.file)
    found = recognise(stream, name, upload.size, allow)
    media_type = found.media_type
    if found.kind is Kind.IMAGE:
        stream = BytesIO(images.redraw(stream, name))
        name, media_type = f"{PurePath(name).stem}.webp", "image/webp"
    kept = f"{keep_as}{PurePath(name).suffix}" if keep_as else name
    return _keep(doer, stream, kept, media_type, purpose, taken_at)


def keep_bytes(
    doer: Doer,
    content: bytes,
    name: str,
    media_type: str,
    purpose: str,
    keep_until: date | None = None,
) -> StoredFile:
    """Keep what we made ourselves, such as a PDF, until a day or for good. One query."""
    return _keep(doer, BytesIO(content), _clean(name), media_type, purpose, None, keep_until)


def let_go(agency: Agency, today: date, purpose: str) -> list[int]:
    """Remove files of a purpose whose day has passed; return their keys. Two queries, two a file.

    What another row still needs stays on the disk.
    """
    rows = StoredFile.objects.filter(agency=agency, purpose=purpose)
    gone = list(rows.filter(keep_until__lt=today))
    for stored in gone:
        if not rows.filter(sha256=stored.sha256, keep_until__gte=today).exists():
            store.forget(stored)
    keys = [stored.pk for stored in gone]
    rows.filter(pk__in=keys).delete()
    return keys


def _keep(
    doer: Doer,
    stream: IO[bytes],
    name: str,
    media_type: str,
    purpose: str,
    taken_at: datetime | None,
    keep_until: date | None = None,
) -> StoredFile:
    sha256 = store.digest_of(stream)
    store.write(doer.agency.pk, sha256, stream)
    return StoredFile.objects.create(
        agency=doer.agency,
        sha256=sha256,
        size=stream.seek(0, 2),
        media_type=media_type,
        name=name,
        purpose=purpose,
        brought_by=doer.user_id,
        brought_at=doer.now,
        taken_at=taken_at,
        keep_until=keep_until,
    )


def _clean(name: str) -> str:
    """The last part of a path, printable, short enough to store with its ending."""
    plain = "".join(letter for letter in PurePath(name).name if letter.isprintable()).strip()
    path = PurePath(plain or "berkas")
    return path.stem[: NAME_LENGTH - len(path.suffix[:20])] + path.suffix[:20]
