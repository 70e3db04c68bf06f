"""A ZIP that leaves while it is made: no copy on the disk, no whole file in memory."""

import os
import weakref
import zipfile
from collections.abc import Iterable, Iterator
from datetime import datetime
from io import RawIOBase
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

_CHUNK = 256 * 1024
Content = str | Path | Iterator[bytes]


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


class Spool:
    """Text of any length that waits on the disk, in a file without a name: it goes with its holder,
    however that ends.
    """

    def __init__(self) -> None:
        self._file = TemporaryFile()  # noqa: SIM115 - closed with its holder
        weakref.finalize(self, self._file.close)

    def write(self, text: str) -> None:
        """Put `text` behind what was written before. Raises OSError when the disk is full."""
        self._file.write(text.encode())

    @property
    def size(self) -> int:
        """How much was written, in bytes."""
        return self._file.tell()

    def read(self, start: int = 0, end: int | None = None) -> Iterator[bytes]:
        """Return what was written from byte `start` to `end`, or until now, piece by piece."""
        self._file.flush()
        return self._pieces(start, self.size if end is None else end)

    def _pieces(self, start: int, end: int) -> Iterator[bytes]:
        for place in range(start, end, _CHUNK):
            yield os.pread(self._file.fileno(), min(_CHUNK, end - place), place)


def zip_stream(members: Iterable[tuple[str, Content]], now: datetime) -> Iterator[bytes]:
    """Yield a ZIP of (name, text, its pieces, or file); a file that is not on the disk is left out.

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


def _parts(content: Content) -> Iterator[bytes]:
    if isinstance(content, str):
        yield content.encode()
    elif isinstance(content, Path):
        with content.open("rb") as stream:
            while part := stream.read(_CHUNK):
                yield part
    else:
        yield from content
