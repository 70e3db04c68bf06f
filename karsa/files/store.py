"""Content on disk, once per hash and agency, written so that a crash leaves no half file."""

import hashlib
import os
import shutil
import tempfile
from functools import partial
from pathlib import Path
from typing import IO

from django.conf import settings
from django.db import transaction

from karsa.files.models import StoredFile

CHUNK = 1024 * 1024


def digest_of(stream: IO[bytes]) -> str:
    """Return the SHA-256 of the stream in hex, and leave it at its start."""
    stream.seek(0)
    digest = hashlib.sha256()
    while chunk := stream.read(CHUNK):
        digest.update(chunk)
    stream.seek(0)
    return digest.hexdigest()


def path_of(stored: StoredFile) -> Path:
    """Return where the content lies: `<agency>/<first two of the hash>/<hash>`."""
    return _path(stored.agency_id, stored.sha256)


def _path(agency_id: int, sha256: str) -> Path:
    return Path(settings.FILES_ROOT) / str(agency_id) / sha256[:2] / sha256


def write(agency_id: int, sha256: str, stream: IO[bytes]) -> None:
    """Put the content in its place unless it is there; whole or not at all."""
    path = _path(agency_id, sha256)
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as draft:
        try:
            while chunk := stream.read(CHUNK):
                draft.write(chunk)
            draft.flush()
            os.fsync(draft.fileno())
            Path(draft.name).replace(path)
        except BaseException:
            Path(draft.name).unlink(missing_ok=True)
            raise


def forget(stored: StoredFile) -> None:
    """Remove the content once it has served, unless a row of another purpose needs it.

    Once the transaction is kept: work that is cut off needs its file again. The row stays and
    says that there was one. One query.
    """
    same = StoredFile.objects.filter(agency=stored.agency_id, sha256=stored.sha256)
    if not same.exclude(purpose=stored.purpose).exists():
        transaction.on_commit(partial(path_of(stored).unlink, missing_ok=True))


def forget_all(agency_id: int) -> None:
    """Remove every content of an agency of practice."""
    shutil.rmtree(Path(settings.FILES_ROOT) / str(agency_id), ignore_errors=True)
