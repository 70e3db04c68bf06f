"""The record: it refuses to be changed, is sealed in some seconds, and shows any single change."""

import json
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from karsa.audit.models import AuditDetail, AuditEntry, AuditSeal
from karsa.audit.queries.anchors import anchors, as_kept, standing
from karsa.audit.queries.proof import Anchor, Fault, prove
from karsa.audit.services import record, seal
from karsa.audit.services.sealing import seal_all
from karsa.jobs.services import beat
from karsa.kit import clock
from karsa.org.queries.actor import system_actor
from karsa.org.tests import make
from karsa.tenancy.scope import scope

NOW = datetime(2026, 7, 1, 3, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def kept(people):
    """Nine acts in three seals; what making the people recorded is sealed before."""
    actor = make.actor(people.hana)
    seal_all(actor.agency, NOW)
    for number in range(3):
        for name in ("rina", "andi", "sinta"):
            record(actor, "tests.done", getattr(people, name), note=f"{name} {number}")
        seal(actor.agency, NOW + timedelta(seconds=5 * number))
    return list(AuditEntry.objects.filter(verb="tests.done").order_by("pk"))


def tampered(statement: str, *values: int) -> None:
    """What somebody could do who owns the tables and takes the triggers away first."""
    tables = ("audit_auditentry", "audit_auditseal")
    with connection.cursor() as cursor:
        for table in tables:
            for verb in ("update", "delete"):
                where = f" ON {table}" if connection.vendor == "postgresql" else ""
                cursor.execute(f"DROP TRIGGER IF EXISTS {table}_refuses_{verb}{where}")
        cursor.execute(statement, values)


def faults(agency, **more):
    return [(one.fault, one.key) for one in prove(agency, LATER, **more).findings]


def test_the_record_refuses_to_be_changed_or_removed(kept):
    for table in (AuditEntry, AuditSeal):
        for act in (lambda rows: rows.update(agency_id=1), lambda rows: rows.delete()):
            with pytest.raises(DatabaseError), transaction.atomic():
                act(table.objects.all())


def test_a_record_that_nobody_touched_is_whole(agency, kept):
    record(system_actor(agency, NOW), "tests.open", agency)

    newest = AuditSeal.objects.latest("number")
    proof = prove(agency, LATER, Anchor(newest.number, newest.link))

    assert proof.is_whole
    assert (proof.entries, proof.open) == (AuditEntry.objects.count(), 1)
    assert proof.head == newest.link


def test_an_entry_that_was_committed_late_is_sealed_behind_younger_ones(agency, kept):
    seals = AuditSeal.objects.count()
    late = AuditEntry(pk=kept[-1].pk + 1000, agency=agency, at=NOW, verb="tests.late", kind="x")
    late.save(force_insert=True)
    seal(agency, NOW + timedelta(minutes=1))
    later = AuditEntry(pk=late.pk - 500, agency=agency, at=NOW, verb="tests.later", kind="x")
    later.save(force_insert=True)

    assert prove(agency, NOW).open == 1
    seal(agency, NOW + timedelta(minutes=2))

    proof = prove(agency, LATER)
    assert proof.is_whole
    assert (proof.seals, proof.open) == (seals + 2, 0)


def test_a_worker_seals_every_agency_at_each_beat(agency, elsewhere, kept):
    record(system_actor(agency, NOW), "tests.open", agency)
    with scope(elsewhere):
        record(system_actor(elsewhere, NOW), "tests.open", elsewhere)

    beat(LATER)

    for one in (agency, elsewhere):
        with scope(one):
            assert standing(one).open == 0


def test_an_erased_detail_leaves_the_record_whole(agency, kept):
    AuditDetail.objects.filter(entry=kept[0]).delete()

    proof = prove(agency, LATER)

    assert (proof.is_whole, proof.erased) == (True, 1)


def test_a_changed_detail_is_found(agency, kept):
    AuditDetail.objects.filter(entry=kept[4]).update(text="lain")

    assert faults(agency) == [(Fault.DETAIL, kept[4].pk)]


@pytest.mark.once
class TestByTheOwnerOfTheTables:
    """Each of these needs the triggers gone, which only who owns the tables can do."""

    @pytest.mark.parametrize("place", [0, 4, 8])
    @pytest.mark.parametrize(
        "change",
        [
            "verb = 'tests.other'",
            "at = '2026-06-30 03:00:00'",
            "actor_id = 999",
            "actor_id = NULL",
            "object_id = '999'",
            "detail_digest = ''",
        ],
    )
    def test_a_changed_entry_is_named(self, agency, kept, place, change):
        AuditDetail.objects.all().delete()
        tampered(f"UPDATE audit_auditentry SET {change} WHERE id = %s", kept[place].pk)

        assert faults(agency) == [(Fault.CHANGED, kept[place].pk)]

    @pytest.mark.parametrize("place", [0, 4, 8])
    def test_a_removed_entry_is_named(self, agency, kept, place):
        AuditDetail.objects.all().delete()
        tampered("DELETE FROM audit_auditentry WHERE id = %s", kept[place].pk)

        assert faults(agency) == [(Fault.REMOVED, kept[place].pk)]

    def test_two_entries_that_changed_places_are_named(self, agency, kept):
        AuditDetail.objects.all().delete()
        one, other = kept[3].pk, kept[4].pk
        tampered("UPDATE audit_auditentry SET id = -id WHERE id IN (%s, %s)", one, other)
        tampered("UPDATE audit_auditentry SET id = %s + %s + id WHERE id < 0", one, other)

        assert faults(agency) == [(Fault.CHANGED, one), (Fault.CHANGED, other)]

    def test_an_entry_put_between_old_ones_is_named(self, agency, kept):
        key = kept[0].pk
        AuditDetail.objects.all().delete()
        tampered("UPDATE audit_auditentry SET id = -1 WHERE id = %s", key)
        AuditEntry(pk=key, agency=agency, at=NOW, verb="tests.forged", kind="x").save()

        assert faults(agency) == [(Fault.CHANGED, key), (Fault.ADDED, -1)]

    def test_a_chain_that_was_made_anew_is_told_by_the_anchor(self, agency, kept):
        [today] = anchors(agency)[:1]
        AuditDetail.objects.all().delete()
        tampered("DELETE FROM audit_auditseal")
        seal_all(agency, LATER)

        proof = prove(agency, LATER + timedelta(hours=1))
        anchored = prove(agency, LATER, Anchor(today.number, today.link))

        assert proof.is_whole
        assert [one.fault for one in anchored.findings] == [Fault.ANCHOR]

    def test_a_seal_that_was_changed_is_named(self, agency, kept):
        number = AuditSeal.objects.latest("number").number
        tampered("UPDATE audit_auditseal SET link = 'x' WHERE number = %s", number)

        assert faults(agency) == [(Fault.SEAL, number)]

    def test_the_command_proves_against_an_anchor_and_fails_on_a_fault(
        self, agency, kept, tmp_path, monkeypatch
    ):
        monkeypatch.setattr(clock, "now", lambda: LATER)
        path = tmp_path / "jangkar.json"
        path.write_bytes(as_kept(AuditSeal.objects.latest("number")))
        told = StringIO()

        call_command("verify-audit", "--json", "--anchor", str(path), stdout=told)
        assert json.loads(told.getvalue())[agency.code]["whole"]

        AuditDetail.objects.all().delete()
        tampered("DELETE FROM audit_auditentry WHERE id = %s", kept[4].pk)
        with pytest.raises(CommandError, match="tidak utuh"):
            call_command("verify-audit", stdout=told)
        assert f"removed {kept[4].pk}" in told.getvalue()

    def test_a_file_that_is_no_anchor_is_refused(self, agency, tmp_path):
        path = tmp_path / "lain.json"
        path.write_text("[]")

        with pytest.raises(CommandError) as why:
            call_command("verify-audit", "--anchor", str(path))
        assert why.value.returncode == 2


def test_days_end_with_an_anchor(agency, kept):
    AuditEntry(agency=agency, at=LATER, verb="tests.next", kind="x").save()
    seal(agency, LATER + timedelta(days=1))

    newest, today = anchors(agency)

    assert (newest.day.day, newest.rows, today.day.day) == (2, 1, 1)
    assert newest.link == AuditSeal.objects.latest("number").link
