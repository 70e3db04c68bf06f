"""A backup holds one moment of everything, and comes back only as it was kept."""

import os
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from threading import Event, Thread

import psycopg
import pyrage
import pytest
from django.db import connection

from karsa.kit.testing import no_more_than
from karsa.rules.refused import Refused
from karsa.site.backup import keeping, manifest
from karsa.site.backup.databases import PostgreSQL
from karsa.site.backup.vault import Key, Lock, key_in, lock_for
from tests.with_postgres import as_owner

NOW = datetime(2026, 7, 1, 3, tzinfo=UTC)
PLAIN, NO_KEY = Lock(), Key()


@pytest.fixture
def installation(settings, tmp_path):
    """Settings that point to a small installation of a given name."""

    def at(name):
        settings.DATA = tmp_path / name
        settings.DATA.mkdir(exist_ok=True)
        settings.FILES_ROOT = settings.DATA / "files"
        settings.CERTIFICATES_ROOT = settings.DATA / "certificates"
        settings.DATABASE_URL = f"sqlite:///{settings.DATA / 'karsa.sqlite3'}"
        return settings.DATA

    return at


@pytest.fixture
def here(installation):
    """One with ten rows, a file and a certificate."""
    data = installation("here")
    with closing(sqlite3.connect(data / "karsa.sqlite3")) as base, base:
        base.execute("PRAGMA journal_mode=WAL")
        base.execute("CREATE TABLE entry (id INTEGER PRIMARY KEY, words TEXT)")
        words = [(f"kata {n}",) for n in range(10)]
        base.executemany("INSERT INTO entry (words) VALUES (?)", words)
    keep(data, b"bukti")
    (data / "certificates").mkdir()
    (data / "certificates" / "contoh.p12").write_bytes(b"certificate")
    return data


def keep(data, content):
    digest = sha256(content).hexdigest()
    path = data / "files" / "1" / digest[:2] / digest
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def rows(data):
    with closing(sqlite3.connect(data / "karsa.sqlite3")) as base:
        return base.execute("SELECT * FROM entry ORDER BY id").fetchall()


def test_everything_comes_back_row_for_row(here, installation, tmp_path, settings):
    folder = keeping.save(tmp_path / "kept", PLAIN, NOW)
    there = installation("there")

    found = keeping.restore(folder, NO_KEY)

    assert rows(there) == rows(here)
    assert (found.rows, found.manifest.files) == (10, 1)
    assert [path.read_bytes() for path in (there / "files").glob("*/??/*")] == [b"bukti"]
    assert (there / "certificates" / "contoh.p12").read_bytes() == b"certificate"
    assert (there / "secret.key").read_text() == settings.SECRET_KEY


def test_the_copy_is_of_one_moment_while_people_write(here, installation, tmp_path):
    stopped = Event()

    def write():
        with closing(sqlite3.connect(here / "karsa.sqlite3", timeout=20)) as base:
            while not stopped.is_set():
                with base:
                    base.execute("INSERT INTO entry (words) VALUES ('satu')")
                    base.execute("INSERT INTO entry (words) VALUES ('pasangannya')")

    writer = Thread(target=write)
    writer.start()
    try:
        folder = keeping.save(tmp_path / "kept", PLAIN, NOW)
    finally:
        stopped.set()
        writer.join()

    there = installation("there")
    keeping.restore(folder, NO_KEY)
    assert len(rows(there)) % 2 == 0


def test_what_is_encrypted_opens_for_its_key_only(here, installation, tmp_path):
    identity, other = pyrage.x25519.Identity.generate(), pyrage.x25519.Identity.generate()
    for name, one in (("good", identity), ("bad", other)):
        (tmp_path / name).write_text(f"# created: 2026-07-01\n{one}\n")
    folder = keeping.save(tmp_path / "kept", lock_for([str(identity.to_public())]), NOW)

    assert not any(b"kata 3" in path.read_bytes() for path in folder.iterdir())
    there = installation("there")
    for key in (NO_KEY, key_in(tmp_path / "bad")):
        with pytest.raises(Refused):
            keeping.restore(folder, key)
    assert not (there / "karsa.sqlite3").exists()
    keeping.restore(folder, key_in(tmp_path / "good"))
    assert rows(there) == rows(here)


@pytest.mark.parametrize("text", ["age1salah", "AGE-SECRET-KEY-1", ""])
def test_a_recipient_that_is_none_is_refused(text, tmp_path):
    with pytest.raises(Refused):
        lock_for([text])
    (tmp_path / "key").write_text(text)
    with pytest.raises(Refused):
        key_in(tmp_path / "key")


@pytest.mark.parametrize("part", ["database", "keys.tar", "files.txt"])
def test_an_altered_part_is_refused_before_anything_is_written(here, installation, tmp_path, part):
    folder = keeping.save(tmp_path / "kept", PLAIN, NOW)
    with (folder / part).open("ab") as file:
        file.write(b"x")
    there = installation("there")

    with pytest.raises(Refused, match=part):
        keeping.restore(folder, NO_KEY)
    assert not any(there.iterdir())


def test_an_altered_or_missing_file_is_named(here, installation, tmp_path):
    folder = keeping.save(tmp_path / "kept", PLAIN, NOW)
    [kept] = (tmp_path / "kept" / "pool").glob("*/??/*")
    kept.write_bytes(b"lain")
    installation("there")
    with pytest.raises(Refused, match=kept.name):
        keeping.restore(folder, NO_KEY)

    kept.unlink()
    installation("elsewhere")
    with pytest.raises(Refused, match=kept.name):
        keeping.restore(folder, NO_KEY)


def test_what_holds_something_is_not_written_over(here, tmp_path):
    folder = keeping.save(tmp_path / "kept", PLAIN, NOW)

    with pytest.raises(Refused, match="sudah berisi"):
        keeping.restore(folder, NO_KEY)


def test_a_backup_that_was_cut_off_is_none(here, tmp_path):
    folder = keeping.save(tmp_path / "kept", PLAIN, NOW)
    (folder / "manifest.json").unlink()

    assert manifest.backups(tmp_path / "kept") == []
    with pytest.raises(Refused, match="Tidak ada cadangan"):
        keeping.restore(folder, NO_KEY)


def test_what_a_killed_backup_left_goes_with_the_next(here, tmp_path):
    root = tmp_path / "kept"
    torn = root / "20260630T030000Z"
    (torn / ".draft-abc").mkdir(parents=True)
    (torn / ".draft-abc" / "keys.tar").write_bytes(b"in plain")
    half = root / "pool" / "1" / "ab" / ".abcd.draft"
    half.parent.mkdir(parents=True)
    half.write_bytes(b"half")
    keeping.save(root, PLAIN, NOW)

    assert not torn.exists()
    assert not half.exists()


def test_a_file_that_lost_its_content_in_a_power_cut_is_copied_again(here, tmp_path):
    root = tmp_path / "kept"
    keeping.save(root, PLAIN, NOW)
    [file] = (root / "pool").glob("*/??/*")
    file.write_bytes(b"")
    keeping.save(root, PLAIN, NOW + timedelta(days=1))

    assert file.read_bytes() == b"bukti"


def test_a_name_is_taken_once_and_two_do_not_write_at_once(here, tmp_path):
    root = tmp_path / "kept"
    keeping.save(root, PLAIN, NOW)
    with pytest.raises(Refused, match="jam mesin"):
        keeping.save(root, PLAIN, NOW)
    with keeping._alone(root), pytest.raises(Refused, match="sedang dibuat"):
        keeping.save(root, PLAIN, NOW + timedelta(days=1))


@pytest.mark.once
def test_a_full_disk_leaves_no_half_backup_and_the_next_is_whole(here, tmp_path):
    root = tmp_path / "kept"
    with no_more_than(4_000), pytest.raises((OSError, sqlite3.Error)):
        keeping.save(root, PLAIN, NOW)
    assert manifest.backups(root) == []
    assert not list(root.glob("2*"))
    assert not list(root.rglob("*draft*"))

    assert manifest.read(keeping.save(root, PLAIN, NOW)).rows == {"entry": 10}


def test_files_are_copied_once_and_go_with_the_last_backup_that_needs_them(here, tmp_path):
    root = tmp_path / "kept"
    keeping.save(root, PLAIN, NOW)
    [first] = (root / "pool").glob("*/??/*")
    moment = first.stat().st_mtime_ns
    keep(here, b"foto")
    keeping.save(root, PLAIN, NOW + timedelta(days=1))
    assert first.stat().st_mtime_ns == moment
    (here / "files" / first.relative_to(root / "pool")).unlink()
    keeping.save(root, PLAIN, NOW + timedelta(days=2))

    assert keeping.forget(root, 2, NO_KEY) == 1
    assert first.exists()
    assert keeping.forget(root, 1, NO_KEY) == 1
    assert [path.read_bytes() for path in (root / "pool").glob("*/??/*")] == [b"foto"]


@pytest.mark.postgres
@pytest.mark.skipif(connection.vendor != "postgresql", reason="needs PostgreSQL")
class TestPostgreSQL:
    """A database of its own beside the tests', with a table that row-level security guards."""

    @pytest.fixture
    def empty(self, settings):
        """Makes an empty database; returns the addresses of its owner and of who reads all."""
        made = []

        def make(purpose):
            name = f"{purpose}_{os.getpid()}"  # each process of a suite has its own
            with as_owner() as server:
                server.execute(f"CREATE DATABASE {name}")
            made.append(name)
            urls = (settings.DATABASE_ADMIN_URL, settings.DATABASE_BACKUP_URL)
            return PostgreSQL(*(f"{url.rpartition('/')[0]}/{name}" for url in urls))

        yield make
        with as_owner() as server:
            for name in made:
                server.execute(f"DROP DATABASE {name}")

    def test_a_guarded_table_comes_back_whole(self, empty, tmp_path):
        here, there = empty("backup_here"), empty("backup_there")
        with psycopg.connect(here.owner) as base:
            base.execute("CREATE TABLE entry AS SELECT n FROM generate_series(1, 50) AS n")
            base.execute("ALTER TABLE entry ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY")

        assert here.save(tmp_path / "dump") == {"entry": 50}
        there.load(tmp_path / "dump")

        assert there.counts() == {"entry": 50}
        with pytest.raises(Refused, match="sudah berisi"):
            there.load(tmp_path / "dump")

    def test_who_may_not_read_all_is_told_so(self, empty, tmp_path):
        here = empty("backup_here")
        with psycopg.connect(here.owner) as base:
            base.execute("CREATE TABLE entry AS SELECT 1 AS n")
            base.execute("ALTER TABLE entry ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY")

        with pytest.raises(Refused, match="row-level security"):
            PostgreSQL(here.owner, here.owner).save(tmp_path / "dump")
