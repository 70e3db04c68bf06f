"""What we ask a provider for: JSON over https, from where it may be, and not for long."""

import json
from collections.abc import Mapping
from http import HTTPStatus
from ipaddress import ip_address
from socket import IPPROTO_TCP, getaddrinfo
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings

from karsa.accounts.oidc.problems import Problem
from karsa.kit.posting import Answer, fetch, post
from karsa.rules.refused import gettext_noop as _

_SECONDS = 10
_LARGEST = 512 * 1024


def read(address: str, head: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Return the JSON object at an address of the provider. Raises Problem."""
    answer = _called(address, lambda: fetch(address, head or {}, _SECONDS))
    if answer.status != HTTPStatus.OK:
        raise Problem(_("%(address)s menjawab %(status)s."), address=address, status=answer.status)
    return _object(address, answer)


def send(
    address: str, form: Mapping[str, str], head: Mapping[str, str]
) -> tuple[int, dict[str, Any]]:
    """Post a form; return the status and the JSON object that came back. Raises Problem."""
    body = urlencode(form).encode()
    typed = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"}
    answer = _called(address, lambda: post(address, body, {**typed, **head}, _SECONDS))
    return answer.status, _object(address, answer)


def _called(address: str, call: Any) -> Answer:
    _check(address)
    try:
        answer: Answer = call()
    except OSError as problem:
        raise Problem(
            _("%(address)s tidak tersambung (%(why)s). Periksa alamat, DNS, dan sertifikatnya."),
            address=address,
            why=type(problem).__name__,
        ) from None
    return answer


def _check(address: str) -> None:
    """Only https, and never this machine or what speaks for its host; a test and a laptop may."""
    parts = urlsplit(address)
    is_own = settings.OIDC_LOOPBACK and parts.hostname in ("127.0.0.1", "localhost")
    if is_own and parts.scheme == "http":
        return
    if parts.scheme != "https" or not parts.hostname:
        raise Problem(_("%(address)s harus diawali https://."), address=address)
    try:
        found = getaddrinfo(parts.hostname, parts.port or 443, proto=IPPROTO_TCP)
    except OSError:
        raise Problem(_("Nama %(host)s tidak ditemukan."), host=parts.hostname) from None
    for *_more, (host, *_port) in found:
        known = ip_address(str(host).partition("%")[0])
        if known.is_loopback or known.is_link_local or known.is_unspecified or known.is_multicast:
            raise Problem(_("Nama %(host)s menunjuk ke mesin ini."), host=parts.hostname)


def _object(address: str, answer: Answer) -> dict[str, Any]:
    try:
        found = json.loads(answer.content[:_LARGEST])
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise Problem(_("%(address)s tidak menjawab dengan JSON."), address=address)
    return found
