"""A month of an agency as files: what is in them, what is not, and that they stay the same."""

import json
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from pyarrow import parquet

from karsa.audit.models import AuditEntry
from karsa.development.tests import trained
from karsa.org.queries.actor import system_actor
from karsa.org.tests import make as org
from karsa.rules.refused import Refused
from karsa.tenancy.scope import scope
from karsa.warehouse import manifest
from karsa.warehouse.month import Month
from karsa.warehouse.reporting import files_in
from karsa.warehouse.services import publish
from karsa.warehouse.tests import make


@pytest.fixture
def root(people, tmp_path):
    make.month(people)
    return tmp_path


def published(agency, root, month=make.MARCH):
    return publish(actor=system_actor(agency, org.NOW), month=month, root=root)


def rows(root, table):
    [path] = files_in(root)[table]
    return parquet.read_table(path).to_pylist()


def test_a_month_holds_what_happened_and_nobodys_name(people, agency, root):
    told, is_new = published(agency, root)

    assert is_new
    assert {name: one.rows for name, one in told.tables.items()} == {
        "entries": 3,
        "evaluations": 1,
        "raters": 1,
        "figures": 1,
        "responses": 6,
        "complaints": 2,
        "trainings": 1,
        "panel": 0,
    }
    first = rows(root, "entries")[1]
    [learned] = rows(root, "trainings")
    assert first["person"] == learned["person"] != people.rina.pk
    told_of = ("agency", "month", "unit", "office", "state", "quantity", "measure", "day")
    assert [first[name] for name in told_of] == [
        *("contoh", 202603, people.clinic.pk, people.office.pk),
        *("accepted", 29, "orang", org.TODAY),
    ]
    everything = b"".join(path.read_bytes() for path in root.rglob("*.parquet"))
    for name in (people.rina.nip, "Rina", "Pemeriksaan", "Antrean di loket"):
        assert name.encode() not in everything


def test_empty_and_awkward_values_come_as_they_are(agency, root):
    published(agency, root)

    told = rows(root, "entries")[2]
    assert (told["quantity"], told["measure"]) == (None, 'kotak, "besar"')
    solved, late = rows(root, "complaints")
    assert (late["days"], late["in_time"]) == (None, False)
    assert (solved["days"], solved["in_time"], solved["reopened"]) == (1, True, False)


def test_an_indicator_is_named_without_its_unit_and_scaled(agency, root):
    published(agency, root)

    [told] = rows(root, "figures")
    assert told["indicator"] == "Ibu hamil terlayani"
    assert (told["value"], told["weight"], told["aim"]) == (605_000, 10_000, "value")


def test_the_same_data_are_the_same_bytes_and_leave_no_second_trace(agency, root):
    first, _new = published(agency, root)
    again, is_new = published(agency, root)

    assert (first, is_new) == (again, False)
    assert AuditEntry.objects.filter(verb="warehouse.published").count() == 1


def test_what_changed_replaces_its_file_alone(people, agency, root):
    before, _new = published(agency, root)
    people.rina.entries.filter(state="accepted").update(quantity=7)
    after, is_new = published(agency, root)

    changed = {name for name in after.tables if after.tables[name] != before.tables[name]}
    assert is_new
    assert changed == {"entries"}
    folder = root / "contoh" / "2026-03"
    assert len(list(folder.iterdir())) == len(after.tables) + 1


def test_a_killed_export_leaves_the_old_month_whole(people, agency, root, monkeypatch):
    published(agency, root)
    before = files_in(root, whole=True)
    monkeypatch.setattr("karsa.warehouse.services.publishing._replace", _killed)
    people.rina.entries.filter(state="accepted").update(quantity=7)
    with pytest.raises(KeyboardInterrupt):
        published(agency, root)

    assert files_in(root, whole=True) == before


def _killed(*_any):
    raise KeyboardInterrupt


def test_people_have_another_key_every_year_and_agency(people, agency, root, elsewhere):
    published(agency, root)
    people.rina.entries.update(day=date(2027, 1, 4))
    published(agency, root / "next", Month(2027, 1))
    with scope(elsewhere):
        told, _new = published(elsewhere, root / "other")

    keys = {row["person"] for folder in (root, root / "next") for row in _entries(folder)}
    assert len(keys) == 2
    assert sum(one.rows for one in told.tables.values()) == 0


def _entries(root):
    paths = root.glob("contoh/*/entries-*.parquet")
    return [row for path in paths for row in parquet.read_table(path).to_pylist()]


def test_desks_that_learned_are_told_with_their_start(people, agency, tmp_path):
    trained.desks(people.office)
    published(agency, tmp_path, Month(2025, 11))

    told = rows(tmp_path, "panel")
    starts = [row["first"] for row in told]
    assert len(told) == 12
    assert starts.count(Month(2025, 9).place) == starts.count(None) == 6


def test_files_that_are_gone_changed_or_of_another_schema_are_refused(agency, root):
    told, _new = published(agency, root)
    folder = root / "contoh" / "2026-03"
    path = folder / told.tables["entries"].file
    content = path.read_bytes()

    path.write_bytes(content[:-1] + b"x")
    assert files_in(root)
    with pytest.raises(Refused, match="berubah"):
        files_in(root, whole=True)
    path.unlink()
    with pytest.raises(Refused, match="hilang"):
        files_in(root)
    kept = folder / manifest.NAME
    kept.write_text(json.dumps(json.loads(kept.read_text()) | {"schema": 0}))
    with pytest.raises(Refused, match="skema"):
        files_in(root)
    kept.write_text("{")
    with pytest.raises(Refused, match="terbaca"):
        files_in(root)
    with pytest.raises(Refused, match="Belum ada"):
        files_in(root / "nowhere")


def test_the_command_exports_and_proves_and_names_what_it_does_not_know(agency, root, monkeypatch):
    monkeypatch.setattr("karsa.kit.clock.now", lambda: org.NOW)
    [told] = json.loads(karsa("export", root, "--json"))
    assert (told["month"], told["is_new"]) == ("2026-02", True)
    assert "0 baris" in karsa("export", root, "--agency", "contoh", "--month", "2025-01")
    assert "tidak ada yang berubah" in karsa("export", root)
    assert json.loads(karsa("verify", root, "--json")) == {"files": 16}
    with pytest.raises(CommandError) as why:
        karsa("report", "nonsense", "--from", root)
    assert why.value.returncode == 2
    with pytest.raises(CommandError) as why:
        karsa("export", root, "--agency", "entah")
    assert why.value.returncode == 2


def karsa(*words):
    out = StringIO()
    call_command("warehouse", *map(str, words), stdout=out)
    return out.getvalue()
