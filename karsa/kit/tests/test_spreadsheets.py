"""Tables from every office: any delimiter, letters and title rows; out again without harm."""

import io
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from karsa.kit.spreadsheets import (
    Table,
    csv_lines,
    open_sheet,
    write_book,
    write_csv,
    write_xlsx,
)
from karsa.kit.spreadsheets.cells import cleaned, heading, text_of
from karsa.rules.refused import Refused

COLUMNS = {"nip": ("nip_baru", "NIP"), "name": ("nama",), "unit": ("NAMA UNOR", "unor_nama")}


def sheet_of(path: Path, text: str, encoding: str = "utf-8"):
    path.write_bytes(text.encode(encoding))
    return open_sheet(path, COLUMNS, ("nip", "name"))


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_any_delimiter_and_letters(tmp_path, delimiter, encoding):
    text = f"nip_baru{delimiter}nama\n199001{delimiter}Zoë, dr.\n".replace("Zoë, dr.", "Zoë")
    (row,) = sheet_of(tmp_path / "a.csv", text, encoding).rows()

    assert row == (2, {"nip": "199001", "name": "Zoë"})


def test_the_header_may_stand_below_titles_and_lines_are_counted_as_people_count(tmp_path):
    above = 'DAFTAR PEGAWAI,\n"Per 1 Januari, 2026",\n\n'
    text = above + "NIP,NAMA,UNOR_NAMA,AGAMA\n1,A,U,x\n,,,\n2,B,V,y\n"
    sheet = sheet_of(tmp_path / "a.csv", text)

    assert [(line, row["nip"]) for line, row in sheet.rows()] == [(5, "1"), (7, "2")]
    assert sheet.ignored == ("AGAMA",)
    assert "y" not in str(list(sheet.rows()))
    assert next(sheet.rows("nip")) == (5, {"nip": "1"})


def test_short_rows_have_empty_cells(tmp_path):
    (row,) = sheet_of(tmp_path / "a.csv", "nip,nama,unor_nama\n1\n").rows()

    assert row[1] == {"nip": "1", "name": "", "unit": ""}


def test_a_table_without_header_or_with_a_missing_column_is_refused_in_words(tmp_path):
    with pytest.raises(Refused, match="20 baris pertama"):
        sheet_of(tmp_path / "a.csv", "a,b\n1,2\n")
    with pytest.raises(Refused, match="nip_baru"):
        sheet_of(tmp_path / "b.csv", "nama,unor_nama\n1,2\n")
    with pytest.raises(Refused):
        sheet_of(tmp_path / "c.csv", "")


def test_an_unclosed_quotation_mark_is_refused(tmp_path):
    with pytest.raises(Refused, match="tanda kutip"):
        sheet_of(tmp_path / "a.csv", 'nip,nama\n1,"A' + "\nbaris" * 30_000)


def test_a_workbook_keeps_digits_days_and_text(tmp_path):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        book.add_worksheet("Petunjuk").write(0, 0, "bacalah")
        sheet = book.add_worksheet("Data")
        sheet.write_row(2, 1, ["NIP", "NAMA", "NAMA UNOR"])
        sheet.write_row(3, 1, [12345, '=HYPERLINK("x")', 7.5])
        sheet.write_number(4, 1, 197503012005011002)
        sheet.write_datetime(
            4, 2, datetime(1975, 3, 1), book.add_format({"num_format": "dd-mm-yyyy"})
        )
        sheet.write_boolean(4, 3, True)
    rows = dict(open_sheet(path, COLUMNS, ("nip", "name")).rows())

    assert rows[4] == {"nip": "12345", "name": "0", "unit": "7.5"}  # a formula is its last value
    assert rows[5]["nip"].endswith("e+17")
    assert (rows[5]["name"], rows[5]["unit"]) == ("1975-03-01", "TRUE")


def test_a_broken_workbook_is_refused(tmp_path):
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"PK\x03\x04 bukan buku kerja")
    with pytest.raises(Refused, match="Simpan ulang"):
        open_sheet(path, COLUMNS, ("nip",))


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("  dua   kata ", "dua kata"),
        ("a\u00a0b\u200b", "a b"),
        ("a\x00b\x1f", "ab"),
        ("=1+1", "=1+1"),
    ],
)
def test_cells_are_cleaned_not_read(cell, text):
    assert cleaned(cell) == text


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (7.0, "7"),
        (123456789012345.0, "123456789012345"),
        (None, ""),
        (False, "FALSE"),
        (date(2026, 3, 4), "2026-03-04"),
        (datetime(2026, 3, 4), "2026-03-04"),
        (datetime(2026, 3, 4, 8, 30), "2026-03-04T08:30:00"),
    ],
)
def test_values_become_text(cell, text):
    assert text_of(cell) == text


def test_headers_are_compared_loosely():
    assert heading("NAMA UNOR") == heading("nama_unor") == heading("NamaUnor ")


@pytest.mark.parametrize("cell", ["=1+1", "+62", "-x", "@a", "\tx"])
def test_what_goes_out_never_runs(cell, tmp_path):
    path = tmp_path / "a.csv"
    write_csv(path, ["catatan", "n"], [(cell, -5)])

    assert f"'{cell}" in path.read_text(encoding="utf-8")
    assert ",-5" in path.read_text(encoding="utf-8")


def test_excel_gets_a_mark_and_semicolons():
    lines = list(csv_lines(["a", "b"], [("x", 1)], for_excel=True))

    assert lines == ["\ufeffa;b\r\n", "x;1\r\n"]


def test_a_written_workbook_holds_text_only():
    target = io.BytesIO()
    write_xlsx(target, "Penilai", ["NIP", "Nama"], [("197503012005011002", "=1+1")])
    target.seek(0)

    sheet = CalamineWorkbook.from_filelike(target).get_sheet_by_index(0)
    assert sheet.to_python() == [["NIP", "Nama"], ["197503012005011002", "=1+1"]]


def test_numbers_stay_numbers_on_every_sheet():
    target = io.BytesIO()
    write_book(
        target,
        [Table("Capaian", ["n"], [(Decimal("87.50"),), (None,)]), Table("Kosong", ["a"], [])],
    )
    target.seek(0)

    book = CalamineWorkbook.from_filelike(target)
    assert book.sheet_names == ["Capaian", "Kosong"]
    assert book.get_sheet_by_index(0).to_python(skip_empty_area=False)[1] == [87.5]


def test_a_number_has_the_readers_comma_in_excel_and_a_point_for_machines():
    rows = [(Decimal("-1.50"),)]

    assert list(csv_lines(["n"], rows, for_excel=True))[1] == "-1,50\r\n"
    assert list(csv_lines(["n"], rows, for_excel=False))[1] == "-1.50\r\n"
