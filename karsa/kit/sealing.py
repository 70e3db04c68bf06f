"""Texts that are stored so that the database alone, or a copy of it, does not tell them."""

from base64 import urlsafe_b64encode

from cryptography.fernet import Fernet, InvalidToken
from django.utils.crypto import salted_hmac


def seal(what: str, text: str) -> str:
    """Return `text` enciphered with the installation's key; empty stays empty.

    `what` ("room-thing") parts uses. A replaced key makes sealed texts unreadable for good.
    """
    return _box(what).encrypt(text.encode()).decode("ascii") if text else ""


def unseal(what: str, sealed: str) -> str:
    """Return a sealed text; empty if it was sealed with another key."""
    try:
        return _box(what).decrypt(sealed.encode("ascii")).decode() if sealed else ""
    except InvalidToken:
        return ""


def _box(what: str) -> Fernet:
    key = salted_hmac(f"karsa.seal.{what}", "", algorithm="sha256").digest()
    return Fernet(urlsafe_b64encode(key))
