"""Photos are drawn anew: small, upright, and without what the camera wrote into them."""

from io import BytesIO
from pathlib import Path
from typing import IO

from PIL import Image, ImageOps

from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _

LARGEST = 100 * 1024
MOST_PIXELS = 40_000_000
FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "BMP")
# Longest side and quality, best first; the last pair fits whatever the picture shows.
_STEPS = (
    (1600, 80),
    (1600, 65),
    (1280, 65),
    (1024, 60),
    (800, 55),
    (640, 45),
    (480, 35),
    (320, 20),
)


def redraw(stream: IO[bytes], name: str) -> bytes:
    """Return the photo as WebP of at most 100 KB, turned upright, without EXIF.

    Raises: Refused if it is broken or has more pixels than a server should unpack.
    """
    try:
        picture = _open(stream, name)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _too_many_pixels(name) from None
    except (OSError, SyntaxError, ValueError, EOFError):
        raise Refused(
            _("Foto “%(name)s” rusak atau belum selesai tersimpan. Foto lagi, lalu pilih lagi."),
            name=name,
        ) from None
    return _smallest(picture)


def greys(path: Path, width: int, height: int) -> list[int]:
    """Return a kept photo as `width` x `height` greys from 0 to 255, row by row."""
    with Image.open(path, formats=FORMATS) as opened:
        small = opened.convert("L").resize((width, height), Image.Resampling.BOX)
    return list(small.tobytes())


def _open(stream: IO[bytes], name: str) -> Image.Image:
    with Image.open(stream, formats=FORMATS) as opened:
        # A JPEG is unpacked at a fraction of its size, so a large camera costs little.
        opened.draft("RGB", (_STEPS[0][0], _STEPS[0][0]))
        if opened.width * opened.height > MOST_PIXELS:
            raise _too_many_pixels(name)
        return _on_white(ImageOps.exif_transpose(opened))


def _on_white(picture: Image.Image) -> Image.Image:
    """Copy the pixels alone; what was transparent becomes paper."""
    layer = picture.convert("RGBA")
    paper = Image.new("RGB", layer.size, "white")
    paper.paste(layer, mask=layer.getchannel("A"))
    return paper


def _smallest(picture: Image.Image) -> bytes:
    content = b""
    for side, quality in _STEPS:
        copy = picture.copy()
        copy.thumbnail((side, side))
        content = _encoded(copy, quality)
        if len(content) <= LARGEST:
            break
    return content


def _encoded(picture: Image.Image, quality: int) -> bytes:
    out = BytesIO()
    picture.save(out, "WEBP", quality=quality)
    return out.getvalue()


def _too_many_pixels(name: str) -> Refused:
    return Refused(
        _("Foto “%(name)s” terlalu besar untuk dibuka. Kirim tangkapan layarnya saja."), name=name
    )
