"""What we ask a provider for: JSON over https, from where it may be, and not for long."""

import json
from collections.abc import Mapping
from http import HTTPStatus
from socket import gaierror
from typing import Any
from urllib.parse import urlencode

from karsa.accounts.oidc.problems import Problem
from karsa.kit import outgoing
from karsa.kit.posting import Answer
from karsa.rules.refused import gettext_noop as _


def read(address: str, head: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Return the JSON object at an address of the provider. Raises Problem."""
    answer = _asked("GET", address, head=head)
    if answer.status != HTTPStatus.OK:
        raise Problem(_("%(address)s menjawab %(status)s."), address=address, status=answer.status)
    return _object(address, answer)


def send(
    address: str, form: Mapping[str, str], head: Mapping[str, str]
) -> tuple[int, dict[str, Any]]:
    """Post a form; return the status and the JSON object that came back. Raises Problem."""
    body = urlencode(form).encode()
    typed = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"}
    answer = _asked("POST", address, body, {**typed, **head})
    return answer.status, _object(address, answer)


def _asked(
    method: str, address: str, body: bytes = b"", head: Mapping[str, str] | None = None
) -> Answer:
    try:
        place = outgoing.check(address)
    except outgoing.Unsafe:
        raise Problem(_("%(address)s harus diawali https://."), address=address) from None
    try:
        return outgoing.ask(method, address, body, head)
    except outgoing.Unsafe:
        raise Problem(
            _(
                "Nama %(host)s menunjuk ke jaringan dalam. Bila memang di sana, minta pengelola "
                "server menyebutnya di KARSA_OUTGOING_INSIDE."
            ),
            host=place.hostname,
        ) from None
    except gaierror:
        raise Problem(_("Nama %(host)s tidak ditemukan."), host=place.hostname) from None
    except OSError as problem:
        raise Problem(
            _("%(address)s tidak tersambung (%(why)s). Periksa alamat, DNS, dan sertifikatnya."),
            address=address,
            why=type(problem).__name__,
        ) from None


def _object(address: str, answer: Answer) -> dict[str, Any]:
    try:
        found = json.loads(answer.content)
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise Problem(_("%(address)s tidak menjawab dengan JSON."), address=address)
    return found
