"""Fingerprints: keyed ones in place of what must not be read again, and those of files."""

from hashlib import file_digest
from pathlib import Path

from django.utils.crypto import salted_hmac


def keyed(what: str, agency_id: int, value: str) -> str:
    """Return the hash of an agency's secret, 64 hex digits; `what` ("room-thing") parts uses."""
    salted = salted_hmac(f"karsa.{what}", f"{agency_id}:{value}", algorithm="sha256")
    return salted.hexdigest()


def of_file(path: Path) -> str:
    """Return the SHA-256 of a file in hex."""
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()
