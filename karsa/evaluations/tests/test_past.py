"""Last year comes in: plans, results, open objections; marked, idempotent, never as evidence."""

import json
from contextlib import suppress
from datetime import date
from functools import partial
from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse

from karsa.evaluations import services
from karsa.evaluations.models import Evaluation, Objection
from karsa.evaluations.queries.proposal import proposal_for
from karsa.evaluations.services.objecting import Verdict
from karsa.evaluations.tests import make
from karsa.jobs.models import Batch
from karsa.kit.testing import queries_of
from karsa.org.models import Period
from karsa.org.tests import make as org
from karsa.plans.models import PerformancePlan, WorkResult
from karsa.plans.services import copy_last_year
from karsa.plans.tests import make as plans

PLANS = "nip;tahun;hasil kerja;jenis;indikator;target;aspek;rencana aksi\n"
RESULTS = "nip;tahun;hasil_kerja;perilaku_kerja;predikat;keberatan;tanggal_keberatan\n"
GOOD = "Sesuai Ekspektasi;Sesuai Ekspektasi;Baik"


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: org.NOW)


@pytest.fixture
def take(tmp_path, agency):
    """Run a command over a table; return its counts, or every line of a trial."""

    def act(command, text, *more):
        path = tmp_path / "lalu.csv"
        path.write_text(text)
        out = StringIO()
        with suppress(SystemExit):  # some rows are refused
            call_command(command, str(path), *(more or ["--json"]), stdout=out)
        said = out.getvalue()
        return said.splitlines() if more else json.loads(said.splitlines()[-1])

    return act


def plan_rows(people):
    rina = people.rina.nip
    return PLANS + (
        f"{rina};2025;Ibu hamil terlayani;utama;Jumlah ibu;120 orang;Kuantitas;Memeriksa ibu\n"
        f"{rina};2025;Ibu hamil terlayani;utama;Tepat waktu;15 menit;Waktu;\n"
        f"{rina};2025;Panitia HUT;tambahan;Acara selesai;1 acara;;\n"
        f"{rina};2024;Terlalu lama;;;;;\n"
        f"{rina};2025;;;Tanpa hasil;;;\n"
        "199001012015039999;2025;Tidak dikenal;;;;;\n"
    )


def test_plans_come_in_whole_and_twice_changes_nothing(people, take):
    first = take("import-plans", plan_rows(people))
    again = take("import-plans", plan_rows(people))

    assert (first["taken"], first["refused"]) == (3, 3)
    assert (again["taken"], again["unchanged"], again["refused"]) == (0, 3, 3)
    plan = PerformancePlan.objects.get()
    assert (plan.year, plan.state, plan.origin) == (2025, "set", "table")
    served, party = plan.results.order_by("order")
    assert [row.aspect for row in served.measures.order_by("order")] == ["quantity", "time"]
    assert (party.kind, plan.actions.get().result) == ("additional", served)


def test_a_trial_tells_the_fate_of_every_row_and_keeps_none(people, take):
    lines = take("import-plans", plan_rows(people), "--dry-run")

    assert lines[0].startswith("2: Diterima (Rina Kartikasari)")
    assert "5: Ditolak" in lines[3]
    assert "tentang tahun 2024, sedangkan yang diimpor tahun 2025" in lines[3]
    assert "tanpa hasil kerja" in lines[4]
    assert "tidak ada di daftar pegawai" in lines[5]
    assert not PerformancePlan.objects.exists()
    assert not Batch.objects.exists()


def test_what_came_in_is_the_source_of_this_years_copy(people, take):
    take("import-plans", plan_rows(people))
    mine = people.rina.assignments.get()
    copied = copy_last_year(actor=org.actor(people.rina), assignment=mine, year=2026)

    assert (copied.state, copied.origin, copied.results.count()) == ("draft", "", 2)
    assert copied.actions.get().starts == date(2026, 1, 1)


def test_a_plan_written_here_is_never_touched(people, take):
    plans.plan(people.rina.assignments.get(), year=2025, starts="2025-01-01", ends="2025-12-31")

    assert take("import-plans", plan_rows(people))["refused"] == 6
    assert not WorkResult.objects.exists()


def test_bkns_report_of_plans_makes_a_bare_plan(people, take):
    text = f"id;nip;skp_id;periode_awal;periode_akhir\n1;{people.rina.nip};S1;2024-01-01;2024-12-31"
    take("import-plans", text, "--year", "2024")

    plan = PerformancePlan.objects.get()
    assert (plan.origin, plan.year, plan.results.count()) == ("bkn", 2024, 0)


def result_rows(people):
    return RESULTS + (
        f"{people.rina.nip};2025;{GOOD};;\n"
        f"{people.dedi.nip};2025;{GOOD};Capaian belum dihitung;27-02-2026\n"
        f"{people.andi.nip};2025;Di atas ekspektasi;Sesuai Ekspektasi;Sangat Baik;;\n"
        f"{people.sinta.nip};2026;{GOOD};;\n"
    )


def test_results_and_open_objections_come_in_marked(people, take):
    counts = take("import-results", result_rows(people))
    again = take("import-results", result_rows(people))

    assert (counts["taken"], counts["refused"]) == (2, 2)  # another grade than its ratings; 2026
    assert (again["unchanged"], again["refused"]) == (2, 2)
    period = Period.objects.get()
    assert (period.year, period.number, period.is_closed) == (2025, 0, True)
    row = Evaluation.objects.get(assignment__employee=people.rina)
    assert (row.grade, row.state, row.origin, row.rater) == ("good", "closed", "table", people.andi)
    objection = Objection.objects.get()
    assert objection.evaluation.state == "objected"
    assert objection.decide_by == date(2026, 3, 10)  # seven working days


def test_an_open_objection_is_decided_here(people, take):
    take("import-results", result_rows(people))
    objection = Objection.objects.get()
    services.explain(actor=org.actor(people.andi), objection_id=objection.pk, text="Bukti kurang")
    services.decide_objection(
        actor=org.actor(people.sinta),
        objection_id=objection.pk,
        verdict=Verdict("changes", "Bukti lengkap", "above", "above"),
    )

    row = Evaluation.objects.get(pk=objection.evaluation_id)
    assert (row.grade, row.state) == ("very_good", "decided_on_objection")
    assert take("import-results", result_rows(people))["refused"] == 3  # it is in hand here


@pytest.mark.parametrize(
    ("columns", "cells", "words"),
    [
        ("nip_penilai", "{rina}", "tidak boleh orang yang sama"),
        ("nip_penilai", "123", "tidak ada di daftar pegawai"),
        ("periode_awal;periode_akhir", "2025-12-31;2025-01-01", "mendahului"),
    ],
)
def test_a_row_is_refused_with_its_reason(people, take, columns, cells, words):
    text = f"nip;hasil_kerja;perilaku_kerja;{columns}\n{people.rina.nip};sesuai;sesuai;{cells}\n"
    lines = take("import-results", text.format(rina=people.rina.nip), "--dry-run")

    assert words in lines[0]
    assert not Evaluation.objects.exists()


def test_a_rater_before_karsa_is_taken_from_the_list_and_said(people, take):
    text = "id;nip;periode_awal_skp;periode_akhir_skp;hasil_kerja;perilaku_kerja;hasil_akhir\n"
    row = f"9;{people.rina.nip};2024-01-01;2024-03-31;{GOOD}\n"
    lines = take("import-results", text + row, "--dry-run")
    take("import-results", text + row)

    assert "Penilai diambil dari daftar penilai di Karsa: Andi Prasetyo" in lines[0]
    found = Evaluation.objects.get()
    assert (found.origin, found.period.name) == ("bkn", "Triwulan I 2024")


def test_what_came_in_is_no_evidence(people, take):
    take("import-plans", plan_rows(people))
    take("import-results", result_rows(people))
    plan = PerformancePlan.objects.get(assignment__employee=people.rina)

    shown = proposal_for(plan, make.quarter(people), make.DAY)
    assert (shown.ratings, shown.accepted, len(shown.entries)) == ((None, None), 0, 0)


def test_the_performance_office_brings_both_on_one_page(
    people, sign_in, tmp_path, django_capture_on_commit_callbacks
):
    hana = sign_in(people.hana)
    assert "SKP tahun lalu" in hana.get(reverse("org:imports")).content.decode()
    upload = SimpleUploadedFile("lalu.csv", result_rows(people).encode())
    with django_capture_on_commit_callbacks(execute=True):
        hana.post(reverse("org:import_check_past_results"), {"hasil-lalu-file": upload})
    page = hana.get(reverse("org:import", args=[Batch.objects.get().pk])).content.decode()

    assert "2 hasil tahun lalu siap disimpan" in page
    assert not Evaluation.objects.exists()


@pytest.mark.once
def test_a_table_costs_the_same_for_many_people(people, take):
    def lines(*who):
        text = "".join(
            f"{one.nip};2025;Hasil {n};;Ukuran {n};;;Aksi {n}\n" for one in who for n in (1, 2)
        )
        rated = "".join(f"{one.nip};2025;{GOOD};;\n" for one in who)
        return (("import-plans", PLANS + text), ("import-results", RESULTS + rated))

    for (command, one), (_same, many) in zip(
        lines(people.rina), lines(people.dedi, people.andi, people.sinta), strict=True
    ):
        first = len(queries_of(partial(take, command, one)))
        assert len(queries_of(partial(take, command, many))) <= first


def test_nobody_brings_a_past_result_of_their_own(
    people, sign_in, django_capture_on_commit_callbacks
):
    text = f"{RESULTS}{people.hana.nip};2025;{GOOD};;\n{people.rina.nip};2025;{GOOD};;\n"
    upload = SimpleUploadedFile("lalu.csv", text.encode())
    with django_capture_on_commit_callbacks(execute=True):
        sign_in(people.hana).post(
            reverse("org:import_check_past_results"), {"hasil-lalu-file": upload}
        )

    rows = dict(Batch.objects.get().rows.values_list("outcome", "note"))
    assert rows == {
        "taken": "",
        "refused": "Baris ini tentang Anda sendiri. Minta orang lain mengimpornya.",
    }


def test_what_was_typed_from_paper_is_not_overwritten(people, take):
    take("import-plans", plan_rows(people))
    take("import-results", result_rows(people))
    PerformancePlan.objects.update(origin="paper")
    Evaluation.objects.update(origin="paper")
    take("import-plans", plan_rows(people).replace("120 orang", "90 orang"))
    changed = result_rows(people).replace(GOOD, "Di bawah ekspektasi;Di bawah ekspektasi;")

    assert take("import-results", changed)["taken"] == 0
    assert set(Evaluation.objects.values_list("result_rating", flat=True)) == {"meets"}
    assert "120 orang" in WorkResult.objects.values_list("measures__target", flat=True)


def test_a_result_that_comes_in_beside_a_paper_plan_is_history(people, take):
    take("import-plans", plan_rows(people))
    PerformancePlan.objects.update(origin="paper")
    take("import-results", result_rows(people))

    assert not Evaluation.objects.rated_here().exists()
