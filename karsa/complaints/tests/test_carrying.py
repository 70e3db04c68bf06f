"""Cases come in and go out by table."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from karsa.complaints.models import Case
from karsa.complaints.tests import make
from karsa.jobs.models import Batch
from karsa.org.tests import make as org


@pytest.fixture(autouse=True)
def now(monkeypatch):
    monkeypatch.setattr("karsa.kit.clock.now", lambda: org.NOW)


def bring(client, text, name="laporan.csv"):
    said = {"file": SimpleUploadedFile(name, text.encode())}
    return client.post(reverse("complaints:tables"), said)


class TestCarrying:
    TABLE = (
        "Tracking ID;Tanggal Laporan Masuk;Isi Laporan Akhir;Instansi Terdisposisi;Status Laporan;"
        "Tindak Lanjut;Nama Pelapor\n"
        "1001;02/03/2026;Antrean lama;Puskesmas Melati;Proses;;Wayan\n"
        "1002;02/03/2026;Jalan rusak;Dinas Entah;Belum Terverifikasi;;Wayan\n"
        "1003;kemarin;Salah tanggal;;;;Wayan\n"
        "1004;02/01/2026;Sudah selesai;Puskesmas Melati;Selesai;Sudah dibuka;Wayan\n"
        "1005;02/03/2026;Aneh;;Melayang;;Wayan\n"
    )

    def test_once_per_number_and_only_forward(
        self, people, ketut, sign_in, django_capture_on_commit_callbacks
    ):
        client = sign_in(ketut)
        with django_capture_on_commit_callbacks(execute=True):
            trial = bring(client, self.TABLE)
        assert not Case.objects.exists()
        shown = client.get(trial["Location"]).content.decode()
        for text in ("3 laporan siap disimpan", "bukan tanggal", "“Melayang” tidak dikenal"):
            assert text in shown
        with django_capture_on_commit_callbacks(execute=True):
            client.post(f"{trial['Location']}simpan/")
        states = dict(Case.objects.values_list("external_number", "state"))
        assert states == {"1001": "in_progress", "1002": "filed", "1004": "closed"}
        assert "Wayan" not in str(list(Case.objects.values()))
        batch = Batch.objects.get(is_trial=False)
        assert (batch.taken, batch.repaired, batch.refused) == (2, 1, 2)
        again = self.TABLE.replace("Proses;;", "Dijawab;Loket dibuka;")
        with django_capture_on_commit_callbacks(execute=True):
            trial = bring(client, again)
        with django_capture_on_commit_callbacks(execute=True):
            client.post(f"{trial['Location']}simpan/")
        newest = Batch.objects.order_by("-pk")[0]
        assert (newest.taken, newest.unchanged, newest.refused) == (1, 2, 2)
        assert Case.objects.count() == 3
        assert client.post(f"{trial['Location']}simpan/").status_code == 409

    def test_what_is_no_such_table_is_refused(self, ketut, sign_in):
        client = sign_in(ketut)
        assert "Kolom wajib" in bring(client, "nomor laporan,nama\n1,x\n").content.decode()
        assert "tidak sesuai" in bring(client, "bukan", "a.xlsx").content.decode()

    def test_conduct_that_comes_in_stays_closed_to_whom_it_names(
        self, people, ketut, sign_in, django_capture_on_commit_callbacks
    ):
        make.category(people.clinic.agency, name="Pungutan", is_protected=True)
        head = "Nomor laporan;Tanggal laporan;Isi laporan;Kategori;Unit;Status\n"
        table = head + "1;02/03/2026;Ada pungutan;Pungutan;Puskesmas Melati;Proses\n"
        self.take(sign_in(ketut), table, django_capture_on_commit_callbacks)
        # Once more, without its subject.
        table = head + "1;02/03/2026;Ada pungutan;;Puskesmas Melati;Dijawab\n"
        self.take(sign_in(ketut), table, django_capture_on_commit_callbacks)
        row = Case.objects.get()
        assert (row.is_protected, row.state, row.unit) == (True, "filed", None)
        assert row.about_unit == people.clinic
        assert row not in Case.objects.visible_to(org.actor(people.andi))

    def test_our_own_export_doubles_nothing(
        self, people, ketut, sign_in, django_capture_on_commit_callbacks
    ):
        row, client = make.answered(people.clinic), sign_in(ketut)
        out = client.get(reverse("complaints:export", args=["csv"])).content.decode()
        assert row.number in out
        out = out.replace("Dijawab", "Selesai")
        self.take(client, out, django_capture_on_commit_callbacks)
        assert Case.objects.get().state == "answered"
        assert Batch.objects.get(is_trial=False).unchanged == 1

    def take(self, client, table, callbacks):
        with callbacks(execute=True):
            trial = bring(client, table)
        with callbacks(execute=True):
            client.post(f"{trial['Location']}simpan/")

    @pytest.mark.parametrize("kind", ["csv", "xlsx"])
    def test_what_goes_out_comes_in_and_names_nobody(self, people, ketut, sign_in, kind):
        make.contact(make.answered(people.clinic, text="=1+1"))
        make.protected(people.clinic, org.unit(people.government))
        response = sign_in(ketut).get(reverse("complaints:export", args=[kind]))
        if kind == "csv":
            lines = response.content.decode().splitlines()
            assert len(lines) == 2
            assert "'=1+1" in lines[1]
            assert "Wayan" not in lines[1]
