"""The chain that seals a record: any changed, removed, moved or added row breaks a link of it.

Rows are sealed some hundreds at a time. A link is the SHA-256 of the link before, its number and
the digests of its rows in the order of their keys; so the newest link speaks for all that is older.
"""

from collections.abc import Iterable, Sequence
from hashlib import sha256

DIGEST_BYTES = 32
MARK_BYTES = 4  # of a row's digest, kept beside the link: tells which row it is that differs
KEY_BYTES = 8
BEFORE_THE_FIRST = "0" * (DIGEST_BYTES * 2)


def digest_of(values: Iterable[object]) -> bytes:
    """Return the SHA-256 of a row's values, in their order; None is not the same as ""."""
    return sha256(repr(tuple(values)).encode()).digest()


def link(before: str, number: int, rows: Iterable[bytes]) -> str:
    """Return the link after `before` (64 hex digits) over the digests of its rows, in order."""
    whole = sha256(f"{before}:{number}:".encode())
    for digest in rows:
        whole.update(digest)
    return whole.hexdigest()


def salted(salt: bytes, text: str) -> str:
    """Return the digest of a text that may be erased; without the salt nobody can guess it."""
    return sha256(salt + text.encode()).hexdigest()


def packed(keys: Sequence[int]) -> bytes:
    """Return keys in eight bytes each."""
    return b"".join(key.to_bytes(KEY_BYTES, "big") for key in keys)


def unpacked(kept: bytes) -> list[int]:
    """Return the keys that `packed` kept."""
    parts = range(0, len(kept), KEY_BYTES)
    return [int.from_bytes(kept[at : at + KEY_BYTES], "big") for at in parts]


def marks(rows: Iterable[bytes]) -> bytes:
    """Return the first bytes of each digest, one after the other."""
    return b"".join(digest[:MARK_BYTES] for digest in rows)


def mark_at(kept: bytes, place: int) -> bytes:
    """Return the mark of the row at `place` of a link, counted from 0."""
    return kept[place * MARK_BYTES : (place + 1) * MARK_BYTES]
