"""Issue a document with its verification code, and say later that it no longer stands."""

import hashlib
import secrets
from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from karsa.documents.models import IssuedDocument
from karsa.documents.signing import paper_of
from karsa.documents.standing import mark_of
from karsa.documents.typeset import Form, Verification, pdf
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _
from karsa.tenancy.models import Agency

# Without 0 O 1 I L U: a code is also read out and typed. 60 bits, so nobody finds another's.
_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
_LENGTH = 12


def verification_url(host: str, code: str) -> str:
    """Return the public address where the document of `code` is checked; it names no person."""
    scheme = "https" if settings.HTTPS else "http"
    return f"{scheme}://{host}{reverse('documents:verify', kwargs={'code': code})}"


@transaction.atomic
def issue(
    *,
    agency: Agency,
    kind: str,
    number: str,
    day: date,
    form: Form,
    now: datetime,
    host: str = "",
    paper: str = "",
) -> tuple[IssuedDocument, bytes]:
    """Typeset `form` with its QR and keep what is needed to recognise the file again.

    `kind` is a readable word, `number` must not contain a NIP: the public page shows it.
    `host` is the address people use, by default the agency's own; `paper` likewise. The caller
    asks the policy and records the act. Two queries. Raises Refused if the agency has used
    the number before.
    """
    if IssuedDocument.objects.filter(agency=agency, number=number).exists():
        raise Refused(_("Nomor dokumen %(number)s sudah dipakai. Beri nomor lain."), number=number)
    code = "".join(secrets.choice(_LETTERS) for _place in range(_LENGTH))
    url = verification_url(host or agency.host, code)
    seal = Verification(url=url, code=code, number=number, issued_at=now)
    content = pdf(form, paper=paper_of(agency, paper), verification=seal, watermark=mark_of(agency))
    document = IssuedDocument.objects.create(
        agency=agency,
        code=code,
        number=number,
        kind=kind,
        day=day,
        sha256=hashlib.sha256(content).hexdigest(),
        issued_at=now,
    )
    return document, content


def mark_changed(*, document_id: int) -> IssuedDocument:
    """Say that a newer document replaces this one. Raises Refused if it no longer stands."""
    return _close(document_id, IssuedDocument.State.CHANGED)


def withdraw(*, document_id: int) -> IssuedDocument:
    """Say that this document no longer stands. Raises Refused if it did not stand any more."""
    return _close(document_id, IssuedDocument.State.WITHDRAWN)


@transaction.atomic
def _close(document_id: int, state: IssuedDocument.State) -> IssuedDocument:
    document = IssuedDocument.objects.select_for_update().get(pk=document_id)
    if document.state != IssuedDocument.State.VALID:
        raise Refused(_("Dokumen ini sudah tidak berlaku, jadi tidak ada yang perlu diubah."))
    document.state = state
    document.save(update_fields=["state"])
    return document
