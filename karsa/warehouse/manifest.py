"""What a month's folder holds: each table's file, its rows and its SHA-256."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from karsa.kit.digests import of_file
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _
from karsa.warehouse.schema import SCHEMA

NAME = "manifest.json"


@dataclass(frozen=True, slots=True)
class Kept:
    """A table's file. Its name holds its fingerprint: another content is another file."""

    file: str
    rows: int
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """A month of an agency. Without a moment of its making: the same data are the same file."""

    agency: str
    name: str
    month: str
    tables: Mapping[str, Kept]
    schema: int = SCHEMA

    @property
    def text(self) -> str:
        """The manifest as its file holds it."""
        return json.dumps(asdict(self), indent=1, ensure_ascii=False) + "\n"


def read(folder: Path) -> Manifest:
    """Return a folder's manifest. Raises Refused where it is of another schema or no manifest."""
    try:
        told = json.loads((folder / NAME).read_text(encoding="utf-8"))
        tables = {name: Kept(**one) for name, one in told.pop("tables").items()}
        found = Manifest(**told, tables=tables)
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        raise Refused(_("%(folder)s tidak berisi manifest yang terbaca."), folder=folder) from None
    if found.schema != SCHEMA:
        raise Refused(
            _("%(folder)s memakai skema %(theirs)s, sedangkan Karsa ini membaca skema %(ours)s."),
            folder=folder,
            theirs=found.schema,
            ours=SCHEMA,
        )
    return found


def everywhere(root: Path) -> Iterator[tuple[Path, Manifest]]:
    """Yield each month's folder below a warehouse with its manifest, by agency and month."""
    for path in sorted(root.glob(f"*/*/{NAME}")):
        yield path.parent, read(path.parent)


def check(folder: Path, kept: Kept, *, whole: bool) -> Path:
    """Return a table's file. Raises Refused if it is missing or not what was published.

    `whole` reads all of it; else its size alone is compared.
    """
    path = folder / kept.file
    if not path.is_file():
        raise Refused(_("%(path)s hilang: ekspor lagi bulan itu."), path=path)
    same = path.stat().st_size == kept.bytes and (not whole or of_file(path) == kept.sha256)
    if not same:
        raise Refused(_("%(path)s berubah sejak diterbitkan: ekspor lagi bulan itu."), path=path)
    return path
