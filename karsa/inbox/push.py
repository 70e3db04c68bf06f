"""Web push: a message sealed for one browser (RFC 8291), signed as ours (VAPID, RFC 8292)."""

import json
import os
import time
from base64 import urlsafe_b64decode, urlsafe_b64encode
from functools import cache
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)
from django.conf import settings

from karsa.kit.keys import made_once
from karsa.kit.posting import post

_CURVE = ec.SECP256R1()
_RECORD = 4096
_TOKEN_SECONDS = 12 * 3600
# The push service keeps a message this long for a phone that is off.
_KEPT_SECONDS = 24 * 3600
_GONE = (404, 410)


class Browser(Protocol):
    """Where one browser receives: its push service's address and its two keys, base64url."""

    @property
    def endpoint(self) -> str:
        """The address at the push service."""

    @property
    def p256dh(self) -> str:
        """The browser's public key."""

    @property
    def auth(self) -> str:
        """The browser's secret."""


def send(browser: Browser, message: dict[str, str]) -> bool:
    """Send a message; False if the browser no longer takes any. Raises OSError if it failed."""
    body = sealed(json.dumps(message).encode(), _key_of(browser.p256dh), _decoded(browser.auth))
    head = {
        "Authorization": f"vapid t={_token(browser.endpoint)}, k={public_key()}",
        "Content-Encoding": "aes128gcm",
        "Content-Type": "application/octet-stream",
        "TTL": str(_KEPT_SECONDS),
    }
    answer = post(browser.endpoint, body, head)
    if answer.status in _GONE:
        return False
    if not answer.is_taken:
        raise OSError(answer.status, "the push service refused")
    return True


def sealed(
    text: bytes,
    theirs: ec.EllipticCurvePublicKey,
    secret: bytes,
    ours: ec.EllipticCurvePrivateKey | None = None,
    salt: bytes = b"",
) -> bytes:
    """Encrypt one record of aes128gcm for a browser; a test alone names our key and the salt."""
    ours = ours or ec.generate_private_key(_CURVE)
    salt = salt or os.urandom(16)
    own, other = _point(ours.public_key()), _point(theirs)
    shared = _derived(
        ours.exchange(ec.ECDH(), theirs), secret, b"WebPush: info\0" + other + own, 32
    )
    key = _derived(shared, salt, b"Content-Encoding: aes128gcm\0", 16)
    nonce = _derived(shared, salt, b"Content-Encoding: nonce\0", 12)
    head = salt + _RECORD.to_bytes(4) + bytes([len(own)]) + own
    return head + AESGCM(key).encrypt(nonce, text + b"\x02", None)


def public_key() -> str:
    """Return our key as browsers want it when they subscribe."""
    return _encoded(_point(_own_key().public_key()))


def _token(endpoint: str) -> str:
    """A signed statement that we send to this push service, good for half a day."""
    place = urlsplit(endpoint)
    claims = {
        "aud": f"{place.scheme}://{place.netloc}",
        "exp": int(time.time()) + _TOKEN_SECONDS,
        "sub": f"mailto:{settings.DEFAULT_FROM_EMAIL}",
    }
    parts = [
        _encoded(json.dumps(part).encode()) for part in ({"typ": "JWT", "alg": "ES256"}, claims)
    ]
    signed = ".".join(parts)
    r, s = decode_dss_signature(_own_key().sign(signed.encode(), ec.ECDSA(SHA256())))
    return f"{signed}.{_encoded(r.to_bytes(32) + s.to_bytes(32))}"


@cache
def _own_key() -> ec.EllipticCurvePrivateKey:
    """Our key, made once and kept beside the data: browsers know us by it."""
    path = Path(settings.DATA) / "push.pem"
    found = load_pem_private_key(made_once(path, _new_key), None)
    if not isinstance(found, ec.EllipticCurvePrivateKey):
        raise TypeError(f"{path} is not an elliptic-curve key")
    return found


def _new_key() -> bytes:
    made = ec.generate_private_key(_CURVE)
    return made.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def _key_of(text: str) -> ec.EllipticCurvePublicKey:
    return ec.EllipticCurvePublicKey.from_encoded_point(_CURVE, _decoded(text))


def _derived(secret: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    return HKDF(SHA256(), length, salt, info).derive(secret)


def _point(key: ec.EllipticCurvePublicKey) -> bytes:
    return key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def _encoded(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode("ascii")


def _decoded(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))
