import csv
import io
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from karsa.audit.models import AuditEntry
from karsa.jobs.models import Batch, BatchRow
from karsa.kit.testing import assert_flat
from karsa.org.models import RaterLine
from karsa.org.queries.rater_table import rater_table
from karsa.org.services import imports
from karsa.org.tests import make

BASE = "/kerja/organisasi/penilai/"
APRIL = date(2026, 4, 1)


@pytest.fixture(autouse=True)
def the_day(monkeypatch):
    monkeypatch.setattr("karsa.kit.clock.now", lambda: make.NOW)


@pytest.fixture
def hana(people, sign_in):
    return sign_in(people.hana)


def table(client) -> list[dict[str, str]]:
    answer = client.get(f"{BASE}penilai.csv")
    text = answer.content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def upload(rows) -> SimpleUploadedFile:
    target = io.StringIO()
    writer = csv.DictWriter(target, rows[0], delimiter=";")
    writer.writeheader()
    writer.writerows(rows)
    return SimpleUploadedFile("penilai.csv", target.getvalue().encode())


def run(batch: Batch) -> Batch:
    imports.run_batch(agency=batch.agency, batch_id=batch.pk, now=make.NOW)
    batch.refresh_from_db()
    assert batch.state == Batch.State.DONE, batch.problem
    return batch


def bring(people, rows) -> Batch:
    """Check the table and keep it, as the pages and the worker do."""
    actor = make.actor(people.hana)
    trial = run(imports.check(actor=actor, kind="raters", upload=upload(rows)))
    kept = run(imports.keep(actor=actor, batch_id=trial.pk))
    counts = [(row.taken, row.refused, row.unchanged) for row in (trial, kept)]
    assert counts[0] == counts[1], "the preview said something else"
    return kept


def test_a_table_that_comes_back_unchanged_changes_nothing(hana, people):
    before = list(RaterLine.objects.order_by("pk").values())
    kept = bring(people, table(hana))

    assert (kept.taken, kept.refused, kept.unchanged) == (0, 0, 7)
    assert list(RaterLine.objects.order_by("pk").values()) == before
    assert AuditEntry.objects.filter(verb="org.raters_taken").count() == 1


def change(rows, person, **cells):
    row = next(row for row in rows if row["NIP"] == person.nip)
    row.update(cells)


def test_corrections_are_taken_and_reviewers_follow(hana, people):
    rows = table(hana)
    to_budi = {"NIP penilai": people.budi.nip, "Berlaku dari": "1 April 2026", "SK": "SK 9"}
    change(rows, people.andi, **to_budi)
    kept = bring(people, rows)

    assert (kept.taken, kept.refused) == (1, 0)
    andi = make.line_of(people.andi.assignments.get().pk, APRIL)
    assert (andi.rater, andi.decree) == (people.budi, "SK 9")
    assert make.line_of(people.rina.assignments.get().pk, APRIL).reviewer == people.budi


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"NIP": "199001012015039999"}, "NIP pegawai tidak ada"),
        ({"NIP penilai": "199001012015039999"}, "NIP penilai tidak ada"),
        ({"NIP penilai": "1.99001E+17"}, "disimpan sebagai angka"),
        ({"Berlaku dari": "31-02-2026"}, "tidak ada dalam kalender"),
        ({"Berlaku dari": "2020-01-01"}, "belum punya penempatan"),
    ],
)
def test_rows_that_cannot_be_taken_say_why(hana, people, cells, words):
    rows = table(hana)
    good = {"NIP penilai": people.sinta.nip, "Berlaku dari": "2026-04-01"}
    change(rows, people.rina, **(good | cells))
    kept = bring(people, rows)

    assert (kept.taken, kept.refused) == (0, 1)
    assert words in BatchRow.objects.get(batch=kept, outcome="refused").note


def test_a_circle_made_by_two_rows_is_refused_at_the_second(hana, people):
    rows = table(hana)
    day = {"Berlaku dari": "2026-04-01"}
    change(rows, people.sinta, **{"NIP penilai": people.budi.nip, **day})
    change(rows, people.budi, **{"NIP penilai": people.sinta.nip, **day})
    kept = bring(people, rows)

    assert (kept.taken, kept.refused) == (1, 1)
    assert "berputar" in BatchRow.objects.get(batch=kept, outcome="refused").note


def test_the_day_of_a_rater_a_person_set_is_not_rewritten(hana, people):
    RaterLine.objects.update(origin="set")
    rows = table(hana)
    change(rows, people.rina, **{"NIP penilai": people.sinta.nip})
    kept = bring(people, rows)

    assert "hari pertama" in BatchRow.objects.get(batch=kept, outcome="refused").note


def test_one_of_several_posts_is_named_by_its_code(hana, people):
    acting = make.assignment(people.dedi, people.office, kind="acting")
    rows = table(hana)
    row = next(row for row in rows if row["Kode penempatan"] == str(acting.pk))
    assert row["NIP penilai"] == ""
    row.update({"NIP penilai": people.sinta.nip, "Berlaku dari": "2026-04-01"})
    kept = bring(people, rows)

    assert kept.taken == 1
    assert make.line_of(acting.pk, APRIL).rater == people.sinta


def test_the_pages_take_the_table_away_and_bring_it_back(hana, people):
    assert "Unduh XLSX" in hana.get(f"{BASE}berkas/").content.decode()
    assert hana.get(f"{BASE}penilai.xlsx").content.startswith(b"PK")
    answer = hana.post(f"{BASE}berkas/", {"file": upload(table(hana))})
    assert answer.url.startswith("/kerja/organisasi/impor/")
    wrong = SimpleUploadedFile("penilai.csv", b"a;b\n1;2\n")
    assert "kolom" in hana.post(f"{BASE}berkas/", {"file": wrong}).content.decode()
    assert "Pilih berkas" in hana.post(f"{BASE}berkas/").content.decode()


def test_the_table_costs_the_same_for_many(agency, people):
    def grow():
        for _ in range(15):
            make.rater(make.assignment(make.employee(agency), people.clinic), people.andi)

    assert_flat(lambda: list(rater_table(agency, make.TODAY)), grow)
