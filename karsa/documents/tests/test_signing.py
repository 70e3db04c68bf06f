"""Signatures inside a PDF: the agency's own, BSrE's, by hand; altered bytes never pass."""

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from karsa.documents import bsre, pades, services, signing
from karsa.documents.bsre import Client, Credential
from karsa.documents.models import DocumentSetting, DocumentSignature
from karsa.documents.tests import esign, samples
from karsa.files import store
from karsa.files.services import keep_bytes
from karsa.files.tests import make as files
from karsa.rules.refused import Refused

NOW = datetime(2026, 3, 4, 3, 0, tzinfo=UTC)
GOOD = Credential(esign.NIK, esign.PASSPHRASE)
pytestmark = pytest.mark.once


@pytest.fixture(autouse=True)
def certified(settings, tmp_path, agency):
    """An agency with a certificate, whose files lie apart."""
    settings.FILES_ROOT, settings.CERTIFICATES_ROOT = tmp_path / "files", tmp_path / "certificates"
    return pades.make_certificate(agency, NOW)


@pytest.fixture
def doer(agency):
    return SimpleNamespace(agency=agency, user_id=1, now=NOW)


@pytest.fixture
def paper(agency, doer):
    """Issue a document; return it with its file."""
    numbers = iter(range(9))

    def make():
        form, number = samples.ALL["D.1.1"], f"800/{next(numbers)}"
        document, content = services.issue(
            agency=agency,
            kind="x",
            number=number,
            day=NOW.date(),
            form=form,
            now=NOW,
            host="x.test",
        )
        return document, keep_bytes(doer, content, "d.pdf", "application/pdf", "evaluation")

    return make


@pytest.fixture
def service(agency):
    """The stand-in; it signs with the agency's certificate, as any other would do."""
    made = esign.EsignClient(lambda content: pades.seal(agency, content, "BSrE", "tes"))
    yield made
    made.close()


def choose(agency, method, **over):
    chosen = {"paper": "a4", "address": "", "account": "", "password": ""} | over
    return signing.keep_setting(agency, method=method, **chosen)


def sign(doer, made, role="rater", credential=GOOD):
    return signing.keep_signature(doer, put(doer, made, role, credential))


def put(doer, made, role="rater", credential=GOOD):
    document, file = made
    signer = signing.Signer(role, "Andi Prasetyo")
    return signing.put_signature(doer.agency, document.pk, file, signer, credential)


def content_of(stored):
    return store.path_of(stored).read_bytes()


def test_both_parties_sign_one_file_and_each_signature_stays_whole(agency, doer, paper):
    choose(agency, "local")
    made = paper()
    first, second = sign(doer, made), sign(doer, made, "employee")

    assert content_of(second.file).startswith(content_of(first.file))
    assert pades.count(content_of(second.file)) == 2
    assert pades.is_whole(content_of(second.file))
    with pytest.raises(Refused, match="sudah menandatangani"):
        sign(doer, made)


def test_an_altered_byte_is_seen_in_a_signature_and_against_the_hash(agency, doer, paper):
    choose(agency, "local")
    document, file = made = paper()
    signed = sign(doer, made)
    altered = content_of(signed.file).replace(b"/Name (Andi", b"/Name (Budi")
    assert not pades.is_whole(altered)
    store.path_of(signed.file).write_bytes(altered)

    with pytest.raises(Refused, match="tidak lagi sama dengan saat diterbitkan"):
        sign(doer, made, "employee")
    with pytest.raises(Refused, match="tidak lagi sama"):
        signing.current_file(document, file, [signed])


def test_a_paper_altered_before_any_signature_is_not_signed(agency, doer, paper):
    choose(agency, "local")
    made = paper()
    store.path_of(made[1]).write_bytes(b"%PDF-1.7 lain")

    with pytest.raises(Refused, match="tidak lagi sama"):
        sign(doer, made)


def test_a_replaced_document_or_another_way_of_signing_is_refused(agency, doer, paper, certified):
    made = paper()
    with pytest.raises(Refused, match="mengesahkan dokumen dalam sistem"):
        sign(doer, made)
    choose(agency, "wet")
    with pytest.raises(Refused, match="tanda tangan basah"):
        sign(doer, made)
    choose(agency, "local")
    certified.unlink()
    with pytest.raises(Refused, match="Sertifikat instansi belum ada"):
        sign(doer, made)
    services.mark_changed(document_id=made[0].pk)
    with pytest.raises(Refused, match="sudah diganti"):
        sign(doer, made)


def test_a_certificate_is_made_once_and_readable_by_the_house_alone(agency, certified):
    assert certified.stat().st_mode & 0o077 == 0
    with pytest.raises(Refused, match="sudah punya sertifikat"):
        pades.make_certificate(agency, NOW)


def of_bsre(agency, service):
    account = {"account": "instansi", "password": "sandi"}
    return choose(agency, "bsre", address=f"{service.address}/", **account)


def test_bsre_gets_what_it_asks_for_and_nothing_is_kept(agency, doer, paper, service):
    setting, made = of_bsre(agency, service), paper()
    signed = sign(doer, made)

    [(path, login, parts)] = service.seen
    assert (path, login) == ("/api/sign/pdf", esign.LOGIN)
    assert set(parts) == {"nik", "passphrase", "tampilan", "file"}
    assert parts["file"].get_payload(decode=True) == content_of(made[1])
    assert pades.count(content_of(signed.file)) == 1
    assert signed.method == "bsre"
    rows = [*DocumentSignature.objects.values(), *DocumentSetting.objects.values()]
    assert esign.PASSPHRASE not in str(rows)
    assert esign.NIK not in str(rows)
    assert "sandi" not in setting.box
    assert esign.PASSPHRASE not in repr(GOOD)


def test_while_bsre_is_asked_nothing_is_locked_or_written(agency, doer, paper, service):
    of_bsre(agency, service)
    made = paper()
    with CaptureQueriesContext(connection) as sent:
        late = put(doer, made)
    assert len(service.seen) == 1
    assert {one["sql"][:6] for one in sent} == {"SELECT"}
    assert not [one for one in sent if "FOR UPDATE" in one["sql"]]
    sign(doer, made, "employee")
    with pytest.raises(Refused, match="pada saat yang sama"):
        signing.keep_signature(doer, late)
    again = put(doer, made)
    services.mark_changed(document_id=made[0].pk)
    with pytest.raises(Refused, match="sudah diganti"):
        signing.keep_signature(doer, again)
    assert DocumentSignature.objects.count() == 1


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ((400, {"error": "Passphrase anda salah", "status_code": 2031}), "Passphrase BSrE salah"),
        ((400, {"error": "Sertifikat expired"}), "habis masa berlakunya"),
        ((400, {"error": "NIK tidak terdaftar"}), "NIK ini tidak terdaftar"),
        ((401, {"error": "Unauthorized"}), "Akun instansi"),
        ((400, {"error": "Kuota habis"}), "menolak: Kuota habis"),
        ((500, b"<html>"), "tidak menjawab"),
        ((302, b""), "tidak menjawab"),
        ((200, {"error": "Passphrase anda salah"}), "Passphrase BSrE salah"),
        ((200, b"<html>"), "bukan dokumen"),
    ],
)
def test_what_bsre_answers_is_said_in_words(agency, doer, paper, service, answer, words, caplog):
    of_bsre(agency, service)
    service.answer = answer
    with pytest.raises(Refused, match=words):
        sign(doer, paper())
    assert not DocumentSignature.objects.exists()
    assert esign.PASSPHRASE not in caplog.text


def test_a_silent_or_absent_service_leaves_the_document_as_it_was(service):
    service.answer = "silent"
    client = Client(service.address, "instansi", "sandi")
    with pytest.raises(Refused, match="tidak menjawab"):
        bsre.sign(client, GOOD, b"%PDF-", seconds=0.05)
    service.close()
    with pytest.raises(Refused, match="tidak menjawab"):
        bsre.sign(client, GOOD, b"%PDF-")


def test_a_file_that_comes_back_unsigned_is_not_taken(agency, doer, paper, service):
    of_bsre(agency, service)
    service.answer = (200, b"%PDF-1.7 kosong")
    with pytest.raises(Refused, match="tidak memuat tanda tangan"):
        sign(doer, paper())


@pytest.mark.parametrize("credential", [Credential("123", "x"), Credential(esign.NIK, "")])
def test_an_incomplete_credential_is_not_sent(agency, doer, paper, service, credential):
    of_bsre(agency, service)
    with pytest.raises(Refused, match="NIK 16 angka"):
        sign(doer, paper(), credential=credential)
    assert not service.seen


def test_bsre_is_off_until_its_account_is_known(agency):
    assert signing.setting_of(agency).method == "none"
    with pytest.raises(Refused, match="belum diatur"):
        choose(agency, "bsre", address="https://esign.contoh.test")


def scan(doer, document, code):
    upload = SimpleUploadedFile("pindaian.png", files.picture())
    return signing.keep_scan(doer, document.pk, code, upload, "Andi Prasetyo")


def test_a_scan_is_tied_to_its_version_by_the_printed_code(agency, doer, paper):
    choose(agency, "wet")
    (old, _file), (document, _other) = paper(), paper()
    services.mark_changed(document_id=old.pk)

    with pytest.raises(Refused, match="milik dokumen 800/0 yang sudah diubah"):
        scan(doer, document, old.code)
    with pytest.raises(Refused, match="tidak cocok"):
        scan(doer, document, "ABC")
    with pytest.raises(Refused, match="sudah diganti"):
        scan(doer, old, old.code)
    kept = scan(doer, document, f" {document.code.lower()[:4]}-{document.code[4:]} ")
    assert (kept.role, kept.method, kept.document) == ("scan", "wet", document)
    with pytest.raises(Refused, match="sudah tersimpan"):
        scan(doer, document, document.code)
    choose(agency, "local")
    with pytest.raises(Refused, match="tidak memakai tanda tangan basah"):
        scan(doer, paper()[0], "x")


def test_the_paper_an_agency_chose_is_printed(agency, paper):
    from pypdf import PdfReader

    assert [signing.paper_of(agency, asked) for asked in ("", "f4", "x")] == ["a4", "f4", "a4"]
    choose(agency, "none", paper="f4")
    width = PdfReader(store.path_of(paper()[1])).pages[0].mediabox.width
    assert round(float(width) / 72 * 25.4) in (215, 330)
