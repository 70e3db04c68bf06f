"""The fingerprint of a text that must not change: anybody can work it out again."""

from hashlib import sha256


def fingerprint(text: str) -> str:
    """Return the SHA-256 of a text's UTF-8 bytes, 64 hex digits, as `sha256sum` prints it."""
    return sha256(text.encode()).hexdigest()
