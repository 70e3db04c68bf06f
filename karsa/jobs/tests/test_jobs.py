"""Long work: asked for on commit, done in its agency, counted, and able to go on."""

import logging
from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import caches
from django.db import connection, transaction
from django.utils import timezone

from karsa.jobs import registry, services
from karsa.jobs.management.commands.worker import Command
from karsa.jobs.models import Batch, BatchRow
from karsa.jobs.queries import progress, report
from karsa.jobs.registry import job
from karsa.kit.limits import forget_expired
from karsa.org.tests import make
from karsa.rules.refused import Refused

DONE: list[tuple[str, datetime, dict[str, int | str]]] = []


@job("tests.note")
def note(agency, now, **kwargs):
    DONE.append((agency.code, now, kwargs))


@job("tests.step", own_scope=True)
def step(agency, now, **kwargs):
    DONE.append((agency.code, now, kwargs))


@job("tests.sweep", nightly=True)
def sweep(agency, now, **kwargs):
    DONE.append((agency.code, now, kwargs))


@pytest.fixture
def batch(people):
    return services.start(make.actor(people.hana), "tests.kind")


def rows(batch, *outcomes, first=1):
    return [
        BatchRow(agency=batch.agency, batch=batch, number=n, outcome=outcome, label="=A", note="")
        for n, outcome in enumerate(outcomes, first)
    ]


@pytest.mark.parametrize("name", ["tests.note", "tests.step"])
def test_work_is_done_once_the_transaction_is_kept(
    agency, name, django_capture_on_commit_callbacks
):
    DONE.clear()
    with django_capture_on_commit_callbacks(execute=True):
        services.later(name, agency, batch_id=7)
        assert not DONE

    ((code, _, kwargs),) = DONE
    assert (code, kwargs) == ("contoh", {"batch_id": 7})


def test_unknown_work_is_noticed_at_once(agency):
    with pytest.raises(KeyError):
        services.later("tests.nothing", agency)


def test_a_batch_counts_its_rows(batch):
    assert progress(batch).is_moving
    services.begin(batch, 4)
    services.keep_rows(batch, rows(batch, "taken", "refused"))

    assert (batch.state, batch.done, batch.taken, batch.refused) == ("running", 2, 1, 1)
    assert progress(batch).percent == 50

    services.keep_rows(batch, rows(batch, "repaired", "unchanged", first=3))
    services.finish(batch, make.NOW)
    assert (progress(batch).percent, progress(batch).is_moving) == (100, False)


def test_two_workers_cannot_move_the_same_batch(batch):
    services.begin(batch, 4)
    other = Batch.objects.get(pk=batch.pk)
    services.keep_rows(batch, rows(batch, "taken"))

    with pytest.raises(Refused, match="proses lain"), transaction.atomic():
        services.keep_rows(other, rows(other, "taken"))

    assert BatchRow.objects.count() == 1


def test_the_report_lists_every_row_in_words(batch):
    services.keep_rows(batch, rows(batch, "refused", "taken"))

    assert list(report(batch)) == [(1, "Ditolak", "=A", ""), (2, "Diterima", "=A", "")]


def test_a_failed_batch_waits_again_a_done_one_does_not(batch):
    services.fail(batch, "Terhenti.", make.NOW)
    assert services.resume(batch.pk).state == "waiting"

    services.finish(batch, make.NOW)
    with pytest.raises(Refused, match="sudah selesai"):
        services.resume(batch.pk)


def test_once_is_once_per_agency(agency, elsewhere):
    assert services.once(agency, "a")
    assert not services.once(agency, "a")
    assert services.once(agency, "b")


def test_nightly_work_is_asked_for_once_a_day_in_the_agency_s_time(
    agency, elsewhere, monkeypatch, django_capture_on_commit_callbacks
):
    monkeypatch.setattr(registry, "_NIGHTLY", {"tests.sweep"})
    elsewhere.zone = "Asia/Jayapura"  # two hours ahead
    elsewhere.save()

    def asked(day, hour):
        DONE.clear()
        with django_capture_on_commit_callbacks(execute=True):
            services.ask_regular(datetime(2026, 11, day, hour, 30, tzinfo=UTC))
        return [code for code, *_ in DONE]

    assert asked(21, 2) == ["contoh", "lain"]  # whatever the hour, if the night was missed
    assert asked(21, 16) == ["lain"]  # 23.30 in Jakarta, 01.30 in Jayapura
    assert asked(21, 17) == []
    assert asked(21, 18) == ["contoh"]
    assert asked(22, 2) == []
    assert asked(22, 20) == ["contoh", "lain"]


@pytest.mark.usefixtures("agency")
def test_what_was_counted_in_an_hour_that_is_over_is_deleted():
    cache = caches["shared"]
    cache.set("gone", 1, 1)
    cache.set("stays", 1, 7200)
    forget_expired(timezone.now() + timedelta(hours=1))
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM karsa_cache")
        keys = " ".join(key for (key,) in cursor.fetchall())
    assert "stays" in keys
    assert "gone" not in keys


def test_a_worker_logs_what_the_settings_say():
    before = logging.getLogger("django_tasks").level
    Command().configure_logging(1)
    assert logging.getLogger("django_tasks").level == before
