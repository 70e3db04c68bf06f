"""What may come in, how it is kept, and how it goes out."""

import hashlib
import struct
import zipfile
import zlib
from io import BytesIO

import pytest
from PIL import Image

from karsa.files import services
from karsa.files.images import LARGEST
from karsa.files.kinds import EVIDENCE, TABLES
from karsa.files.models import StoredFile
from karsa.files.responses import send
from karsa.files.store import path_of
from karsa.files.tests import make
from karsa.org.tests import make as org
from karsa.rules.refused import Refused


def take(people, upload, allow=EVIDENCE):
    return services.take(org.actor(people.rina), upload, purpose="evidence", allow=allow)


def drawn(stored: StoredFile) -> Image.Image:
    return Image.open(BytesIO(path_of(stored).read_bytes()))


def test_a_photo_is_drawn_anew_small_and_without_what_the_camera_wrote(people):
    exif = Image.Exif()
    exif[0x0110] = "Kamera Rahasia"
    exif[0x8825] = {1: "S", 2: (6.0, 54.0, 0.0)}
    stored = take(people, make.photo(size=(4000, 3000), exif=exif))

    content = path_of(stored).read_bytes()
    assert stored.media_type == "image/webp"
    assert stored.name == "posyandu.webp"
    assert stored.size == len(content) <= LARGEST
    assert b"Kamera Rahasia" not in content
    assert not drawn(stored).getexif()
    assert max(drawn(stored).size) == 1600


def test_a_photo_taken_sideways_stands_upright(people):
    exif = Image.Exif()
    exif[0x0112] = 6
    stored = take(people, make.photo(size=(60, 20), exif=exif))

    assert drawn(stored).size == (20, 60)


def test_even_noise_fits_the_limit(people):
    noise = Image.effect_noise((1700, 1700), 120).convert("RGB")
    out = BytesIO()
    noise.save(out, "JPEG", quality=95)

    assert take(people, make.upload("derau.jpg", out.getvalue())).size <= LARGEST


def test_a_transparent_picture_gets_paper_behind_it(people):
    out = BytesIO()
    Image.new("RGBA", (10, 10), (0, 0, 0, 0)).save(out, "PNG")

    assert drawn(take(people, make.upload("a.png", out.getvalue()))).getpixel((5, 5)) == (
        255,
        255,
        255,
    )


def test_the_same_content_lies_once_on_disk_and_has_a_row_each_time(people):
    first, second = take(people, make.pdf("a.pdf")), take(people, make.pdf("b.pdf"))

    assert first.pk != second.pk
    assert path_of(first) == path_of(second)
    assert path_of(first).name == hashlib.sha256(make.PDF).hexdigest()
    assert [path.name for path in path_of(first).parent.iterdir()] == [first.sha256]


def office(name: str, *parts: str):
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for part in parts:
            archive.writestr(part, "<x/>")
    return make.upload(name, out.getvalue())


def test_office_files_stay_as_they_are(people):
    upload = office("daftar.docx", "[Content_Types].xml", "word/document.xml")

    assert take(people, upload).name == "daftar.docx"


def test_a_table_may_be_text(people):
    upload = make.upload("pegawai.csv", b"nip;nama\n1;Rina\n")

    assert take(people, upload, TABLES).media_type == "text/csv"


def bomb() -> bytes:
    """A PNG of a few bytes that claims to be 30,000 pixels wide and high."""
    head = struct.pack(">IIBBBBB", 30000, 30000, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(b"\0" * 99)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(map(chunk, chunks))


def chunk(pair: tuple[bytes, bytes]) -> bytes:
    name, data = pair
    crc = struct.pack(">I", zlib.crc32(name + data))
    return struct.pack(">I", len(data)) + name + data + crc


HEIC = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"


@pytest.mark.parametrize(
    ("upload", "words"),
    [
        (make.upload("kosong.jpg", b""), "kosong"),
        (make.upload("virus.exe", b"MZ"), "belum bisa diterima"),
        (make.upload("tanpa-akhiran", b"abc"), "belum bisa diterima"),
        (make.upload("gambar.svg", b"<svg/>"), "belum bisa diterima"),
        (make.upload("foto.jpg", b"<html><script>alert(1)</script>"), "tidak sesuai"),
        (make.upload("foto.jpg", make.PDF), "tidak sesuai"),
        (make.upload("surat.pdf", make.picture()), "tidak sesuai"),
        (make.upload("putus.pdf", make.PDF[:30]), "tidak sesuai"),
        (make.upload("foto.png", make.picture(kind="PNG")[:60]), "rusak"),
        (make.upload("bom.png", bomb()), "terlalu besar"),
        (make.upload("IMG_1.HEIC", HEIC), "HEIC"),
        (make.upload("IMG_1.jpg", HEIC), "HEIC"),
        (make.upload("lama.doc", b"\xd0\xcf\x11\xe0"), ".docx"),
        (make.upload("arsip.docx", b"PK\x03\x04 bukan zip"), "tidak sesuai"),
        (office("zip.docx", "catatan.txt"), "tidak sesuai"),
        (office("makro.docx", "word/document.xml", "word/vbaProject.bin"), "tidak sesuai"),
        (make.upload("besar.pdf", b"%PDF-" + b"0" * 11_000_000), "terlalu besar"),
    ],
)
def test_what_cannot_be_kept_is_refused_with_what_to_do(people, upload, words):
    with pytest.raises(Refused, match=words):
        take(people, upload)
    assert not StoredFile.objects.exists()


def test_a_page_may_allow_less(people):
    with pytest.raises(Refused, match="belum bisa diterima"):
        take(people, make.photo(), TABLES)


def test_a_name_cannot_lead_elsewhere_or_break_the_row(people):
    odd = take(people, make.upload("../../etc/a\r\nb.pdf", make.PDF))
    long = take(people, make.upload("a" * 400 + ".pdf", make.PDF))

    assert odd.name == "ab.pdf"
    assert len(long.name) == 200
    assert long.name.endswith(".pdf")


def body(response) -> bytes:
    content = b"".join(response.streaming_content)
    response.close()
    return content


def test_a_file_goes_out_under_its_name_and_is_never_guessed_at(people):
    stored = take(people, make.pdf())
    shown, saved = send(stored, inline=True), send(stored, inline=False)

    assert body(shown) == body(saved) == make.PDF
    assert shown["Content-Disposition"] == 'inline; filename="laporan.pdf"'
    assert saved["Content-Disposition"] == 'attachment; filename="laporan.pdf"'
    assert shown["X-Content-Type-Options"] == "nosniff"


def test_an_office_file_is_always_saved_never_opened_in_place(people):
    stored = take(people, office("daftar.docx", "word/document.xml"))
    answer = send(stored, inline=True)
    answer.close()

    assert answer["Content-Disposition"].startswith("attachment")


def test_lost_content_is_said_not_a_fault(people):
    stored = take(people, make.upload("hilang.pdf", make.PDF + b"%%EOF hilang"))
    path_of(stored).unlink()

    with pytest.raises(Refused, match="belum ada di penyimpanan"):
        send(stored, inline=True)
