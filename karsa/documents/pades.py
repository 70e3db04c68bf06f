"""Signatures inside a PDF: the agency's own certificate signs, and any signature is checked."""

from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    pkcs7,
    pkcs12,
)
from cryptography.x509.oid import NameOID
from django.conf import settings

from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _
from karsa.tenancy.models import Agency

if TYPE_CHECKING:
    from pyhanko.sign.signers import SimpleSigner

_YEARS = 5
_NO_CERTIFICATE = _(
    "Sertifikat instansi belum ada di server ini. Minta pengelola menjalankan karsa "
    "make-certificate, atau pilih cara tanda tangan lain."
)
_WRONG_SECRET = _("Sertifikat instansi tidak dapat dibuka. Periksa KARSA_CERTIFICATE_PASSPHRASE.")


def certificate_of(agency: Agency) -> Path:
    """Return where the agency's certificate lies (PKCS #12)."""
    return Path(settings.CERTIFICATES_ROOT) / f"{agency.code}.p12"


def make_certificate(agency: Agency, now: datetime) -> Path:
    """Make the agency a certificate of its own, for five years. Raises Refused if it has one.

    Signed by itself: it proves that the file is as it left this server. A certificate of an
    authority may lie in its place.
    """
    path = certificate_of(agency)
    if path.exists():
        raise Refused(_("Instansi ini sudah punya sertifikat: %(path)s"), path=str(path))
    key = ec.generate_private_key(ec.SECP256R1())
    content = pkcs12.serialize_key_and_certificates(
        agency.code.encode(),
        key,
        _certificate(agency, key, now),
        None,
        BestAvailableEncryption(settings.CERTIFICATE_PASSPHRASE.encode()),
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)
    path.write_bytes(content)
    return path


def _certificate(
    agency: Agency, key: ec.EllipticCurvePrivateKey, now: datetime
) -> x509.Certificate:
    words = ((NameOID.COUNTRY_NAME, "ID"), (NameOID.COMMON_NAME, agency.name[:64]))
    name = x509.Name([x509.NameAttribute(kind, text) for kind, text in words])
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=365 * _YEARS))
        .add_extension(_SIGNS, critical=True)
        .sign(key, hashes.SHA256())
    )


_SIGNS = x509.KeyUsage(
    digital_signature=True,
    content_commitment=True,
    key_encipherment=False,
    data_encipherment=False,
    key_agreement=False,
    key_cert_sign=False,
    crl_sign=False,
    encipher_only=False,
    decipher_only=False,
)


def seal(agency: Agency, content: bytes, name: str, reason: str) -> bytes:
    """Return the PDF with one more signature (PAdES B-B), behind what was there.

    Raises Refused where the agency has no certificate, or none that opens.
    """
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import fields, signers

    about = signers.PdfSignatureMetadata(
        field_name=f"Karsa{count(content) + 1}",
        name=name,
        reason=reason,
        subfilter=fields.SigSeedSubFilter.PADES,
        md_algorithm="sha256",
    )
    signer = signers.PdfSigner(about, signer=_signer(agency))
    signed: BytesIO = signer.sign_pdf(IncrementalPdfFileWriter(BytesIO(content)))
    return signed.getvalue()


def enveloped(agency: Agency, content: bytes) -> bytes:
    """Return any content inside a signature of the agency (CMS, RFC 5652, DER).

    `openssl cms -verify` opens it. Raises Refused as `seal` does.
    """
    try:
        key, certificate, _more = pkcs12.load_key_and_certificates(_kept(agency), _secret())
    except ValueError:
        raise Refused(_WRONG_SECRET) from None
    builder = pkcs7.PKCS7SignatureBuilder().set_data(content)
    signer = builder.add_signer(certificate, key, hashes.SHA256())  # type: ignore[arg-type]
    return signer.sign(Encoding.DER, [pkcs7.PKCS7Options.Binary])


def _signer(agency: Agency) -> "SimpleSigner":
    from pyhanko.sign.signers import SimpleSigner

    found: SimpleSigner | None = SimpleSigner.load_pkcs12_data(
        _kept(agency), other_certs=[], passphrase=_secret()
    )
    if found is None:
        raise Refused(_WRONG_SECRET)
    return found


def _kept(agency: Agency) -> bytes:
    try:
        return certificate_of(agency).read_bytes()
    except FileNotFoundError:
        raise Refused(_NO_CERTIFICATE) from None


def _secret() -> bytes:
    return str(settings.CERTIFICATE_PASSPHRASE).encode()


def count(content: bytes) -> int:
    """Return how many signatures a PDF holds; 0 for what is no readable PDF."""
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.pdf_utils.reader import PdfFileReader

    try:
        return len(PdfFileReader(BytesIO(content)).embedded_signatures)
    except PdfError:
        return 0


def is_whole(content: bytes) -> bool:
    """Whether every signature fits the bytes it signed, and the last one all of the file.

    Who signed is not judged: a reader's own program knows which authorities it trusts.
    """
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko.sign.validation.status import SignatureCoverageLevel
    from pyhanko_certvalidator import ValidationContext

    found = PdfFileReader(BytesIO(content)).embedded_signatures
    for one in found:
        itself = ValidationContext(trust_roots=[one.signer_cert], allow_fetching=False)
        status = validate_pdf_signature(one, signer_validation_context=itself)
        if not (status.intact and status.valid):
            return False
    return bool(found) and found[-1].coverage == SignatureCoverageLevel.ENTIRE_FILE
