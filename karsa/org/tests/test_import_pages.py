"""Importing as a keeper does it: choose, check, keep, report; and the two commands."""

import json
from io import StringIO

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse

from karsa.audit.models import AuditEntry
from karsa.files import store
from karsa.files.models import StoredFile
from karsa.files.services import keep_bytes
from karsa.jobs import services as jobs
from karsa.jobs.models import Batch, BatchRow
from karsa.kit.testing import assert_flat
from karsa.org.models import Employee, Unit
from karsa.org.services import imports
from karsa.org.tests import files, make
from karsa.rules.refused import Refused


def upload(path, name="ref_unor.csv"):
    return SimpleUploadedFile(name, path.read_bytes(), "text/csv")


@pytest.fixture
def unit_file(tmp_path):
    return files.write(tmp_path / "unor.csv", *files.REGION, files.unit("P", "D", "KEMBAR"))


@pytest.fixture
def hana(people, sign_in):
    return sign_in(people.hana)


@pytest.fixture
def send(hana, django_capture_on_commit_callbacks):
    """Post something and let the work that it leaves for later be done."""

    def act(name, *args, **data):
        with django_capture_on_commit_callbacks(execute=True):
            return hana.post(reverse(name, args=args), data)

    return act


def test_check_then_keep_then_report(send, hana, unit_file, people):
    answer = send("org:import_check_units", **{"unit-file": upload(unit_file)})
    trial = Batch.objects.get()
    assert answer.url == reverse("org:import", args=[trial.pk])
    assert (trial.state, trial.is_trial, trial.taken, trial.repaired, trial.refused) == (
        "done",
        True,
        4,
        1,  # the region's own top stays the top
        1,
    )
    assert not Unit.objects.filter(external_id="D").exists()

    shown = hana.get(answer.url).content.decode()
    assert "5 unit siap disimpan" in shown
    assert shown.index("KEMBAR") < shown.index("Puskesmas Melati")

    kept = send("org:import_keep", trial.pk)
    batch = Batch.objects.get(is_trial=False)
    assert kept.url == reverse("org:import", args=[batch.pk])
    assert Unit.objects.get(external_id="D").name == "Dinas Kesehatan"
    assert "5 unit tersimpan" in hana.get(kept.url).content.decode()
    assert AuditEntry.objects.filter(verb="org.imported", actor_id=people.hana.user_id).exists()

    report = hana.get(reverse("org:import_report", args=[batch.pk]))
    text = b"".join(report).decode()
    assert text.startswith("\ufeffbaris;hasil;data;catatan")
    assert text.count("\r\n") == 7


def test_the_file_goes_once_its_rows_are_kept(send, unit_file):
    send("org:import_check_units", **{"unit-file": upload(unit_file)})
    stored = StoredFile.objects.get()
    assert store.path_of(stored).exists()

    send("org:import_keep", Batch.objects.get().pk)

    assert not store.path_of(stored).exists()


def test_a_file_is_kept_once(send, unit_file):
    send("org:import_check_units", **{"unit-file": upload(unit_file)})
    pk = Batch.objects.get().pk
    send("org:import_keep", pk)

    assert send("org:import_keep", pk).status_code == 409
    assert Batch.objects.filter(is_trial=False).count() == 1


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.csv", b"halo,dunia\n1,2\n", "Baris judul kolom"),
        ("a.pdf", b"%PDF-1.4 %%EOF", "belum bisa diterima"),
        ("a.csv", b"nip,nama\n1,2\n", "Baris judul kolom"),
    ],
)
def test_a_wrong_file_is_explained_beside_the_field(send, name, content, words):
    answer = send("org:import_check_units", **{"unit-file": SimpleUploadedFile(name, content)})

    assert words in answer.content.decode()
    assert not Batch.objects.exists()


def test_without_a_file_the_page_asks_for_one(send):
    assert "Pilih berkas" in send("org:import_check_employees").content.decode()


def test_an_import_that_moves_is_polled_and_can_be_reloaded(hana, people):
    batch = jobs.start(make.actor(people.hana), "org.units")
    shown = hana.get(reverse("org:import", args=[batch.pk])).content.decode()

    assert "hx-trigger" in shown
    assert "Muat ulang" in shown
    part = hana.get(reverse("org:import", args=[batch.pk]), headers={"HX-Request": "true"})
    assert "<html" not in part.content.decode()


def test_what_failed_can_go_on(send, people, unit_file):
    send("org:import_check_units", **{"unit-file": upload(unit_file)})
    trial = Batch.objects.get()
    jobs.fail(trial, "Impor terhenti.", make.NOW)

    send("org:import_resume", trial.pk)

    trial.refresh_from_db()
    assert (trial.state, trial.done) == ("done", 6)
    assert BatchRow.objects.filter(batch=trial).count() == 6


def test_an_import_that_was_cut_off_goes_on_behind_its_last_slice(agency, people, tmp_path):
    path = files.write(tmp_path / "p.csv", *[files.person(n) for n in range(1, 6)])
    clinic = make.unit(people.office, name="PUSKESMAS LAIN", external_id="P")
    stored = _stored(people, path, [files.person(n, unor_id="P") for n in range(1, 6)])
    batch = jobs.start(make.actor(people.hana), "org.employees", file_id=stored.pk)
    jobs.keep_rows(
        batch,
        [
            BatchRow(agency=agency, batch=batch, number=n, outcome="taken", label="", note="")
            for n in (2, 3)
        ],
    )

    imports.run_batch(agency=agency, batch_id=batch.pk, now=make.NOW)

    batch.refresh_from_db()
    assert (batch.state, batch.done) == ("done", 5)
    assert clinic.assignments.count() == 3


def test_a_missing_file_fails_in_words(agency, people):
    batch = jobs.start(make.actor(people.hana), "org.employees", file_id=999)

    imports.run_batch(agency=agency, batch_id=batch.pk, now=make.NOW)

    batch.refresh_from_db()
    assert (batch.state, "Unggah lagi" in batch.problem) == ("failed", True)


def test_only_keepers_import(people, unit_file):
    for who in (people.andi, people.sinta, people.regent):
        with pytest.raises(PermissionDenied):
            imports.check(actor=make.actor(who), kind="units", upload=upload(unit_file))
        with pytest.raises(PermissionDenied):
            imports.keep(actor=make.actor(who), batch_id=1)
        with pytest.raises(PermissionDenied):
            imports.resume(actor=make.actor(who), batch_id=1)


def test_two_imports_do_not_run_at_once(people, agency):
    actor = make.actor(people.hana)
    trial = jobs.start(actor, "org.units", is_trial=True)
    with pytest.raises(Refused, match="belum selesai diperiksa"):
        imports.keep(actor=actor, batch_id=trial.pk)
    jobs.finish(trial, make.NOW)
    jobs.start(actor, "org.employees")

    with pytest.raises(Refused, match="sedang berjalan"):
        imports.keep(actor=actor, batch_id=trial.pk)


def test_the_pages_are_flat(hana, people):
    batch = jobs.start(make.actor(people.hana), "org.units")
    jobs.keep_rows(batch, _rows(batch, 1))
    jobs.finish(batch, make.NOW)

    def more():
        jobs.keep_rows(batch, _rows(batch, 60))
        for _ in range(20):
            jobs.start(make.actor(people.hana), "org.units")

    one, start = reverse("org:import", args=[batch.pk]), reverse("org:imports")
    assert_flat(lambda: (hana.get(one), hana.get(start)), more, budget=20)


def _rows(batch, count):
    return [
        BatchRow(agency=batch.agency, batch=batch, number=n, outcome="taken", label="", note="")
        for n in range(count)
    ]


def _stored(people, path, rows):
    files.write(path, *rows)
    actor = make.actor(people.hana)
    return keep_bytes(actor, path.read_bytes(), "p.csv", "text/csv", "import")


@pytest.fixture
def command(agency, tmp_path):
    """Run a command; return its exit code and what it said."""

    def act(name, *args):
        out = StringIO()
        try:
            call_command(name, *map(str, args), stdout=out)
        except SystemExit as left:
            return left.code, out.getvalue()
        return 0, out.getvalue()

    return act


def test_commands_import_and_report(command, unit_file, tmp_path):
    people = files.write(tmp_path / "p.csv", *files.STAFF)
    report = tmp_path / "laporan.csv"

    code, said = command("import-units", unit_file, "--report", report)
    assert (code, "1 ditolak" in said) == (1, True)
    assert report.read_text(encoding="utf-8").count("\n") == 7

    code, said = command("import-employees", people, "--json")
    assert code == 0
    assert json.loads(said) == {
        "kind": "employees",
        "agency": "contoh",
        "dry_run": False,
        "total": 6,
        "taken": 6,
        "repaired": 0,
        "refused": 0,
        "unchanged": 0,
    }
    assert Batch.objects.filter(is_trial=False).count() == 2


def test_a_dry_run_writes_nothing(command, unit_file):
    code, said = command("import-units", unit_file, "--dry-run")

    assert (code, "tidak ada yang disimpan" in said) == (1, True)
    assert not Unit.objects.exists()
    assert not Batch.objects.exists()
    assert not Employee.objects.exists()


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (("tidak-ada.csv",), 2),
        (("{file}", "--agency", "entah"), 2),
        (("{file}",), 2),  # two agencies
    ],
)
def test_wrong_use_is_said_with_code_2(command, elsewhere, unit_file, args, code):
    with pytest.raises(CommandError) as said:
        command("import-units", *[arg.format(file=unit_file) for arg in args])

    assert said.value.returncode == code


def test_a_wrong_file_or_no_agency_is_refused_with_code_1(db, agency, command, tmp_path):
    wrong = files.write(tmp_path / "a.csv", {"halo": "dunia"})
    with pytest.raises(CommandError) as said:
        command("import-units", wrong)
    assert said.value.returncode == 1
