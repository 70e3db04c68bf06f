"""The only way a file goes out. Who may have it is decided by the view that found its row."""

from django.http import FileResponse
from django.utils.http import quote_etag

from karsa.files.models import StoredFile
from karsa.files.store import path_of
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _

# What a browser draws without running anything of ours; all else is saved, never opened in place.
_SHOWN = frozenset({"image/webp", "application/pdf"})
# Whatever it holds runs nothing and frames nothing; a browser's own PDF reader needs to run.
_ALONE = "default-src 'none'; frame-ancestors 'none'; sandbox"
_FOR_ALL = "public, max-age=31536000, immutable"


def send(stored: StoredFile, *, inline: bool, for_all: bool = False) -> FileResponse:
    """Return the content under its name; `inline` shows pictures and PDF in the browser.

    `for_all`: any cache may keep it, as it never changes; its hash is its ETag.

    Raises: Refused if the content is not on the disk (a restore without its files).
    """
    try:
        content = path_of(stored).open("rb")
    except FileNotFoundError:
        raise Refused(
            _("Berkas ini tercatat, tetapi isinya belum ada di penyimpanan. Beri tahu pengelola.")
        ) from None
    response = FileResponse(
        content,
        as_attachment=not (inline and stored.media_type in _SHOWN),
        filename=stored.name,
        content_type=stored.media_type,
    )
    response["X-Content-Type-Options"] = "nosniff"
    if stored.media_type != "application/pdf":
        response["Content-Security-Policy"] = _ALONE
    response["Cache-Control"] = _FOR_ALL if for_all else "private, max-age=86400"
    if for_all:
        response["ETag"] = quote_etag(stored.sha256)
    return response
