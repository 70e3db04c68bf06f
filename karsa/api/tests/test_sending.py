"""The office's system sends units and people: as the import takes them, once per key."""

import json

import pytest

from karsa.audit.models import AuditEntry
from karsa.jobs import services as jobs
from karsa.jobs.models import Batch
from karsa.machines.models import KeptAnswer, Scope
from karsa.machines.tests import make as machines
from karsa.org.models import Assignment, Employee, Unit
from karsa.org.tests import make

UNITS = [
    {"external_id": "A", "parent": "", "name": "PEMERINTAH KABUPATEN CONTOH"},
    {"external_id": "B", "parent": "A", "name": "DINAS KESEHATAN"},
]
RINA = {
    "nip": "199001012015032001",
    "name": "Rina Kartikasari",
    "employment": "PNS",
    "position_kind": "Jabatan Fungsional",
    "position": "Bidan Terampil",
    "unit_id": "B",
    "unit": "Dinas Kesehatan",
}


@pytest.fixture
def send(agency, client):
    _row, text = machines.token(agency, Scope.STAFF)

    def put(what, rows, key="", **more):
        head = {"Authorization": f"Bearer {text}"} | ({"Idempotency-Key": key} if key else {})
        body = rows if isinstance(rows, str) else json.dumps({"rows": rows} | more)
        return client.post(f"/api/v1/imports/{what}", body, "application/json", headers=head)

    return put


def outcomes(answer):
    said = answer.json()
    return {name: said[name] for name in ("taken", "repaired", "refused", "unchanged")}


def test_units_and_people_come_in_and_the_same_again_changes_nothing(agency, send):
    assert send("units", UNITS).json()["taken"] == 2
    first = send("employees", [RINA])
    again = send("employees", [RINA])

    assert (first.status_code, again.status_code) == (200, 200)
    assert first.json()["taken"] + first.json()["repaired"] == 1
    assert again.json()["unchanged"] == 1
    post = Employee.objects.get(nip=RINA["nip"]).assignments.get()
    assert post.unit.external_id == "B"
    assert AuditEntry.objects.filter(verb="machines.rows_sent").count() == 3


def test_a_trial_writes_nothing(agency, send):
    answer = send("units", UNITS, dry_run=True)

    assert (answer.json()["taken"], answer.json()["dry_run"]) == (2, True)
    assert not Unit.objects.exists()


def test_rows_that_are_refused_are_named_and_the_others_kept(agency, send):
    send("units", UNITS)
    answer = send("employees", [RINA | {"nip": "12"}, RINA])

    refused = [row for row in answer.json()["rows"] if row["row"] == 1]
    assert refused[0]["outcome"] == "Ditolak"
    assert refused[0]["note"]
    assert Employee.objects.count() == 1


HEAD = RINA | {"position": "Kepala Dinas Kesehatan", "position_kind": "Jabatan Struktural"}


def test_no_machine_makes_anybody_head_of_a_unit(agency, send):
    send("units", [UNITS[0], UNITS[1] | {"head_title": "Kepala Dinas Kesehatan"}])
    answer = send("employees", [HEAD])

    [row] = answer.json()["rows"]
    assert (row["outcome"], "menunjuk pemimpin" in row["note"]) == ("Ditolak", True)
    assert not Assignment.objects.exists()

    send("employees", [RINA])  # nor does it promote her later
    assert outcomes(send("employees", [HEAD]))["refused"] == 1
    Assignment.objects.update(is_head=True)  # as a person appointed her
    assert outcomes(send("employees", [HEAD]))["refused"] == 0
    assert Assignment.objects.get(ends=None).is_head


@pytest.mark.parametrize(
    "changed", [{"parent": "C"}, {"head_title": "Bidan Terampil"}, {"head": "pns-rina"}]
)
def test_no_machine_changes_who_leads_whom(changed, send):
    units = [*UNITS, {"external_id": "C", "parent": "A", "name": "INSPEKTORAT"}]
    assert outcomes(send("units", units))["taken"] == 3
    answer = send("units", [units[1] | changed])

    assert outcomes(answer)["refused"] == 1
    assert "Sistem lain tidak boleh" in answer.json()["rows"][0]["note"]
    row = Unit.objects.get(external_id="B")
    assert row.parent
    assert (row.parent.external_id, row.head_title, row.head_external_id) == ("A", "", "")


def test_a_key_makes_a_write_happen_once(agency, send):
    first = send("units", UNITS, key="a1")
    again = send("units", UNITS, key="a1")

    assert again.json() == first.json()
    assert again["Idempotency-Replayed"] == "true"
    assert Batch.objects.count() == KeptAnswer.objects.count() == 1


def test_a_key_stands_for_one_body_only(agency, send):
    send("units", UNITS, key="a1")
    answer = send("units", UNITS[:1], key="a1")

    assert (answer.status_code, answer["Content-Type"]) == (422, "application/problem+json")
    assert Batch.objects.count() == 1


def test_two_at_once_with_one_key_are_told_to_wait(agency, send, monkeypatch):
    monkeypatch.setattr("karsa.machines.services.answers._hold", lambda asked: False)
    answer = send("units", UNITS, key="a1")

    assert (answer.status_code, answer["Retry-After"]) == (409, "1")
    assert not Unit.objects.exists()


def test_another_import_that_runs_is_waited_for(people, send):

    jobs.start(make.actor(people.hana), "org.employees")
    answer = send("employees", [RINA], key="a1")

    assert answer.status_code == 409
    assert "Impor lain" in answer.json()["detail"]
    assert not KeptAnswer.objects.exists()


@pytest.mark.parametrize(
    ("rows", "field"),
    [
        ([], "body.rows"),
        ([{}], "body.rows.0.nip"),
        ([RINA | {"nip": "\x00"}], "body.rows.0.nip"),
        ([RINA | {"name": "\ud800"}], "body.rows.0.name"),
        ([RINA | {"diagnosis": "x"}], "body.rows.0.diagnosis"),
        ([RINA | {"name": "x" * 301}], "body.rows.0.name"),
        ([RINA] * 501, "body.rows"),
    ],
)
def test_what_will_not_do_is_named_by_its_place(rows, field, send):
    answer = send("employees", rows)

    assert answer.status_code == 422
    assert field in [one["field"] for one in answer.json()["errors"]]
    assert not Employee.objects.exists()


@pytest.mark.parametrize("text", ["", "{", "[" * 5000, '{"rows": NaN}', "null"])
def test_what_is_no_json_is_said_so(text, send):
    answer = send("units", text)

    assert answer.status_code in (400, 422)
    assert answer["Content-Type"] == "application/problem+json"


def test_a_key_is_short_and_plain(send):
    for key in ("x" * 121, "a b", "kunci-é"):
        assert send("units", UNITS, key=key).status_code == 400


def test_formulas_and_quotes_come_in_as_they_were_written(agency, send):
    send("units", [UNITS[0], UNITS[1] | {"name": '=Dinas, "A"; B'}])
    assert Unit.objects.get(external_id="B").name.startswith("=Dinas")
