"""Signatures on the papers of an evaluation: by whom, shown to whom, recorded, never a secret."""

from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pypdf import PdfReader

from karsa.audit.models import AuditEntry
from karsa.documents import bsre, pades, signing
from karsa.documents.bsre import Credential
from karsa.documents.models import DocumentSignature
from karsa.evaluations import services
from karsa.evaluations.services.objecting import Verdict
from karsa.evaluations.services.papers import replace_document
from karsa.evaluations.tests import make
from karsa.files import store
from karsa.files.models import StoredFile
from karsa.files.tests import make as files
from karsa.kit.testing import assert_flat
from karsa.org.tests import make as org
from karsa.rules.refused import Refused

NONE = Credential()
BSRE = {"address": "https://esign.contoh.test", "account": "instansi", "password": "kunci-esign"}


@pytest.fixture(autouse=True)
def house(settings, tmp_path, agency, monkeypatch):
    """Files and the agency's certificate lie apart; the day is in the window."""
    settings.FILES_ROOT, settings.CERTIFICATES_ROOT = tmp_path / "files", tmp_path / "certificates"
    pades.make_certificate(agency, org.NOW)
    monkeypatch.setattr("django.utils.timezone.now", lambda: org.NOW)


def choose(people, method, **over):
    chosen = {"paper": "a4", "address": "", "account": "", "password": ""} | over
    return services.choose_papers(actor=make.at(people.hana), method=method, **chosen)


@pytest.fixture
def row(people):
    return make.delivered(people)


def document(row):
    return row.papers.get(code__startswith="D")


def sign(person, paper):
    return services.sign_paper(actor=make.at(person), paper_id=paper.pk, credential=NONE)


def test_both_parties_sign_the_document_and_only_the_rater_the_result(people, row):
    choose(people, "local")
    result = row.papers.get(code__startswith="C")
    assert {sign(people.andi, document(row)).role, sign(people.rina, document(row)).role} == {
        "rater",
        "employee",
    }
    sign(people.andi, result)
    with pytest.raises(PermissionDenied):
        sign(people.rina, result)
    with pytest.raises(PermissionDenied):
        sign(people.sinta, document(row))
    said = AuditEntry.objects.filter(verb="evaluations.paper_signed").values_list(
        "detail__text", flat=True
    )
    assert list(said) == ["local"] * 3


def test_the_paper_that_goes_out_carries_the_signatures_unless_it_was_altered(people, row, sign_in):
    choose(people, "local")
    signed, rina = sign(people.andi, document(row)), sign_in(people.rina)
    address = reverse("evaluations:paper", args=[document(row).pk])

    assert pades.count(b"".join(rina.get(address))) == 1
    store.path_of(signed.file).write_bytes(b"%PDF-1.7 lain")
    answer = rina.get(address)
    assert answer.status_code == 409
    assert "tidak lagi sama" in answer.content.decode()


def test_the_page_says_who_signed_and_offers_the_readers_own(people, row, sign_in):
    choose(people, "local")
    rina, paper = sign_in(people.rina), document(row)
    address = reverse("evaluations:sign_paper", args=[paper.pk])
    sign(people.andi, paper)

    assert "1 dari 2 tanda tangan" in rina.get(address).content.decode()
    assert rina.post(address).status_code == 302
    page = rina.get(address).content.decode()
    assert "2 dari 2 tanda tangan" in page
    assert "Tidak ada yang perlu Anda tandatangani" in page


def test_the_result_costs_the_same_for_many_papers(people, row, sign_in):
    choose(people, "local")
    rina = sign_in(people.rina)
    address = reverse("evaluations:result", args=[row.pk])

    def more():
        replace_document(make.at(people.andi), row, "")
        sign(people.andi, row.papers.latest("pk"))

    assert_flat(lambda: rina.get(address), more)


def test_an_objection_is_signed_by_all_three(people):
    choose(people, "local")
    objection = make.objected(people)
    services.explain(actor=make.at(people.andi), objection_id=objection.pk, text="Bukti kurang")
    services.decide_objection(
        actor=make.at(people.sinta),
        objection_id=objection.pk,
        verdict=Verdict("affirms", "Bukti sudah lengkap dinilai"),
    )
    old, new = objection.evaluation.papers.filter(code__startswith="D").order_by("pk")

    assert {sign(one, new).role for one in (people.rina, people.andi, people.sinta)} == {
        "employee",
        "rater",
        "reviewer",
    }
    with pytest.raises(Refused, match="sudah diganti"):
        sign(people.andi, old)


def test_a_passphrase_reaches_neither_page_nor_record(people, row, sign_in, monkeypatch, caplog):
    choose(people, "bsre", **BSRE)
    typed = {"nik": "3317080602970004", "passphrase": "Sangat-Rahasia"}
    seen = []

    def refuse(client, credential, content, seconds=0):
        seen.append((credential, client.password))
        raise Refused("Passphrase BSrE salah.")

    monkeypatch.setattr(bsre, "sign", refuse)
    address = reverse("evaluations:sign_paper", args=[document(row).pk])
    page = sign_in(people.andi).post(address, typed).content.decode()

    assert seen == [(Credential(**typed), BSRE["password"])]
    assert "Passphrase BSrE salah." in page
    assert typed["passphrase"] not in page + caplog.text + str(AuditEntry.objects.values())
    assert not DocumentSignature.objects.exists()


def test_wet_signatures_wait_for_their_scan(people, row, sign_in):
    choose(people, "wet")
    paper, andi = document(row), sign_in(people.andi)
    address = reverse("evaluations:result", args=[row.pk])
    assert "Menunggu scan" in andi.get(address).content.decode()

    def bring(code):
        upload = SimpleUploadedFile("pindaian.png", files.picture())
        there = reverse("evaluations:scan", args=[paper.pk])
        return andi.post(there, {"code": code, "scan": upload})

    other = row.papers.get(code__startswith="C").document
    assert f"milik dokumen {other.number}" in bring(other.code).content.decode()
    assert bring(paper.document.code).status_code == 302
    assert "Tersimpan" in andi.get(address).content.decode()
    out = andi.get(reverse("evaluations:paper", args=[paper.pk]) + "?isi=pindaian")
    assert (b"".join(out) != b"", out["Content-Type"]) == (True, "image/webp")
    public = andi.get(reverse("documents:verify", args=[paper.document.code])).content.decode()
    assert "Pindaian tersimpan di instansi" in public
    assert "Andi" not in public
    upload = SimpleUploadedFile("pindaian.png", files.picture())
    with pytest.raises(PermissionDenied):
        services.bring_scan(actor=make.at(people.dedi), paper_id=paper.pk, code="", upload=upload)


def test_only_the_office_chooses_and_bsre_needs_its_account(people, sign_in):
    with pytest.raises(PermissionDenied):
        services.choose_papers(
            actor=make.at(people.andi),
            paper="a4",
            method="local",
            address="",
            account="",
            password="",
        )
    hana, address = sign_in(people.hana), reverse("evaluations:papers")
    page = hana.post(address, {"paper": "f4", "method": "bsre"}).content.decode()
    assert "Layanan BSrE belum diatur" in page
    hana.post(address, {"paper": "f4", "method": "bsre"} | BSRE)
    kept = signing.setting_of(people.hana.agency)
    assert (kept.paper, kept.method) == ("f4", "bsre")
    assert BSRE["password"] not in hana.get(address).content.decode()
    assert AuditEntry.objects.get(verb="evaluations.papers_chosen").detail.text == "f4 bsre"


def test_the_print_of_a_unit_holds_what_was_signed(people, row):
    choose(people, "local")
    made = sign(people.andi, document(row))
    batch = make.print_of(people, row)

    content = store.path_of(StoredFile.objects.get(pk=batch.file_id or 0)).read_bytes()
    words = [one.extract_text() for one in PdfReader(BytesIO(content)).pages]
    signed = PdfReader(store.path_of(made.file)).pages
    assert [one.extract_text() for one in signed] == words[-len(signed) :]
    assert {round(float(one.mediabox.height)) for one in signed} != {936}  # A4, though F4 was asked
    store.path_of(made.file).write_bytes(b"%PDF-1.7 altered")
    assert make.print_of(people, row).state == "failed"
