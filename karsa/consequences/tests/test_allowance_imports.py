"""Attendance, cuts and amounts from other offices' tables, told row by row."""

import pytest

from karsa.consequences.models import AllowanceAmount, AllowanceInput
from karsa.org.imports.run import run
from karsa.org.tests import make as org

ATTENDANCE = "nip;bulan;hari_hadir;terlambat;tanpa_rekam;tidak_apel\n"


def brought(people, tmp_path, kind: str, text: str) -> list[tuple[str, str]]:
    path = tmp_path / "tabel.csv"
    path.write_text(text, encoding="utf-8")
    done = run(agency=people.rina.agency, today=org.TODAY, kind=kind, path=path, write_down=True)
    return [(one.outcome, one.note) for part in done for one in part]


def test_attendance_of_a_month(people, tmp_path):
    text = ATTENDANCE + f'{people.rina.nip};01-02-2026;18;"12; 45";1;0\n'

    assert brought(people, tmp_path, "attendance", text) == [("taken", "")]
    assert brought(people, tmp_path, "attendance", text) == [("unchanged", "")]
    assert AllowanceInput.objects.get().figures == {
        "hari_hadir": "18",
        "terlambat": ["12", "45"],
        "tanpa_rekam": "1",
        "tidak_apel": "0",
    }  # columns that are not there are no data, not zero


def test_a_second_table_of_the_month_adds_to_the_first(people, tmp_path):
    first = f"nip;bulan;terlambat\n{people.rina.nip};01-02-2026;12\n"
    second = f"nip;bulan;tidak_apel\n{people.rina.nip};01-02-2026;2\n"
    for text in (first, second):
        assert brought(people, tmp_path, "attendance", text) == [("taken", "")]
    assert AllowanceInput.objects.get().figures == {"terlambat": ["12"], "tidak_apel": "2"}


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ("123456789012345678;01-02-2026;1;;0;0", "tidak ada di daftar pegawai"),
        ("{nip};Februari;1;;0;0", "tidak dikenali"),
        ("{nip};01-02-2026;1;dua;0;0", "belum berupa jumlah"),
        ("{nip};01-02-2026;-3;;0;0", "belum berupa jumlah"),
        ('{nip};01-02-2026;1;"' + "1 " * 101 + '";0;0', "Lebih dari 100 kejadian"),
    ],
)
def test_a_row_that_cannot_be_kept_says_why(people, tmp_path, cells, said):
    text = ATTENDANCE + cells.format(nip=people.rina.nip) + "\n"
    [(outcome, note)] = brought(people, tmp_path, "attendance", text)

    assert outcome == "refused"
    assert said in note
    assert not AllowanceInput.objects.exists()


def test_amounts_by_position(people, tmp_path):
    rows = ("bidan terampil;6;850.000;01-01-2026", "Astronaut;1;1;1-1-2026", "Kepala;14;0;1-1-2026")
    text = "\n".join(["jabatan;kelas;pagu;mulai", *rows])
    found = brought(people, tmp_path, "allowance_amounts", text)

    assert [outcome for outcome, _note in found] == ["taken", "refused", "refused"]
    row = AllowanceAmount.objects.get()
    assert (row.amount, row.job_class) == (850_000, 6)


def test_cuts_of_a_month(people, tmp_path):
    text = f"nip;bulan;bpjs;potongan\n{people.rina.nip};2026-02-01;42.500;0\n"

    assert brought(people, tmp_path, "allowance_cuts", text) == [("taken", "")]
    assert AllowanceInput.objects.get().figures == {"iuran_bpjs": "42500", "potongan_sah": "0"}
