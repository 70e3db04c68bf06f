"""What belongs to a backup, written beside it and compared when it comes back."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _
from karsa.site.backup.databases import Counts

FORMAT = 1
_NAME = "manifest.json"
_NO_BACKUP = _(
    "Tidak ada cadangan utuh di %(path)s. Sebutkan folder yang bernama waktu cadangannya."
)


@dataclass(frozen=True, slots=True)
class Part:
    """A file of the backup as it lies there (encrypted, if it is)."""

    name: str
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """`at` in UTC, ISO 8601; `rows` by table; `files` counts those the backup needs."""

    karsa: str
    at: str
    engine: str
    parts: list[Part]
    rows: Counts
    files: int
    format: int = FORMAT


def write(folder: Path, manifest: Manifest) -> None:
    """Keep the manifest: from then on the backup is whole."""
    draft = folder / f".{_NAME}"
    draft.write_text(json.dumps(asdict(manifest), indent=2), encoding="utf-8")
    draft.replace(folder / _NAME)


def read(folder: Path) -> Manifest:
    """Return the manifest of a backup. Raises Refused where there is none that can be read."""
    try:
        kept = json.loads((folder / _NAME).read_text(encoding="utf-8"))
        parts = [Part(**part) for part in kept.pop("parts")]
        return Manifest(parts=parts, **kept)
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        raise Refused(_NO_BACKUP, path=folder) from None


def backups(root: Path) -> list[Path]:
    """Return the whole backups of a folder, oldest first."""
    return sorted(path.parent for path in root.glob(f"*/{_NAME}"))
