"""Employee files: each row taken, mended or refused; the same file again changes nothing."""

from datetime import date, timedelta
from functools import partial

import pytest

from karsa.jobs.models import BatchRow
from karsa.org.imports.run import run
from karsa.org.models import Assignment, Employee, EmployeeStatus, Position, Unit
from karsa.org.tests import files, make
from karsa.rules.refused import Refused


@pytest.fixture
def take(agency, tmp_path):
    """Import units, then rows of people, and return the verdicts."""
    return partial(files.take_people, agency, tmp_path)


def only(take, **over):
    """The verdict of a single row."""
    (verdict,) = take(files.person(5, unor_id="P", **over))
    return verdict


def everything():
    models = (Employee, Position, Assignment, EmployeeStatus)
    return [list(model.objects.order_by("pk").values()) for model in models]


def test_people_get_their_post_and_unit(take):
    assert files.outcomes(take(*files.STAFF)) == ["taken"] * 6

    rina = Employee.objects.get(external_id="P5")
    assert (rina.name, rina.nip, rina.sex, rina.rank) == (
        "Rina Kartikasari",
        "199001012015032005",
        "f",
        "III/a",
    )
    post = Assignment.objects.select_related("position", "unit").get(employee=rina)
    assert (post.position.name, post.position.kind, post.position.grade) == (
        "Bidan Terampil",
        "functional",
        "Terampil",
    )
    assert (post.unit.name, post.starts, post.is_head) == (
        "Puskesmas Melati",
        date(2024, 1, 1),
        False,
    )


def test_heads_are_known_by_their_title_and_echelon(take):
    take(*files.STAFF)

    heads = Assignment.objects.filter(is_head=True).values_list("position__name", "position__kind")
    assert dict(heads) == {
        "Sekretaris Daerah": "high_leader",
        "Kepala Dinas Kesehatan": "high_leader",
        "Kepala Puskesmas": "supervisor",
        "Kepala Sekolah": "functional",
    }


def test_the_same_file_again_changes_nothing(take):
    take(*files.STAFF)
    before = everything()

    assert (
        files.outcomes(take(*files.STAFF, day=make.TODAY + timedelta(days=40))) == ["unchanged"] * 6
    )
    assert everything() == before


def test_a_trial_writes_nothing(take):
    assert files.outcomes(take(*files.STAFF, write_down=False)) == ["taken"] * 6
    assert not Employee.objects.exists()
    assert not BatchRow.objects.exists()


def test_religion_address_and_nik_are_nowhere(take):
    take(*files.STAFF)

    assert "RAHASIA" not in str(everything())
    assert "3201999999999999" not in str(everything())


@pytest.mark.parametrize(
    ("nip", "outcome"),
    [
        ("199001012015032005", "taken"),
        ("'199001012015032005", "repaired"),
        (" 19900101 201503 2 005 ", "repaired"),
        ("1.99001E+17", "refused"),
        ("19900101201503200", "refused"),
        ("199001012015032000", "refused"),
        ("", "refused"),
        ("19900101201503200A", "refused"),
        ("199001012021212005", "taken"),
    ],
)
def test_a_nip_in_every_shape(take, nip, outcome):
    assert only(take, nip_baru=nip).outcome == outcome


def test_a_broken_nip_is_mended_by_the_id_or_by_name_and_first_digits(take):
    take(files.person(5, unor_id="P"))
    broken = {"nip_baru": "1.99001012015032E+17", "unor_id": "P"}

    for row in (files.person(5, **broken), files.person(5, **broken) | {"pns_id": ""}):
        (verdict,) = take(row)
        assert (verdict.outcome, "dilengkapi" in verdict.note) == ("unchanged", True)
    (stranger,) = take(files.person(5, **broken, nama="ORANG LAIN") | {"pns_id": ""})
    assert stranger.outcome == "refused"


def test_pppk_and_non_asn_keep_their_own_numbers(take):
    rows = (
        files.person(1, unor_id="P", jenis_pegawai_nama="PPPK", nip_baru="199001012021212005"),
        files.person(2, unor_id="P", jenis_pegawai_nama="PPPK Paruh Waktu"),
        files.person(3, unor_id="P", jenis_pegawai_nama="Non ASN", nip_baru="THL-007"),
        files.person(4, unor_id="P", jenis_pegawai_nama="Honorer", nip_baru="HNR0042"),
    )

    assert files.outcomes(take(*rows)) == ["taken", "taken", "refused", "taken"]
    kinds = dict(Employee.objects.values_list("external_id", "employment"))
    assert kinds == {"P1": "pppk", "P2": "pppk_part_time", "P4": "non_asn"}


@pytest.mark.parametrize(
    ("born", "outcome"),
    [
        ("01-01-1990", "taken"),
        ("1/1/1990", "taken"),
        ("1990-01-01", "taken"),
        ("1 Januari 1990", "taken"),
        ("32874", "taken"),
        ("31-02-1990", "repaired"),
        ("07-06-1985", "repaired"),
    ],
)
def test_a_birth_date_in_every_form_and_the_nip_decides(take, born, outcome):
    assert only(take, tanggal_lahir=born).outcome == outcome
    assert Employee.objects.get().born == date(1990, 1, 1)


def test_a_pppk_number_does_not_decide_the_birth_date(take):
    verdict = only(
        take,
        jenis_pegawai_nama="PPPK",
        nip_baru="199001012021212005",
        tanggal_lahir="07-06-1985",
    )

    assert verdict.outcome == "repaired"
    assert Employee.objects.get().born == date(1985, 6, 7)


def test_of_two_rows_with_one_nip_the_one_born_so_is_meant(take):
    same = {"nip_baru": "199001012015032005", "unor_id": "P"}
    verdicts = take(
        files.person(1, **same, tanggal_lahir="07-06-1985", nama="SALAH"),
        files.person(2, **same, nama="BENAR"),
        files.person(3, **same, nama="KEMBAR"),
    )

    assert files.outcomes(verdicts) == ["refused", "taken", "refused"]
    assert "baris 3" in verdicts[0].note
    assert Employee.objects.get().name == "Benar"


def test_one_pns_id_stands_for_one_person(take):
    verdicts = take(files.person(1, unor_id="P"), files.person(2, unor_id="P", pns_id="P1"))

    assert files.outcomes(verdicts) == ["taken", "refused"]


def test_a_nip_of_somebody_else_is_refused(take):
    take(files.person(1, unor_id="P"), files.person(2, unor_id="P"))
    swapped = files.person(1, unor_id="P", nip_baru=files.person(2)["nip_baru"])

    assert files.outcomes(take(swapped)) == ["refused"]


def test_an_unknown_unit_is_looked_for_by_name_then_by_office(take):
    (first,) = take(files.person(1, unor_id="X"))
    assert (first.outcome, "Puskesmas Melati" in first.note) == ("repaired", True)
    (second,) = take(files.person(2, unor_id="X", unor_nama="BIDANG HANTU"))
    assert (second.outcome, "Dinas Kesehatan" in second.note) == ("repaired", True)
    (third,) = take(
        files.person(3, unor_id="X", unor_nama="HANTU", satuan_kerja_kerja_nama="ENTAH")
    )
    assert (third.outcome, "HANTU" in third.note) == ("refused", True)


def test_the_region_itself_is_no_place_for_a_lost_row(take):
    government = "PEMERINTAH KABUPATEN CONTOH"
    row = files.person(1, unor_id="X", unor_nama="HANTU", satuan_kerja_kerja_nama=government)

    assert files.outcomes(take(row)) == ["refused"]


def test_namesakes_need_an_id_or_their_office(take, agency):
    take(*files.STAFF)
    office = make.unit(Unit.objects.get(external_id="G"), name="DINAS LAIN")
    twin = make.unit(office, name="PUSKESMAS MELATI")

    (vague,) = take(files.person(11))
    assert (vague.outcome, "unor_id" in vague.note) == ("taken", False)
    (lost,) = take(files.person(12, satuan_kerja_kerja_nama=""))
    assert (lost.outcome, "unor_id" in lost.note) == ("refused", True)
    take(files.person(13, satuan_kerja_kerja_nama="DINAS LAIN"))
    assert Assignment.objects.get(employee__external_id="P13").unit == twin


def test_a_blank_cell_or_a_missing_column_erases_nothing(take):
    take(files.person(5, unor_id="P", nomor_hp="081234567890"))

    assert only(take, nomor_hp="").outcome == "unchanged"
    assert Employee.objects.get().phone == "081234567890"


def test_rows_without_name_or_post_and_with_endless_cells_are_refused(take):
    rows = (
        files.person(1, unor_id="P", nama=""),
        files.person(2, unor_id="P", jabatan_nama=""),
        files.person(3, unor_id="P", nama="A" * 201),
        files.person(4, unor_id="P", gelar_belakang="S" * 101),
    )

    assert files.outcomes(take(*rows)) == ["refused"] * 3 + ["repaired"]


def test_formulas_and_tags_stay_text_and_are_pointed_out(take):
    formula, tag = '=HYPERLINK("http://x","KLIK")', "<script>alert(1)</script>"
    verdicts = take(
        files.person(1, unor_id="P", nama=formula), files.person(2, unor_id="P", nama=tag)
    )

    assert files.outcomes(verdicts) == ["taken", "taken"]
    assert all("tidak lazim" in verdict.note for verdict in verdicts)
    assert set(Employee.objects.values_list("name", flat=True)) == {formula, tag}


def test_title_rows_other_headers_and_delimiters_are_understood(take):
    row = {
        "NIP": "199001012015032005",
        "NAMA": "RINA KARTIKASARI",
        "NAMA JABATAN": "BIDAN TERAMPIL",
        "JENIS JABATAN": "Fungsional Tertentu",
        "NAMA UNOR": "PUSKESMAS MELATI",
        "UNOR INDUK": "DINAS KESEHATAN",
    }
    above = "DAFTAR PEGAWAI\nPer 1 Januari 2026\n\n"
    (verdict,) = take(row, delimiter=";", above=above, encoding="utf-8-sig")

    assert (verdict.line, str(verdict.outcome)) == (5, "taken")
    assert Assignment.objects.get().starts == date(2026, 1, 1)


def test_without_a_nip_column_the_whole_file_is_refused(take):
    with pytest.raises(Refused, match="nip_baru"):
        take({"nama": "RINA", "nama jabatan": "BIDAN", "nama unor": "PUSKESMAS"})


def test_queries_do_not_grow_with_the_rows(take, agency, tmp_path, django_assert_max_num_queries):
    take(*files.STAFF)
    path = tmp_path / "banyak.csv"
    files.write(path, *[files.person(n, unor_id="P") for n in range(100, 400)])

    with django_assert_max_num_queries(45):
        list(run(agency=agency, today=make.TODAY, kind="employees", path=path, write_down=True))
