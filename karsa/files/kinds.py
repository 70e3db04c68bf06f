"""Which files may come in, and whether the content is what the name says."""

import zipfile
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePath
from typing import IO

import puremagic

from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _


class Kind(StrEnum):
    """A family of files that a page may allow."""

    IMAGE = "image"
    PDF = "pdf"
    OFFICE = "office"
    CSV = "csv"


EVIDENCE = frozenset({Kind.IMAGE, Kind.PDF, Kind.OFFICE})
TABLES = frozenset({Kind.OFFICE, Kind.CSV})

MEGABYTE = 1024 * 1024
LARGEST = {
    Kind.IMAGE: 20 * MEGABYTE,
    Kind.PDF: 10 * MEGABYTE,
    Kind.OFFICE: 10 * MEGABYTE,
    Kind.CSV: 50 * MEGABYTE,
}
HEAD = 8192
TAIL = 2048


@dataclass(frozen=True, slots=True)
class Format:
    """One kind of file: its family, its media type and, in a zip, the part that proves it."""

    kind: Kind
    media_type: str
    proof: str = ""


_OOXML = "application/vnd.openxmlformats-officedocument."
_ODF = "application/vnd.oasis.opendocument."
FORMATS = {
    ".jpg": Format(Kind.IMAGE, "image/jpeg"),
    ".jpeg": Format(Kind.IMAGE, "image/jpeg"),
    ".jfif": Format(Kind.IMAGE, "image/jpeg"),
    ".png": Format(Kind.IMAGE, "image/png"),
    ".webp": Format(Kind.IMAGE, "image/webp"),
    ".gif": Format(Kind.IMAGE, "image/gif"),
    ".bmp": Format(Kind.IMAGE, "image/bmp"),
    ".pdf": Format(Kind.PDF, "application/pdf"),
    ".docx": Format(Kind.OFFICE, f"{_OOXML}wordprocessingml.document", "word/document.xml"),
    ".xlsx": Format(Kind.OFFICE, f"{_OOXML}spreadsheetml.sheet", "xl/workbook.xml"),
    ".pptx": Format(Kind.OFFICE, f"{_OOXML}presentationml.presentation", "ppt/presentation.xml"),
    ".odt": Format(Kind.OFFICE, f"{_ODF}text", "content.xml"),
    ".ods": Format(Kind.OFFICE, f"{_ODF}spreadsheet", "content.xml"),
    ".odp": Format(Kind.OFFICE, f"{_ODF}presentation", "content.xml"),
    ".csv": Format(Kind.CSV, "text/csv"),
    ".txt": Format(Kind.CSV, "text/csv"),
}

IPHONE = frozenset({".heic", ".heif"})
OLD_OFFICE = frozenset({".doc", ".xls", ".ppt"})


def recognise(stream: IO[bytes], name: str, size: int, allow: frozenset[Kind]) -> Format:
    """Return what `stream` is; by its name and by its content, which must agree.

    Raises: Refused with what to do instead: empty, too large, a kind that is not in `allow`,
    or content that is not what the name says. Leaves the stream at its start.
    """
    suffix = PurePath(name).suffix.lower()
    if not size:
        raise Refused(_("Berkas “%(name)s” kosong. Pilih berkas lain."), name=name)
    known = FORMATS.get(suffix)
    if known is None or known.kind not in allow:
        raise _unknown(suffix, name, allow)
    if size > LARGEST[known.kind]:
        raise _too_large(known.kind, name)
    if not _is(stream, suffix, known):
        raise _not_what_it_says(stream, name)
    stream.seek(0)
    return known


def _unknown(suffix: str, name: str, allow: frozenset[Kind]) -> Refused:
    if suffix in IPHONE and Kind.IMAGE in allow:
        return _iphone(name)
    if suffix in OLD_OFFICE and Kind.OFFICE in allow:
        return Refused(
            _("“%(name)s” berformat lama. Simpan dulu sebagai PDF atau %(new)s, lalu pilih lagi."),
            name=name,
            new=f"{suffix}x",
        )
    suffixes = sorted({key for key, value in FORMATS.items() if value.kind in allow})
    return Refused(
        _("Berkas “%(name)s” belum bisa diterima. Yang bisa: %(kinds)s."),
        name=name,
        kinds=", ".join(key.lstrip(".") for key in suffixes),
    )


def _iphone(name: str) -> Refused:
    return Refused(
        _(
            "Foto “%(name)s” berformat HEIC, yang belum bisa dibuka di sini. Di iPhone pilih "
            "Pengaturan, Kamera, Format, Paling Kompatibel lalu foto lagi; atau kirim "
            "tangkapan layarnya."
        ),
        name=name,
    )


def _too_large(kind: Kind, name: str) -> Refused:
    return Refused(
        _("Berkas “%(name)s” terlalu besar. Paling besar %(limit)s MB; perkecil lalu pilih lagi."),
        name=name,
        limit=LARGEST[kind] // MEGABYTE,
    )


def _not_what_it_says(stream: IO[bytes], name: str) -> Refused:
    if b"ftyphei" in _head(stream)[:16] or b"ftypmif1" in _head(stream)[:16]:
        return _iphone(name)
    return Refused(
        _(
            "Isi berkas “%(name)s” tidak sesuai dengan namanya atau rusak. "
            "Buka dulu di perangkat Anda, simpan ulang, lalu pilih lagi."
        ),
        name=name,
    )


def _head(stream: IO[bytes]) -> bytes:
    stream.seek(0)
    return stream.read(HEAD)


def _is(stream: IO[bytes], suffix: str, known: Format) -> bool:
    if known.proof:
        return _is_office(stream, known.proof)
    if known.kind is Kind.PDF:
        return _is_pdf(stream)
    if known.kind is Kind.CSV:
        return b"\0" not in _head(stream)
    return _is_image(_head(stream))


def _is_image(head: bytes) -> bool:
    # Phones name a PNG ".jpg"; any image we can draw will do, for it is drawn anew.
    images = {key for key, value in FORMATS.items() if value.kind is Kind.IMAGE}
    return _magic(head) in images


def _magic(head: bytes) -> str:
    try:
        return str(puremagic.from_string(head)).lower()
    except (puremagic.PureError, ValueError):
        return ""


def _is_pdf(stream: IO[bytes]) -> bool:
    """Whole from its first word to its last: half a download has no end mark."""
    if _magic(_head(stream)) != ".pdf":
        return False
    end = stream.seek(0, 2)
    stream.seek(max(0, end - TAIL))
    return b"%%EOF" in stream.read()


def _is_office(stream: IO[bytes], proof: str) -> bool:
    """A readable zip with its document inside and no macros."""
    stream.seek(0)
    try:
        with zipfile.ZipFile(stream) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return False
    return proof in names and not any(name.endswith("vbaProject.bin") for name in names)
