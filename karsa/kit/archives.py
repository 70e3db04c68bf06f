"""A ZIP that leaves while it is made: no copy on the disk, no whole file in memory."""

import zipfile
from collections.abc import Iterable, Iterator
from datetime import datetime
from io import RawIOBase
from pathlib import Path
from typing import Any

_CHUNK = 256 * 1024


class _Pipe(RawIOBase):
    """What the ZIP writes waits here until it is passed on."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []

    def write(self, data: Any) -> int:
        """Keep a part; the ZIP asks for its length."""
        self._parts.append(bytes(data))
        return len(self._parts[-1])

    def taken(self) -> bytes:
        """Return what was written since the last time."""
        parts, self._parts = self._parts, []
        return b"".join(parts)


def zip_stream(members: Iterable[tuple[str, str | Path]], now: datetime) -> Iterator[bytes]:
    """Yield a ZIP of (name, text or file); a file that is not on the disk is left out.

    `now` stands on each member, so that the same members give the same bytes.
    """
    pipe = _Pipe()
    with zipfile.ZipFile(pipe, "w") as archive:
        for name, content in members:
            if isinstance(content, Path) and not content.exists():
                continue
            info = zipfile.ZipInfo(name, now.timetuple()[:6])
            info.compress_type = zipfile.ZIP_DEFLATED
            with archive.open(info, "w", force_zip64=True) as target:
                for part in _parts(content):
                    target.write(part)
                    yield pipe.taken()
    yield pipe.taken()


def _parts(content: str | Path) -> Iterator[bytes]:
    if isinstance(content, str):
        yield content.encode()
        return
    with content.open("rb") as stream:
        while part := stream.read(_CHUNK):
            yield part
