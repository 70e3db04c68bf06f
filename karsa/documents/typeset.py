"""Turn a form into PDF/A. People's words travel as JSON and are never read as typst source."""

import json
import threading
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final, Protocol, cast

import segno

from karsa.documents.glyphs import drawable

if TYPE_CHECKING:
    import typst
    from _typeshed import DataclassInstance

TEMPLATES = Path(__file__).parent / "typ"
STANDARD: Final = "a-2b"

# Millimetres. F4 is the folio that Indonesian offices keep in the printer.
PAPERS = {"a4": (210, 297), "f4": (215, 330)}


class Form(Protocol):
    """A frozen dataclass of `karsa.documents.shapes` that names its template."""

    TEMPLATE: ClassVar[str]


@dataclass(frozen=True, slots=True)
class Verification:
    """Where a reader checks an issued document, printed as a QR and in words on every page."""

    url: str
    code: str
    number: str | None = None
    issued_at: datetime | None = None


def pdf(
    form: Form,
    *,
    paper: str = "a4",
    verification: Verification | None = None,
    watermark: str = "",
) -> bytes:
    """Typeset `form` and return the bytes of a PDF/A-2b file with its fonts embedded.

    The same arguments give the same bytes. Raises KeyError for an unknown paper and
    typst.TypstError if a template fails, which would be our mistake and not the reader's.
    """
    compiled = _compiler().compile(
        str(TEMPLATES / f"{form.TEMPLATE}.typ"),
        format="pdf",
        sys_inputs={"data": _data(form, paper, verification, watermark)},
        pdf_standards=STANDARD,
        timestamp=_seconds(verification),
    )
    return cast("bytes", compiled)


def joined(papers: Iterable[bytes]) -> bytes:
    """Return one PDF to print of many; what was issued stays apart, with its own checksum."""
    from pypdf import PdfWriter

    writer, whole = PdfWriter(), BytesIO()
    for content in papers:
        writer.append(BytesIO(content), import_outline=False)
    writer.write(whole)
    return whole.getvalue()


def qr(url: str, *, scales: bool = False) -> str:
    """Return the SVG of a QR code for `url`, dark on white, with its quiet zone.

    `scales`: it takes the width of the place it is put in, as pages need.
    """
    code = segno.make(url, error="m", micro=False)
    return code.svg_inline(border=2, light="white", omitsize=scales)


def _data(form: Form, paper: str, verification: Verification | None, watermark: str) -> str:
    urls = [*getattr(form, "urls", ()), *([verification.url] if verification else [])]
    data = {
        "form": drawable(asdict(cast("DataclassInstance", form))),
        "paper": PAPERS[paper],
        "verification": verification and drawable(asdict(verification) | {"issued_at": None}),
        "codes": {url: qr(url) for url in urls},
        "watermark": drawable(watermark),
    }
    return json.dumps(data, ensure_ascii=False)


def _seconds(verification: Verification | None) -> int:
    moment = verification and verification.issued_at
    return int(moment.timestamp()) if moment else 0


_here = threading.local()


def _compiler() -> "typst.Compiler":
    """One compiler per thread: it may not be shared, and starting one costs more than a page."""
    if not hasattr(_here, "compiler"):
        import typst

        _here.compiler = typst.Compiler(root=str(TEMPLATES), font_paths=_fonts())
    compiler: typst.Compiler = _here.compiler
    return compiler


@cache
def _fonts() -> "typst.Fonts":
    """Only the fonts inside the typst package, so that every machine prints the same page."""
    import typst

    return typst.Fonts(include_system_fonts=False)
