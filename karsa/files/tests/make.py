"""Files as people bring them."""

from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n"


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def picture(size: tuple[int, int] = (64, 48), kind: str = "JPEG", **options) -> bytes:
    out = BytesIO()
    Image.new("RGB", size, "#2f6f6a").save(out, kind, **options)
    return out.getvalue()


def photo(name: str = "posyandu.jpg", **options) -> SimpleUploadedFile:
    return upload(name, picture(**options))


def pdf(name: str = "laporan.pdf") -> SimpleUploadedFile:
    return upload(name, PDF)
