"""The keys without which a restored database cannot be read: one small archive."""

import tarfile
from io import BytesIO
from pathlib import Path

from django.conf import settings

_SIGNING = "secret.key"
_CERTIFICATES = "certificates"


def pack(target: Path) -> None:
    """Write the signing key, wherever it comes from, and the agencies' certificates."""
    with tarfile.open(target, "w") as archive:
        secret = settings.SECRET_KEY.encode("ascii")
        entry = tarfile.TarInfo(_SIGNING)
        entry.size, entry.mode = len(secret), 0o600
        archive.addfile(entry, BytesIO(secret))
        if Path(settings.CERTIFICATES_ROOT).is_dir():
            archive.add(settings.CERTIFICATES_ROOT, _CERTIFICATES)
    target.chmod(0o600)


def unpack(source: Path) -> None:
    """Put the keys in their places, over those that a new installation has made for itself."""
    signing, certificates = Path(settings.DATA) / _SIGNING, Path(settings.CERTIFICATES_ROOT)
    with tarfile.open(source) as archive:
        for entry in archive.getmembers():
            content = archive.extractfile(entry)
            if content is not None:
                is_signing = entry.name == _SIGNING
                path = signing if is_signing else certificates / Path(entry.name).name
                _place(path, content.read())


def _place(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)
    path.write_bytes(content)
