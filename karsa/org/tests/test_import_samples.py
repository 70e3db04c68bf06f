"""The sample region's own files, clean and messy, with every defect they truly hold."""

import csv
from pathlib import Path

import pytest

from karsa.org.imports.run import run
from karsa.org.models import Assignment, Employee, RaterLine, Unit
from karsa.org.tests import make

SAMPLES = Path(__file__).resolve().parents[4] / "shared" / "samples"
pytestmark = pytest.mark.skipif(
    not SAMPLES.is_dir(), reason=f"SAMPEL TIDAK ADA: {SAMPLES} tidak ditemukan"
)

# Line → what is wrong with it, in the messy unit list …
UNITS = {
    201: ("repaired", "TIDAK-ADA"),  # an unknown parent
    202: ("repaired", "berputar"),  # A below B below A
    203: ("repaired", "lingkaran"),
    204: ("refused", "baris 7"),  # the same id and row again
}
# … and in the messy staff list.
PEOPLE = {
    12: ("refused", "disimpan sebagai angka"),  # 1.97803E+17
    13: ("refused", "17 angka"),  # one digit is gone
    14: ("refused", "baris 15"),  # has the NIP of line 15, and was born on another day
    16: ("repaired", "31-02-1980"),  # no such day
    17: ("repaired", "BIDANG HANTU"),  # no such unit, but its office is one
    18: ("refused", "Nama kosong"),
    19: ("repaired", "NIP dirapikan"),  # an apostrophe before the number
    20: ("repaired", "NIP dirapikan"),  # written in groups
    25: ("repaired", "7 Juni 1985"),  # born otherwise than the NIP says
}
FORMULA, TAG, SLASHES, RETIRED_HEAD = 22, 23, 21, 24


@pytest.fixture
def take(agency):
    """Import a sample and return the verdicts by line."""

    def act(kind, name):
        steps = run(
            agency=agency, today=make.TODAY, kind=kind, path=SAMPLES / name, write_down=True
        )
        return {verdict.line: verdict for step in steps for verdict in step}

    return act


def _problems(verdicts, expected):
    found = {line: v for line, v in verdicts.items() if v.outcome in ("repaired", "refused")}
    assert {line: str(v.outcome) for line, v in found.items()} == {
        line: outcome for line, (outcome, _) in expected.items()
    }
    for line, (_, words) in expected.items():
        assert words in found[line].note


def test_the_clean_region_goes_in_whole_and_once(take):
    units, people = (
        take("units", "clean/ref_unor.csv"),
        take("employees", "clean/siasn_pegawai.csv"),
    )

    assert {str(v.outcome) for v in [*units.values(), *people.values()]} == {"taken"}
    assert (len(units), len(people)) == (199, 1500)
    assert Employee.objects.filter(is_active=False).count() == 9
    assert Assignment.objects.count() == 1491
    # The secretary has no rater until the regent is recorded.
    assert RaterLine.objects.count() == 1490
    for kind, name, total in (
        ("units", "clean/ref_unor.csv", 199),
        ("employees", "clean/siasn_pegawai.csv", 1500),
    ):
        again = [str(v.outcome) for v in take(kind, name).values()]
        assert again == ["unchanged"] * total
    assert RaterLine.objects.count() == 1490


def test_the_clean_table_says_the_same_as_the_clean_csv(take):
    take("units", "clean/ref_unor.csv")
    take("employees", "clean/siasn_pegawai.csv")

    table = take("employees", "clean/siasn_pegawai.xlsx")

    assert {str(verdict.outcome) for verdict in table.values()} == {"unchanged"}
    assert min(table) == 5  # three title rows and the header come first


def test_the_messy_region_is_mended_or_refused_row_by_row(take):
    units = take("units", "messy/ref_unor.csv")
    people = take("employees", "messy/siasn_pegawai.csv")

    _problems(units, UNITS)
    _problems(people, PEOPLE)
    assert (len(units), len(people)) == (203, 1500)
    assert (Unit.objects.count(), Employee.objects.count()) == (202, 1496)
    assert str(people[SLASHES].outcome) == "taken"
    assert "tidak lazim" in people[FORMULA].note
    assert "tidak lazim" in people[TAG].note
    assert "tidak aktif" in people[RETIRED_HEAD].note
    assert Employee.objects.filter(name='=HYPERLINK("http://x","KLIK")').exists()
    assert Employee.objects.filter(name="<script>alert(1)</script>").exists()


def test_the_messy_table_is_mended_by_what_is_known(take):
    take("units", "messy/ref_unor.csv")
    take("employees", "messy/siasn_pegawai.csv")

    table = take("employees", "messy/siasn_pegawai.xlsx")

    mended = [v for v in table.values() if "dilengkapi dari data" in v.note]
    assert len(mended) == 16  # numbers that lost their last digits
    assert {str(v.outcome) for v in mended} == {"unchanged"}


def test_the_messy_table_alone_refuses_broken_numbers_and_vague_units(take):
    take("units", "messy/ref_unor.csv")

    table = take("employees", "messy/siasn_pegawai.xlsx")

    broken = [v for v in table.values() if "disimpan sebagai angka" in v.note]
    assert {str(v.outcome) for v in broken} == {"refused"}
    assert len(broken) == 17  # sixteen floats, and one number written as 1.97803E+17
    vague = [v for v in table.values() if "Tambahkan kolom unor_id" in v.note]
    assert {str(v.outcome) for v in vague} == {"refused"}
    assert len(vague) == _namesakes() - 2  # two of them have a broken number as well


def test_nothing_private_is_kept(take):
    take("units", "clean/ref_unor.csv")
    take("employees", "clean/siasn_pegawai.csv")

    with (SAMPLES / "clean" / "siasn_pegawai.csv").open(encoding="utf-8-sig") as stream:
        niks = [row["nik"] for row in csv.DictReader(stream)][:50]
    stored = str(list(Employee.objects.values()))
    assert not [nik for nik in niks if nik in stored]


def _namesakes() -> int:
    """Rows of the messy table whose unit shares its name with another unit."""
    with (SAMPLES / "messy" / "ref_unor.csv").open(encoding="utf-8-sig") as stream:
        names: dict[str, set[str]] = {}
        for row in csv.DictReader(stream):
            names.setdefault(row["NamaUnor"], set()).add(row["Id"])
    with (SAMPLES / "messy" / "siasn_pegawai.csv").open(encoding="utf-8-sig") as stream:
        rows = list(csv.DictReader(stream, delimiter=";"))
    retired = {"Pensiun"}
    return sum(
        len(names.get(row["unor_nama"], ())) > 1 and row["kedudukan_hukum_nama"] not in retired
        for row in rows
    )
