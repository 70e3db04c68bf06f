"""Old parts of the events leave PostgreSQL for a folder, and come back from it.

A part is taken out at once, then written, read back and compared while nobody waits, and only then
dropped. What is cut off in between is taken up by the next call.
"""

import gzip
import json
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from karsa.kit.digests import of_file
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _
from karsa.tenancy.guard import POLICY

Base = psycopg.Connection[Any]
TABLE = "indicators_observation"
_NAME = re.compile(rf"{TABLE}_(\d{{4}})(?:_(\d\d))?")
_BLOCK = 1 << 20
# What came in a year ago is still corrected at its source, and compared with.
LEAST_AGE = timedelta(days=365)
_ATTACHED = """
SELECT relname FROM pg_inherits JOIN pg_class ON pg_class.oid = inhrelid
WHERE inhparent = %s::regclass ORDER BY relname
"""
_TAKEN_OUT = "SELECT name FROM tenancy_archivedpart WHERE sha256 = '' ORDER BY name"
_NOTE = """
INSERT INTO tenancy_archivedpart ("table", name, starts, ends, rows, sha256)
VALUES (%s, %s, %s, %s, 0, '')
"""
_UNROLLED = """
SELECT EXISTS (SELECT FROM indicators_eventmonth WHERE is_dirty
    AND make_timestamptz(year, month, 1, 0, 0, 0, 'UTC') < %s + interval '1 day')
"""
_RECENT = _("Kejadian tahun terakhir tetap di basis data. Sebutkan bulan yang lebih lama.")
_WAITS = _(
    "Di %(part)s masih ada kejadian yang menunggu diputuskan atau dihitung. Selesaikan dulu."
)
_DIFFERS = _("%(part)s terbaca lain dari yang disimpan; tidak ada yang dihapus. Periksa disknya.")
_NOT_HERE = _("Di folder ini tidak ada arsip %(part)s. Sebutkan folder dan bulan yang diarsipkan.")
_ALTERED = _("Berkas %(part)s tidak lagi seperti saat diarsipkan. Pakai salinan lain.")


@dataclass(frozen=True, slots=True)
class Part:
    """A year or a month of events in UTC; `ends` is the first moment after it."""

    name: str
    starts: datetime
    ends: datetime


@dataclass(frozen=True, slots=True)
class Kept:
    """What lies beside the rows of a part; `sha256` is that of their file."""

    name: str
    columns: list[str]
    rows: int
    sha256: str


def part_of(name: str) -> Part | None:
    """Read the bounds from a part's name; None for the rest, which has none."""
    found = _NAME.fullmatch(name)
    if not found:
        return None
    year, month = int(found[1]), int(found[2] or 0)
    months = 1 if month else 12
    after = year * 12 + max(month, 1) - 1 + months
    ends = datetime(after // 12, after % 12 + 1, 1, tzinfo=UTC)
    return Part(name, datetime(year, max(month, 1), 1, tzinfo=UTC), ends)


def put_away(base: Base, folder: Path, before: datetime, now: datetime) -> Iterator[Kept]:
    """Take out parts that end by `before`, each whole in `folder` when it is told.

    `base` is the tables' owner, committing by itself. Raises Refused where that is
    less than a year ago, where events of a part wait for somebody, or where the file does not
    read as the rows.
    """
    if before > now - LEAST_AGE:
        raise Refused(_RECENT)
    folder.mkdir(parents=True, exist_ok=True)
    for (name,) in base.execute(_TAKEN_OUT).fetchall():
        yield _keep(base, name, folder)
    names = [name for (name,) in base.execute(_ATTACHED, [TABLE])]
    for part in filter(None, map(part_of, names)):
        if part.ends <= before:
            _take_out(base, part)
            yield _keep(base, part.name, folder)


def _take_out(base: Base, part: Part) -> None:
    """The one moment in which others wait: none of it is as long as the part."""
    with base.transaction():
        base.execute("SET LOCAL lock_timeout = '5s'")
        base.execute(_put("ALTER TABLE {} DETACH PARTITION {}", TABLE, part.name))
        # From here on nobody reads it but the owner, whom the policy would show nothing.
        base.execute(_put("ALTER TABLE {} NO FORCE ROW LEVEL SECURITY", part.name))
        if _is_held(base, part.name) or _is_unrolled(base, part):
            raise Refused(_WAITS, part=part.name)
        base.execute(_NOTE, [TABLE, part.name, part.starts, part.ends])


def _is_held(base: Base, name: str) -> bool:
    asked = _put("SELECT EXISTS (SELECT FROM {} WHERE state = 'held')", name)
    return bool(_first(base.execute(asked)))


def _is_unrolled(base: Base, part: Part) -> bool:
    """Whether figures of an agency are still to be made of it; asked as each agency."""
    agencies = [key for (key,) in base.execute("SELECT id FROM tenancy_agency").fetchall()]
    return any(_is_unrolled_in(base, key, part) for key in agencies)


def _is_unrolled_in(base: Base, agency: int, part: Part) -> bool:
    base.execute("SELECT set_config('karsa.agency', %s, true)", [str(agency)])
    return bool(_first(base.execute(_UNROLLED, [part.ends])))


def _keep(base: Base, name: str, folder: Path) -> Kept:
    """Write, prove and drop; the manifest comes after the rows, the dropping after both."""
    described = base.execute(_put("SELECT * FROM {} LIMIT 0", name)).description or []
    columns = [one.name for one in described]
    draft = folder / f".{name}.draft"
    with gzip.GzipFile(draft, "wb", mtime=0) as file:
        _copy_out(base, name, columns, file)
    with base.transaction():
        rows = _compared(base, name, columns, draft)
        kept = Kept(name, columns, rows, of_file(draft))
        draft.replace(_rows(folder, name))
        _manifest(folder, name).write_text(json.dumps(asdict(kept), indent=2), encoding="utf-8")
        os.sync()  # both are there before the rows are not, also after a power cut
        told = "UPDATE tenancy_archivedpart SET rows = %s, sha256 = %s WHERE name = %s"
        base.execute(told, [rows, kept.sha256, name])
        base.execute(_put("DROP TABLE {}", name))
    return kept


def _copy_out(base: Base, name: str, columns: list[str], file: gzip.GzipFile) -> None:
    words = "COPY (SELECT {columns} FROM {table} ORDER BY id) TO STDOUT (FORMAT csv)"
    with base.cursor().copy(_copying(words, name, columns)) as copy:
        for block in copy:
            file.write(block)


def _copy_in(base: Base, name: str, columns: list[str], path: Path) -> None:
    words = "COPY {table} ({columns}) FROM STDIN (FORMAT csv)"
    with gzip.open(path) as file, base.cursor().copy(_copying(words, name, columns)) as copy:
        while block := file.read(_BLOCK):
            copy.write(block)


def _compared(base: Base, name: str, columns: list[str], path: Path) -> int:
    """Read the file back beside the rows; return how many there are. Raises Refused."""
    base.execute(_put("CREATE TEMPORARY TABLE read_back (LIKE {}) ON COMMIT DROP", name))
    _copy_in(base, "read_back", columns, path)
    missing = _first(
        base.execute(_put("SELECT count(*) FROM (TABLE {} EXCEPT ALL TABLE read_back) a", name))
    )
    rows, back = (
        int(_first(base.execute(_put("SELECT count(*) FROM {}", one))))
        for one in (name, "read_back")
    )
    if missing or rows != back:
        raise Refused(_DIFFERS, part=name)
    return rows


def bring_back(base: Base, folder: Path, when: str) -> Kept:
    """Attach the part of "2023-12" or "2023" again. Raises Refused if it is not as it was kept."""
    name = f"{TABLE}_{when.replace('-', '_')}"
    part = part_of(name)
    noted = "SELECT sha256 FROM tenancy_archivedpart WHERE name = %s"
    known = base.execute(noted, [name]).fetchone()
    if part is None or known is None:
        raise Refused(_NOT_HERE, part=name)
    kept, path = _read(folder, name), _rows(folder, name)
    if not path.exists() or not known[0] == kept.sha256 == of_file(path):
        raise Refused(_ALTERED, part=name)
    with base.transaction():
        base.execute(
            _put("CREATE TABLE {} (LIKE {} INCLUDING DEFAULTS INCLUDING CONSTRAINTS)", name, TABLE)
        )
        _copy_in(base, name, kept.columns, path)
        base.execute(POLICY.format(table=name))
        attach = _put("ALTER TABLE {} ATTACH PARTITION {} FOR VALUES FROM ", TABLE, name)
        bounds = sql.SQL("({}) TO ({})").format(part.starts, part.ends)
        base.execute(attach + bounds)
        base.execute("DELETE FROM tenancy_archivedpart WHERE name = %s", [name])
    return kept


@contextmanager
def owner(url: str) -> Iterator[Base]:
    """A connection of the tables' owner that speaks UTC and commits by itself."""
    with psycopg.connect(url, autocommit=True, options="-c timezone=UTC") as base:
        yield base


def _read(folder: Path, name: str) -> Kept:
    try:
        return Kept(**json.loads(_manifest(folder, name).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        raise Refused(_NOT_HERE, part=name) from None


def _rows(folder: Path, name: str) -> Path:
    return folder / f"{name}.csv.gz"


def _manifest(folder: Path, name: str) -> Path:
    return folder / f"{name}.json"


def _put(words: str, *names: str) -> sql.Composed:
    return sql.SQL(words).format(*map(sql.Identifier, names))


def _copying(words: str, table: str, columns: list[str]) -> sql.Composed:
    listed = sql.SQL(", ").join(map(sql.Identifier, columns))
    return sql.SQL(words).format(table=sql.Identifier(table), columns=listed)


def _first(cursor: psycopg.Cursor[Any]) -> Any:
    [value] = cursor.fetchone() or [None]
    return value
