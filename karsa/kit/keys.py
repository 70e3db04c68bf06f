"""Keys that an installation makes for itself once and keeps beside its data."""

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from uuid import uuid4


def made_once(path: Path, make: Callable[[], bytes]) -> bytes:
    """Return what stands in the file, made where there is none; only its owner may read it.

    Of several processes that begin at once one makes it, and all return the same.
    """
    if not path.exists():
        draft = path.with_name(f"{path.name}.{uuid4().hex}")
        draft.touch(mode=0o600)
        draft.write_bytes(make())
        with suppress(FileExistsError):
            os.link(draft, path)
        draft.unlink()
    return path.read_bytes()
