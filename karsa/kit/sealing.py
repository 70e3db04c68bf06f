"""Boxes that only this server opens: what nobody may read yet, not even in a backup."""

from base64 import b64decode, b64encode
from collections.abc import Iterable
from random import Random
from secrets import token_bytes

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.utils.crypto import salted_hmac

_NONCE = 12


def seal(what: str, agency_id: int, text: str) -> str:
    """Return `text` encrypted (AES-256-GCM) with a key that follows from the server's secret.

    `what` ("room-thing") parts uses. The same text never gives the same box.
    """
    nonce = token_bytes(_NONCE)
    box = nonce + _cipher(what, agency_id).encrypt(nonce, text.encode(), None)
    return b64encode(box).decode()


def unseal(what: str, agency_id: int, box: str) -> str:
    """Return what `seal` was given. Raises InvalidTag if the server's secret has changed."""
    raw = b64decode(box)
    return _cipher(what, agency_id).decrypt(raw[:_NONCE], raw[_NONCE:], None).decode()


def unseal_if_ours(what: str, agency_id: int, box: str) -> str | None:
    """Return what `seal` was given; None where the server's secret has changed since."""
    try:
        return unseal(what, agency_id, box)
    except InvalidTag:
        return None


def sealed_anew(
    what: str, agency_id: int, boxes: Iterable[str], text: str, chance: Random
) -> list[str]:
    """Return `boxes` and one with `text`, all sealed again and in a random order.

    So neither place nor content tells which came last. Those that no longer open stay as they are.
    """
    opened = {box: unseal_if_ours(what, agency_id, box) for box in boxes}
    texts = [text, *(told for told in opened.values() if told is not None)]
    lost = [box for box, told in opened.items() if told is None]
    found = [*lost, *(seal(what, agency_id, told) for told in texts)]
    chance.shuffle(found)
    return found


def _cipher(what: str, agency_id: int) -> AESGCM:
    return AESGCM(salted_hmac(f"karsa.{what}", str(agency_id), algorithm="sha256").digest())
