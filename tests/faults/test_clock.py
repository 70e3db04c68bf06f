"""Clocks that jump: an hour back, two days ahead and back again."""

from datetime import UTC, datetime, timedelta

import pytest

from karsa.audit.models import AuditEntry
from karsa.audit.queries.proof import prove
from karsa.audit.services import record
from karsa.audit.services.sealing import REACH, seal_all
from karsa.jobs import registry, services
from karsa.jobs.registry import job
from karsa.org.tests import make
from karsa.site.backup import keeping, manifest
from karsa.site.backup.vault import Key

NOON = datetime(2026, 3, 4, 5, 0, tzinfo=UTC)  # 12.00 in Jakarta
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
JUMPS = (NOON, NOON - HOUR, NOON, NOON + 2 * DAY, NOON, NOON + HOUR, NOON + DAY, NOON + 2 * DAY)
ASKED: list[str] = []


@job("tests.jumping", nightly=True)
def jump(agency, now, **kwargs):
    ASKED.append(agency.code)


@pytest.fixture
def asked(agency, monkeypatch, django_capture_on_commit_callbacks):
    """How often the night's work is asked for at a moment."""
    monkeypatch.setattr(registry, "_NIGHTLY", {"tests.jumping"})
    monkeypatch.setattr(registry, "_HOURLY", set())

    def at(moment):
        ASKED.clear()
        with django_capture_on_commit_callbacks(execute=True):
            services.ask_regular(moment)
        return len(ASKED)

    return at


def test_an_hour_back_asks_for_nothing_twice(asked):
    assert [asked(NOON), asked(NOON - HOUR), asked(NOON)] == [1, 0, 0]


def test_a_night_that_a_wrong_clock_has_named_is_done_when_it_comes(asked):
    assert [asked(moment) for moment in JUMPS] == [1, 0, 0, 1, 0, 0, 1, 1]


def test_the_record_stays_whole(people):
    hana = make.actor(people.hana)
    for moment in JUMPS:
        record(make.actor(people.hana, moment), "tests.jumped", people.clinic)
        seal_all(hana.agency, moment)
    proof = prove(hana.agency, JUMPS[-1] - REACH)

    assert (proof.findings, proof.open) == ([], 0)
    assert proof.entries == AuditEntry.objects.count() == len(JUMPS)


def test_the_backup_made_last_is_kept_whatever_its_name(tmp_path):
    for name in ("20260304T050000Z", "20260306T050000Z"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "files.txt").touch()
        told = manifest.Manifest("", "", "sqlite", [], {}, 0)
        manifest.write(tmp_path / name, told)
    made = tmp_path / "20260304T050000Z"

    assert keeping.forget(tmp_path, 1, Key(), made) == 1
    assert manifest.backups(tmp_path) == [made]
