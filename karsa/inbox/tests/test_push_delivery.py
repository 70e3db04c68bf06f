"""A notice travels over HTTP to a push service on loopback; the browser's keys open it there."""

import json

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256

from karsa.inbox import push
from karsa.inbox.models import Device, Notice
from karsa.inbox.services.delivery import deliver
from karsa.inbox.services.telling import Note, notify
from karsa.org.tests import make

SECRET = b"sixteen bytes ok"


@pytest.fixture
def browser() -> ec.EllipticCurvePrivateKey:
    return ec.generate_private_key(ec.SECP256R1())


@pytest.fixture
def told(people, agency, service, browser):
    """Rina's browser listens, and something happened."""
    Device.objects.create(
        agency=agency,
        user_id=people.rina.user_id,
        endpoint=f"{service.url}/push/rina",
        p256dh=push._encoded(push._point(browser.public_key())),
        auth=push._encoded(SECRET),
        since=make.NOW,
    )
    notify(agency, make.NOW, [Note(people.rina.user_id, Notice.Kind.ENTRY_ASKED, "k", "/kerja/")])
    return agency


def opened(body: bytes, browser: ec.EllipticCurvePrivateKey) -> bytes:
    """What the browser does with a message (RFC 8291, section 3)."""
    salt, length = body[:16], body[20]
    theirs = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), body[21 : 21 + length])
    own = push._point(browser.public_key())
    info = b"WebPush: info\0" + own + push._point(theirs)
    shared = push._derived(browser.exchange(ec.ECDH(), theirs), SECRET, info, 32)
    key = push._derived(shared, salt, b"Content-Encoding: aes128gcm\0", 16)
    nonce = push._derived(shared, salt, b"Content-Encoding: nonce\0", 12)
    return AESGCM(key).decrypt(nonce, body[21 + length :], None).removesuffix(b"\x02")


def test_the_browser_alone_reads_what_the_push_service_carries(told, service, browser):
    assert deliver(agency=told, now=make.NOW) == 1

    [(head, body)] = service.came
    assert b"pertanyaan" not in body
    message = json.loads(opened(body, browser))
    assert "1 pertanyaan atasan" in message["body"]
    assert (head["Content-Encoding"], int(head["TTL"]) > 0) == ("aes128gcm", True)


def test_the_push_service_can_tell_that_it_is_ours(told, service):
    deliver(agency=told, now=make.NOW)

    said = dict(part.split("=", 1) for part in service.came[0][0]["Authorization"][6:].split(", "))
    signed, _dot, signature = said["t"].rpartition(".")
    claims = json.loads(push._decoded(signed.split(".")[1]))
    raw = push._decoded(signature)
    halves = (int.from_bytes(half) for half in (raw[:32], raw[32:]))
    key = push._key_of(said["k"])
    key.verify(encode_dss_signature(*halves), signed.encode(), ec.ECDSA(SHA256()))
    assert claims["aud"] == service.url


def test_a_browser_that_is_gone_is_forgotten_and_a_failing_service_is_not(told, service):
    service.answer = 500
    deliver(agency=told, now=make.NOW)
    assert Device.objects.count() == 1
    service.answer = 410
    Notice.objects.update(pushed_at=None)
    deliver(agency=told, now=make.NOW)
    assert not Device.objects.exists()
