"""BSrE's e-sign client, the server an agency runs beside its own: a PDF in, a signed PDF out.

`POST <address>/api/sign/pdf`, basic authorization of the agency's account, a form of parts with
`file`, `nik`, `passphrase` and `tampilan`. What a person types is sent once and nowhere kept.
"""

import json
import secrets
from base64 import b64encode
from dataclasses import dataclass, field
from http import HTTPStatus

from karsa.kit.posting import post
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _

SECONDS = 30
_NO_ENTRY = (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN)
_SILENT = _("Layanan BSrE tidak menjawab. Dokumen belum ditandatangani; coba lagi nanti.")
_WRONG_ACCOUNT = _("Akun instansi pada layanan BSrE ditolak. Beri tahu pengelola.")
_OTHER = _("Layanan BSrE menolak: %(said)s")
_NO_PDF = _("Jawaban layanan BSrE bukan dokumen yang ditandatangani. Dokumen belum berubah.")
# The first word that occurs in the answer decides; the service's numbers differ by version.
_REASONS = (
    ("passphrase", _("Passphrase BSrE salah. Ketik ulang; dokumen belum ditandatangani.")),
    (
        "expired",
        _("Sertifikat BSrE Anda sudah habis masa berlakunya. Perbarui pada verifikator instansi."),
    ),
    (
        "kedaluwarsa",
        _("Sertifikat BSrE Anda sudah habis masa berlakunya. Perbarui pada verifikator instansi."),
    ),
    ("nik", _("NIK ini tidak terdaftar di BSrE. Periksa angkanya.")),
    ("terdaftar", _("NIK ini tidak terdaftar di BSrE. Periksa angkanya.")),
)


@dataclass(frozen=True, slots=True)
class Client:
    """Where the e-sign client is, and the agency's account with it."""

    address: str
    account: str
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Credential:
    """What a person types for one signature; never stored, logged or shown."""

    nik: str = field(default="", repr=False)
    passphrase: str = field(default="", repr=False)


def sign(client: Client, credential: Credential, content: bytes, seconds: float = SECONDS) -> bytes:
    """Return the PDF as BSrE signed it.

    Raises Refused with what to do: wrong passphrase, expired certificate, unknown NIK, a silent
    service, or an answer that is no PDF.
    """
    boundary = secrets.token_hex(16)
    token = b64encode(f"{client.account}:{client.password}".encode()).decode()
    head = {
        "Authorization": f"Basic {token}",
        "Content-Type": f"multipart/form-data; boundary={boundary}",
        "Accept": "application/pdf, application/json",
    }
    address = f"{client.address.rstrip('/')}/api/sign/pdf"  # the form takes http and https alone
    try:
        answer = post(address, _parts(boundary, credential, content), head, seconds)
    except OSError:
        raise Refused(_SILENT) from None
    if answer.status in _NO_ENTRY:
        raise Refused(_WRONG_ACCOUNT)
    if not answer.is_taken or answer.content.startswith(b"{"):
        raise _said(answer.content)
    if not answer.content.startswith(b"%PDF-"):
        raise Refused(_NO_PDF)
    return answer.content


def _parts(boundary: str, credential: Credential, content: bytes) -> bytes:
    fields = {"nik": credential.nik, "passphrase": credential.passphrase, "tampilan": "invisible"}
    lines = [
        f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{text}\r\n'.encode()
        for name, text in fields.items()
    ]
    head = (
        f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="dokumen.pdf"\r\n'
        "Content-Type: application/pdf\r\n\r\n"
    )
    return b"".join([*lines, head.encode(), content, f"\r\n--{boundary}--\r\n".encode()])


def _said(answer: bytes) -> Refused:
    try:
        told = json.loads(answer)
    except ValueError:
        return Refused(_SILENT)
    named = told if isinstance(told, dict) else {}
    said = str(named.get("error") or named.get("message") or "")[:200]
    found = next((why for word, why in _REASONS if word in said.casefold()), "")
    return Refused(found) if found else Refused(_OTHER, said=said or "?")
