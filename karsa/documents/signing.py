"""Sign what was issued, in the way the agency chose; keep the scan of what was signed by hand.

The caller asks the policy and records the act. A file whose content is no longer what was
issued is neither signed nor handed out.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.files.base import File
from django.db import transaction
from django.db.models import QuerySet

from karsa.documents import bsre, pades
from karsa.documents.bsre import Credential
from karsa.documents.models import DocumentSetting, DocumentSignature, IssuedDocument, Method
from karsa.documents.typeset import PAPERS
from karsa.files import store
from karsa.files.kinds import Kind
from karsa.files.models import StoredFile
from karsa.files.services import Doer, keep_bytes, take
from karsa.kit.remembered import remembered
from karsa.kit.sealing import seal, unseal
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _
from karsa.tenancy.models import Agency

SCANS = frozenset({Kind.PDF, Kind.IMAGE})
_BOX = "documents-bsre"
_REPLACED = _("Dokumen ini sudah diganti atau ditarik. Tandatangani versi yang berlaku.")
_ALTERED = _(
    "Isi berkas %(number)s tidak lagi sama dengan saat diterbitkan, jadi tidak dapat dipakai. "
    "Beri tahu pengelola."
)
_LOST = _("Isi berkas %(number)s tidak ada di penyimpanan. Beri tahu pengelola.")
_MEANWHILE = _(
    "Berkas ini ditandatangani orang lain pada saat yang sama. Tanda tangan Anda belum tersimpan; "
    "tandatangani sekali lagi."
)
_ALREADY = _("Anda sudah menandatangani dokumen ini.")
_NO_METHOD = _("Instansi ini mengesahkan dokumen dalam sistem, tanpa tanda tangan pada berkas.")
_NOT_BY_HAND = _("Instansi ini tidak memakai tanda tangan basah.")
_BY_HAND = _("Instansi ini memakai tanda tangan basah: cetak, tanda tangani, lalu unggah pindaian.")
_SCANNED = _("Pindaian dokumen ini sudah tersimpan.")
_NO_ACCOUNT = _("Layanan BSrE belum diatur. Beri tahu pengelola.")
_PRACTICE = _("Dalam latihan tidak ada yang dikirim ke BSrE. Coba cara tanda tangan yang lain.")
_TYPE_BOTH = _("Ketik NIK 16 angka dan passphrase BSrE Anda.")
_UNSIGNED = _("Berkas yang kembali tidak memuat tanda tangan yang utuh. Dokumen belum berubah.")
_OTHER_VERSION = _(
    "Kode pada pindaian ini milik dokumen %(number)s yang %(state)s, bukan versi ini. Cetak dan "
    "tandatangani dokumen %(wanted)s."
)
_UNKNOWN_CODE = _("Kode itu tidak cocok. Ketik kode di bawah QR pada kertas yang dipindai.")


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs as what: the role on the form, and the name with titles."""

    role: str
    name: str


def setting_of(agency: Agency) -> DocumentSetting:
    """Return the agency's paper and way of signing. One query a minute."""
    return remembered(f"documents:{agency.pk}", lambda: _setting(agency))


def _setting(agency: Agency) -> DocumentSetting:
    found = DocumentSetting.objects.filter(agency=agency).first()
    return found or DocumentSetting(agency=agency)


def paper_of(agency: Agency, asked: str = "") -> str:
    """Return the paper that a person asked for, else the agency's. One query a minute."""
    return asked if asked in PAPERS else setting_of(agency).paper


def keep_setting(
    agency: Agency, *, paper: str, method: str, address: str, account: str, password: str
) -> DocumentSetting:
    """Keep both; an empty password leaves the one there is. Raises Refused without an account."""
    row = _setting(agency)
    row.paper, row.method = DocumentSetting.Paper(paper), Method(method)
    row.address, row.account = address, account
    if password:
        row.box = seal(_BOX, agency.pk, password)
    if row.method == Method.BSRE and agency.is_practice:
        raise Refused(_PRACTICE)
    if row.method == Method.BSRE and not (address and account and row.box):
        raise Refused(_NO_ACCOUNT)
    row.save()
    return row


def current_file(
    document: IssuedDocument, issued: StoredFile, signatures: Sequence[DocumentSignature]
) -> StoredFile:
    """Return the file as it stands: with the latest electronic signature, else as issued.

    No query. Raises Refused where its content is not what was kept.
    """
    electronic = [one for one in signatures if one.role != DocumentSignature.SCAN]
    latest = max(electronic, key=lambda one: one.pk, default=None)
    stored = latest.file if latest else issued
    _content(document, stored, stored.sha256 if latest else document.sha256)
    return stored


def _content(document: IssuedDocument, stored: StoredFile, expected: str) -> bytes:
    try:
        content = store.path_of(stored).read_bytes()
    except FileNotFoundError:
        raise Refused(_LOST, number=document.number) from None
    if hashlib.sha256(content).hexdigest() != expected:
        raise Refused(_ALTERED, number=document.number)
    return content


@dataclass(frozen=True, slots=True)
class SignedFile:
    """A signature given and not kept yet: on what, by whom, and the hash of what was signed."""

    document_id: int
    issued: StoredFile
    signer: Signer
    method: str
    before: str
    content: bytes


def put_signature(
    agency: Agency, document_id: int, issued: StoredFile, signer: Signer, credential: Credential
) -> SignedFile:
    """Return the file with one person's electronic signature added. Three queries.

    Nothing is locked or written, for another server may take its time. Raises Refused for a
    replaced or altered document, a second signature of the same role, an agency that signs
    otherwise, or with what BSrE answered.
    """
    setting = setting_of(agency)
    document, stored = _to_sign(IssuedDocument.objects.all(), document_id, issued, signer)
    before = store.path_of(stored).read_bytes()
    after = _signed(setting, document, before, signer, credential)
    if pades.count(after) <= pades.count(before) or not pades.is_whole(after):
        raise Refused(_UNSIGNED)
    return SignedFile(document_id, issued, signer, setting.method, stored.sha256, after)


@transaction.atomic
def keep_signature(doer: Doer, signed: SignedFile) -> DocumentSignature:
    """Keep a signature that was given. Five queries.

    Raises Refused where the document was replaced meanwhile, or signed by somebody else: then the
    signature is not on what stands now.
    """
    locked = IssuedDocument.objects.select_for_update(of=("self",))
    document, stored = _to_sign(locked, signed.document_id, signed.issued, signed.signer)
    if stored.sha256 != signed.before:
        raise Refused(_MEANWHILE)
    kept = keep_bytes(
        doer, signed.content, signed.issued.name, "application/pdf", signed.issued.purpose
    )
    return _record(doer, document, signed.signer, signed.method, kept)


def _to_sign(
    rows: QuerySet[IssuedDocument], document_id: int, issued: StoredFile, signer: Signer
) -> tuple[IssuedDocument, StoredFile]:
    """The document and the file that `signer` may sign now."""
    document, signatures = _valid(rows, document_id)
    if any(one.role == signer.role for one in signatures):
        raise Refused(_ALREADY)
    return document, current_file(document, issued, signatures)


def _signed(
    setting: DocumentSetting,
    document: IssuedDocument,
    content: bytes,
    signer: Signer,
    credential: Credential,
) -> bytes:
    if setting.method == Method.LOCAL:
        return pades.seal(setting.agency, content, signer.name, document.number)
    if setting.method == Method.BSRE:
        return bsre.sign(_client(setting), _typed(credential), content)
    raise Refused(_BY_HAND if setting.method == Method.WET else _NO_METHOD)


def _client(setting: DocumentSetting) -> bsre.Client:
    password = unseal(_BOX, setting.agency_id, setting.box)
    return bsre.Client(setting.address, setting.account, password)


def _typed(credential: Credential) -> Credential:
    nik = "".join(credential.nik.split())
    if len(nik) != 16 or not nik.isdecimal() or not credential.passphrase:
        raise Refused(_TYPE_BOTH)
    return Credential(nik, credential.passphrase)


@transaction.atomic
def keep_scan(
    doer: Doer, document_id: int, code: str, upload: "File[bytes]", name: str
) -> DocumentSignature:
    """Keep the scan of the paper that people signed, by the code printed on it. Six queries.

    Raises Refused for a replaced document, a second scan, another document's or version's code.
    """
    locked = IssuedDocument.objects.select_for_update(of=("self",))
    document, signatures = _valid(locked, document_id)
    if setting_of(doer.agency).method != Method.WET:
        raise Refused(_NOT_BY_HAND)
    if any(one.role == DocumentSignature.SCAN for one in signatures):
        raise Refused(_SCANNED)
    check_code(document, code)
    kept = take(doer, upload, purpose="scan", allow=SCANS)
    return _record(doer, document, Signer(DocumentSignature.SCAN, name), Method.WET, kept)


def check_code(document: IssuedDocument, code: str) -> None:
    """Raises Refused unless `code` is printed on `document`: another's says whose it is."""
    found = IssuedDocument.objects.known_by(document.agency, code).first()
    if found is None:
        raise Refused(_UNKNOWN_CODE)
    if found.pk != document.pk:
        state = str(found.get_state_display()).casefold()
        raise Refused(_OTHER_VERSION, number=found.number, state=state, wanted=document.number)


def _valid(
    rows: QuerySet[IssuedDocument], document_id: int
) -> tuple[IssuedDocument, list[DocumentSignature]]:
    document = rows.select_related("agency").get(pk=document_id)
    if document.state != IssuedDocument.State.VALID:
        raise Refused(_REPLACED)
    return document, list(document.signatures.select_related("file"))


def _record(
    doer: Doer, document: IssuedDocument, signer: Signer, method: str, kept: StoredFile
) -> DocumentSignature:
    return DocumentSignature.objects.create(
        agency=doer.agency,
        document=document,
        role=signer.role,
        name=signer.name,
        method=method,
        file=kept,
        user_id=doer.user_id,
        at=doer.now,
    )
