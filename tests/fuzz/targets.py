"""Every parser of what people and machines send, as one function of bytes.

A parser answers or raises Refused, within a second; whatever else comes out is a defect.
"""

import tempfile
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path

from PIL import Image

from karsa.files import images, kinds
from karsa.kit.spreadsheets import open_sheet
from karsa.kit.spreadsheets.cells import cleaned, heading
from karsa.org.imports import columns
from karsa.org.imports.person import read_person
from karsa.org.imports.tree import Tree
from karsa.org.imports.units import _read as read_units
from karsa.portal import door
from karsa.rules import cells, codes, dates, names, nip, telephone, tracking, wording
from karsa.rules.formula import calculate, explain, read_formula, read_sheet, text_of
from karsa.rules.refused import Refused

NOW = datetime(2026, 3, 4, 2, tzinfo=UTC)
INPUTS = {"hadir": False, "telat": False, "tpp": False, "daftar": True}
VALUES: dict[str, Decimal | tuple[Decimal, ...] | None] = {
    "hadir": Decimal("0.97"),
    "telat": Decimal(12),
    "tpp": Decimal(4_500_000),
    "daftar": (Decimal(1), Decimal(30)),
}
RULE = 'komponen disiplin 100% "Disiplin" = jika(telat > 30; hadir; 1)\npotongan a "A" = telat × 2'


@dataclass(frozen=True, slots=True)
class Target:
    """`share`: of all inputs, in thousandths; `seeds`: where the inputs start from."""

    check: Callable[[bytes], object]
    share: int
    seeds: tuple[bytes, ...]


def _said(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def _formula(data: bytes) -> None:
    node = read_formula(_said(data))
    assert read_formula(text_of(node)) == node


def _rule(data: bytes) -> None:
    sheet = read_sheet(_said(data), INPUTS)
    for line in calculate(sheet, "tpp", VALUES).lines:
        if line.step:
            list(explain(line.step))


def _wording(data: bytes) -> None:
    wording.review(_said(data)[:2000])


def _words(data: bytes) -> None:
    text = _said(data)
    codes.natural(text)
    names.readable(text)
    cleaned(text)
    heading(text)
    tracking.plain(text)


def _ticket(data: bytes) -> None:
    door.read_ticket(_said(data), NOW)


def _sum(data: bytes) -> None:
    ticket = door.read_ticket(door.new_ticket(NOW), NOW)
    door._is_proven(_said(data), ticket)


def _person(data: bytes) -> None:
    read_person(1, _cells(data, columns.EMPLOYEES))


def _units(data: bytes) -> None:
    rows = [_cells(line, columns.UNITS) for line in data.split(b"\n")[:50]]
    nodes, _verdicts = read_units(list(enumerate(rows, start=1)))
    tree = Tree(nodes, {"G": "", "D": "G"}, {"G": "KABUPATEN", "D": "DINAS"})
    for node in nodes.values():
        tree.depth(node.external_id)


def _cells(data: bytes, known: Mapping[str, object]) -> dict[str, str]:
    parts = [*_said(data).split("|"), *[""] * len(known)]
    return {name: cleaned(part) for name, part in zip(known, parts, strict=False)}


def _table(data: bytes) -> None:
    with tempfile.NamedTemporaryFile(dir=_MEMORY) as kept:
        kept.write(data)
        kept.flush()
        sheet = open_sheet(Path(kept.name), columns.EMPLOYEES, ("nip",))
        for _row in sheet.rows():
            pass


def _book(data: bytes) -> None:
    """What stands in the sheet's part of a workbook that is otherwise sound."""
    _table(workbook(data))


def _upload(data: bytes) -> None:
    """The first byte chooses the name; the rest is the file."""
    suffix, content = _SUFFIXES[data[0] % len(_SUFFIXES)] if data else ".jpg", data[1:]
    stream = BytesIO(content)
    found = kinds.recognise(stream, f"berkas{suffix}", len(content), frozenset(kinds.Kind))
    if found.kind is kinds.Kind.IMAGE:
        images.redraw(stream, "foto")


def workbook(sheet: bytes, *more: tuple[str, bytes]) -> bytes:
    """A workbook of one sheet whose part is `sheet`."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (*_PARTS, ("xl/worksheets/sheet1.xml", sheet), *more):
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def picture(kind: str) -> bytes:
    """A small sound picture."""
    out = BytesIO()
    Image.effect_noise((24, 16), 40).convert("RGB").save(out, kind)
    return out.getvalue()


_SUFFIXES = sorted(kinds.FORMATS)
_MEMORY = "/dev/shm" if Path("/dev/shm").is_dir() else None
_OOXML = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_SHEETS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PARTS = tuple(
    (name, f"<?xml version='1.0' encoding='UTF-8'?>{text}".encode())
    for name, text in (
        (
            "[Content_Types].xml",
            "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'>"
            f"<Override PartName='/xl/workbook.xml' ContentType='{_OOXML}.sheet.main+xml'/>"
            f"<Override PartName='/xl/worksheets/sheet1.xml' ContentType='{_OOXML}.worksheet+xml'/>"
            "</Types>",
        ),
        (
            "_rels/.rels",
            f"<Relationships xmlns='{_RELATIONS}'><Relationship Id='r1' "
            f"Type='{_DOCUMENT}/officeDocument' Target='xl/workbook.xml'/></Relationships>",
        ),
        (
            "xl/workbook.xml",
            f"<workbook xmlns='{_SHEETS}' xmlns:r='{_DOCUMENT}'><sheets>"
            "<sheet name='Data' sheetId='1' r:id='r1'/></sheets></workbook>",
        ),
        (
            "xl/_rels/workbook.xml.rels",
            f"<Relationships xmlns='{_RELATIONS}'><Relationship Id='r1' "
            f"Type='{_DOCUMENT}/worksheet' Target='worksheets/sheet1.xml'/></Relationships>",
        ),
    )
)
SHEET = (
    f"<worksheet xmlns='{_SHEETS}'><sheetData>"
    "<row r='1'><c r='A1' t='inlineStr'><is><t>NIP</t></is></c>"
    "<c r='B1' t='inlineStr'><is><t>Nama</t></is></c></row>"
    "<row r='2'><c r='A2' t='str'><v>199001012015032001</v></c><c r='B2'><v>1.5</v></c></row>"
    "</sheetData></worksheet>"
).encode()
_CSV = (
    "nip_baru,nama,jabatan_nama,unor_nama,tanggal_lahir\n"
    "199001012015032001,RINA,BIDAN,PUSKESMAS,01-01-1990\n"
    '\'1990,"A ""B""",,,31-02-1980\n'
)
TARGETS: dict[str, Target] = {
    "nip": Target(
        lambda data: nip.read(_said(data)),
        138,
        (b"199001012015032001", b"1,97803E+17", b"'1990-0101 201503.2001"),
    ),
    "day": Target(
        lambda data: dates.read_day(_said(data)),
        130,
        (b"31-12-1975", b"27397", b"3 Januari 1975", b"19750103", b"1975-01-03T10:00:00.5"),
    ),
    "amount": Target(
        lambda data: cells.read_amount(_said(data)), 80, (b"1.234,5", b"27.5", b"1e5", b"NaN")
    ),
    "rupiah": Target(lambda data: cells.read_rupiah(_said(data)), 80, (b"Rp850.000", b"12,5")),
    "hour": Target(lambda data: cells.read_hour(_said(data)), 60, (b"07.30", b"7:30:00")),
    "telephone": Target(lambda data: telephone.mobile(_said(data)), 60, (b"0812-3456 7890",)),
    "words": Target(_words, 80, (b"K7QX-2MPA-9RTC", b"S1.10", b"DINAS KESEHATAN DAN II")),
    "formula": Target(
        _formula,
        100,
        (b"jika(telat > 30; hadir; 1) * 60%", b"tiap(daftar; bulat(ini / 3; -2)) - (1.250,5)"),
    ),
    "rule": Target(_rule, 60, (RULE.encode(), b'langkah a "A" = jenjang(telat; 1: 2; 3: 4; 5)')),
    "wording": Target(_wording, 30, (b"Meningkatnya kualitas layanan ibu hamil sebesar 95%",)),
    "ticket": Target(_ticket, 60, (door.new_ticket(NOW).encode(), b"a:b")),
    "sum": Target(_sum, 30, (b"e30=", b"eyJudW1iZXIiOjF9")),
    "person": Target(
        _person,
        40,
        (b"199001012015032001|RINA|P1|dr.|S.Kes|01-01-1990|F|0812|PNS|Aktif|III/a|||01-01-2024",),
    ),
    "units": Target(_units, 20, (b"A|B|22|DINAS\nB|A|II.b|BADAN\nC|X||SEKSI|KEPALA|1|2",)),
    "csv": Target(
        _table,
        20,
        (_CSV.encode(), _CSV.replace(",", ";").encode("utf-16"), "nip;nama\n1;é".encode("cp1252")),
    ),
    "book": Target(_book, 1, (SHEET,)),
    "zip": Target(_table, 1, (workbook(SHEET), workbook(SHEET, ("xl/styles.xml", b"<x/>")))),
    "upload": Target(
        _upload,
        10,
        tuple(
            bytes([_SUFFIXES.index(suffix)]) + content
            for suffix, content in (
                (".gif", picture("GIF")),
                (".jpg", picture("JPEG")),
                (".png", picture("PNG")),
                (".webp", picture("WEBP")),
                (".bmp", picture("BMP")),
                (".pdf", b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF"),
                (".xlsx", workbook(SHEET)),
            )
        ),
    ),
}


def meet(target: Target, data: bytes) -> bool:
    """Give a target one input; True if it was taken, False if it was refused with a reason."""
    try:
        target.check(data)
    except Refused:
        return False
    return True
