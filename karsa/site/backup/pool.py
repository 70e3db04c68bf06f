"""Stored files: in the pool once for all backups, by their hash."""

from collections.abc import Iterator
from pathlib import Path

from karsa.kit.digests import of_file
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _
from karsa.site.backup.vault import Key, Lock

_MISSING = _("Berkas %(name)s tidak ada di cadangan ini.")
_ALTERED = _("Berkas %(name)s di cadangan ini tidak lagi seperti saat disimpan.")


def listed(root: Path) -> Iterator[str]:
    """Name the stored files below `root` (`<agency>/<ab>/<sha256>`), in a fixed order."""
    for path in sorted(root.glob("*/??/*")):
        if len(path.name) == 64:  # not a draft that is being written
            yield path.relative_to(root).as_posix()


def put(root: Path, pool: Path, lock: Lock) -> list[str]:
    """Copy what the pool does not hold yet; return the names of all files there are.

    A file that its time has removed meanwhile is left out.
    """
    names = []
    for name in listed(root):
        try:
            if not _is_kept(root / name, pool / (name + lock.ending)):
                lock.put(root / name, pool / name)
        except FileNotFoundError:
            continue
        names.append(name)
    return names


def _is_kept(source: Path, kept: Path) -> bool:
    """A power cut may leave a name without its content; encrypted is longer, never shorter."""
    return kept.exists() and kept.stat().st_size >= source.stat().st_size


def take(pool: Path, root: Path, names: list[str], key: Key) -> None:
    """Bring files back, each checked against its hash. Raises Refused at the first other one."""
    for name in names:
        target = root / name
        if target.exists():
            continue
        kept = next((at for at in (pool / name, pool / f"{name}.age") if at.exists()), None)
        if kept is None:
            raise Refused(_MISSING, name=name)
        draft = target.with_name(f".{target.name}.draft")  # a restore that was cut off begins anew
        key.take(kept, draft)
        if of_file(draft) != target.name:
            draft.unlink()
            raise Refused(_ALTERED, name=name)
        draft.replace(target)


def forget(pool: Path, wanted: set[str]) -> int:
    """Remove what no backup needs any more; return how many files."""
    gone = [
        path
        for path in pool.glob("*/??/*")
        if path.relative_to(pool).as_posix().removesuffix(".age") not in wanted
    ]
    for path in gone:
        path.unlink()
    return len(gone)
