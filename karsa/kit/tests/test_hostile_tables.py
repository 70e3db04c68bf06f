"""Tables made to do harm: each is refused with a sentence, and costs little."""

import pytest

from karsa.kit.spreadsheets import open_sheet
from karsa.rules.refused import Refused
from tests.fuzz.targets import SHEET, workbook

_SPARSE = SHEET.replace(
    b"</sheetData>", b"<row r='1048576'><c r='XFD1048576'><v>1</v></c></row></sheetData>"
)
_LAUGHS = b"".join(
    b"<!ENTITY a%d '%s'>" % (n, (b"&a%d;" % (n - 1)) * 10 if n else b"lol") for n in range(9)
)
_ENTITIES = SHEET.replace(b"NIP", b"NIP&a8;")
_OUTSIDE = SHEET.replace(b"NIP", b"NIP&e;")


@pytest.fixture
def table(tmp_path):
    def made(content: bytes):
        path = tmp_path / "berkas"
        path.write_bytes(content)
        return open_sheet(path, {"nip": (), "name": ("nama",)}, ("nip",))

    return made


def test_a_sound_workbook_is_read(table):
    assert [row["name"] for _line, row in table(workbook(SHEET)).rows()] == ["1.5"]


@pytest.mark.parametrize(
    "sheet",
    [
        _SPARSE,
        b"<!DOCTYPE x [" + _LAUGHS + b"]>" + _ENTITIES,
        b"<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>" + _OUTSIDE,
    ],
    ids=["one far cell", "laughs", "a file from outside"],
)
def test_a_trap_in_a_workbook_is_refused_and_harms_no_process(table, sheet):
    with pytest.raises(Refused, match="tidak dapat dibuka"):
        table(workbook(sheet))


def test_a_zip_that_unpacks_beyond_reason_is_refused(table, monkeypatch):
    monkeypatch.setattr("karsa.kit.spreadsheets.xlsx_source._LARGEST", 1 << 20)
    with pytest.raises(Refused, match="terlalu besar"):
        table(workbook(SHEET, ("xl/media/image1.png", bytes(2 << 20))))


@pytest.mark.parametrize("content", [b"n\0i\0p\0\n\0\x01", b"\x00\xd8\n\0n\0i\0p\0\n\0"])
def test_half_a_letter_of_utf16_is_no_fault(table, content):
    assert list(table(b"\xff\xfe" + content).rows()) in ([], [(2, {"nip": "\ufffd"})])
