"""Make a backup, forget old ones, bring one back."""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings

from karsa import __version__
from karsa.kit.digests import of_file
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _
from karsa.site.backup import keys, manifest, pool
from karsa.site.backup.databases import Database, database
from karsa.site.backup.manifest import Manifest, Part
from karsa.site.backup.vault import Key, Lock

_MOMENT = "[0-9]*T[0-9]*Z"
_POOL, _FILES, _KEYS, _DATABASE = "pool", "files.txt", "keys.tar", "database"
_BUSY = _("Cadangan lain sedang dibuat di folder ini. Tunggu sampai selesai.")
_TAKEN = _("Cadangan %(name)s sudah ada. Periksa jam mesin ini, lalu ulangi.")
_ALTERED = _("%(name)s di cadangan ini tidak lagi seperti saat disimpan. Pakai cadangan lain.")
_ENGINE = _("Cadangan ini dari %(theirs)s; Karsa di sini memakai %(ours)s. Samakan DATABASE_URL.")
_OTHER_ROWS = _("Setelah dipulihkan, tabel %(table)s berisi %(found)s baris, seharusnya %(kept)s.")


@dataclass(frozen=True, slots=True)
class Restored:
    """What came back: the manifest says from when."""

    manifest: Manifest
    rows: int


def here() -> Database:
    """Return the database of this installation."""
    return database(
        settings.DATABASE_URL, settings.DATABASE_ADMIN_URL, settings.DATABASE_BACKUP_URL
    )


def save(root: Path, lock: Lock, now: datetime) -> Path:
    """Make a backup below `root`; return its folder, whose manifest is written last.

    What a backup that was cut off has left goes first. Raises Refused where another one is being
    made, where one has this moment's name, or where one of the database's programs fails.
    """
    folder = root / now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    root.mkdir(parents=True, exist_ok=True)
    with _alone(root):
        _clear(root)
        if folder.exists():
            raise Refused(_TAKEN, name=folder.name)
        folder.mkdir(mode=0o700)
        try:
            manifest.write(folder, _save(root, folder, lock, now))
        except BaseException:
            shutil.rmtree(folder)
            raise
    return folder


@contextmanager
def _alone(root: Path) -> Iterator[None]:
    """One backup at a time below `root`; the system forgets the lock with its process."""
    with (root / ".lock").open("w") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Refused(_BUSY) from None
        yield


def _clear(root: Path) -> None:
    """Remove backups without a manifest, which hold people's data in plain, and drafts."""
    whole = manifest.backups(root)
    for folder in root.glob(_MOMENT):
        if folder not in whole:
            shutil.rmtree(folder)
    for draft in (root / _POOL).glob("*/??/.*.draft"):
        draft.unlink()


def _save(root: Path, folder: Path, lock: Lock, now: datetime) -> Manifest:
    """Files first, then the database, then files that came meanwhile: all it names is there."""
    files, kept = Path(settings.FILES_ROOT), root / _POOL
    pool.put(files, kept, lock)
    with _drafts(folder) as drafts:
        rows = here().save(drafts / _DATABASE)
        keys.pack(drafts / _KEYS)
        names = pool.put(files, kept, lock)
        lines = "".join(f"{Path(name).name}  {name}\n" for name in names)
        (drafts / _FILES).write_text(lines, encoding="ascii")
        parts = [lock.put(drafts / name, folder / name) for name in (_DATABASE, _KEYS, _FILES)]
    os.sync()  # the manifest says that all this is there, also after a power cut
    return Manifest(
        karsa=__version__,
        at=now.astimezone(UTC).isoformat(),
        engine=here().name,
        parts=[Part(part.name, part.stat().st_size, of_file(part)) for part in parts],
        rows=rows,
        files=len(names),
    )


def forget(root: Path, most: int, key: Key, made: Path | None = None) -> int:
    """Remove all but the newest `most` backups, and the files only those needed.

    `made` just now is the newest, whatever the clock called others before. Returns how many
    backups went. Files stay where a kept backup's list cannot be read.
    """
    old = sorted(manifest.backups(root), key=lambda one: (one == made, one))[:-most]
    for folder in old:
        shutil.rmtree(folder)
    wanted: set[str] = set()
    for folder in manifest.backups(root):
        try:
            wanted.update(_names(folder, key))
        except Refused:
            return len(old)
    pool.forget(root / _POOL, wanted)
    return len(old)


def restore(folder: Path, key: Key) -> Restored:
    """Bring a backup back into an empty installation; the caller migrates afterwards.

    Raises Refused, before anything is written, where a part is not as it was kept or this
    installation is not empty; and where the rows are not those that were counted.
    """
    told = manifest.read(folder)
    target = here()
    if told.engine != target.name:
        raise Refused(_ENGINE, theirs=told.engine, ours=target.name)
    for part in told.parts:
        if not (folder / part.name).exists() or of_file(folder / part.name) != part.sha256:
            raise Refused(_ALTERED, name=part.name)
    with _drafts(Path(settings.DATA)) as drafts:
        for part in told.parts:
            key.take(folder / part.name, drafts / part.name.removesuffix(".age"))
        target.load(drafts / _DATABASE)
        keys.unpack(drafts / _KEYS)
    pool.take(folder.parent / _POOL, Path(settings.FILES_ROOT), _names(folder, key), key)
    _compare(told.rows, target.counts())
    return Restored(told, sum(told.rows.values()))


def _compare(kept: dict[str, int], found: dict[str, int]) -> None:
    for table, rows in kept.items():
        if found.get(table) != rows:
            raise Refused(_OTHER_ROWS, table=table, found=found.get(table), kept=rows)


def _names(folder: Path, key: Key) -> list[str]:
    """Name the files a backup needs."""
    [kept] = folder.glob(f"{_FILES}*")
    with _drafts(folder) as drafts:
        key.take(kept, drafts / _FILES)
        lines = (drafts / _FILES).read_text(encoding="ascii").splitlines()
    return [line.split("  ", 1)[1] for line in lines]


@contextmanager
def _drafts(beside: Path) -> Iterator[Path]:
    """A folder on the same disk, readable by its owner only, that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix=".draft-", dir=beside) as folder:
        yield Path(folder)
