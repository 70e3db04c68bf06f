"""Issuing and checking documents, with a database."""

import hashlib
from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from karsa.documents import services
from karsa.documents.models import IssuedDocument
from karsa.documents.tests import reading, samples
from karsa.rules.refused import Refused

NOW = datetime(2026, 3, 4, 3, 0, tzinfo=UTC)


@pytest.fixture
def issued(agency):
    return services.issue(
        agency=agency,
        kind="evaluation_document",
        number="800/17/2026",
        day=date(2026, 3, 4),
        form=samples.ALL["D.1.1"],
        now=NOW,
        host="kinerja.contoh.test",
    )


def test_an_issued_file_names_its_address_and_is_recognised_by_its_hash(issued):
    document, content = issued
    url = f"http://kinerja.contoh.test/verifikasi/{document.code}/"

    assert services.verification_url("kinerja.contoh.test", document.code) == url
    assert reading.words(url) in reading.text_of(content)
    assert document.sha256 == hashlib.sha256(content).hexdigest()


def test_codes_cannot_be_guessed_from_one_another(agency):
    codes = {
        services.issue(
            agency=agency,
            kind="annex",
            number=str(n),
            day=NOW.date(),
            form=samples.ALL["A.1.8"],
            now=NOW,
            host="contoh.test",
        )[0].code
        for n in range(3)
    }
    assert len(codes) == 3
    assert {len(code) for code in codes} == {12}


def test_a_number_is_given_once(issued, agency):
    with pytest.raises(Refused, match="800/17/2026"):
        services.issue(
            agency=agency,
            kind="plan",
            number="800/17/2026",
            day=NOW.date(),
            form=samples.ALL["A.1.8"],
            now=NOW,
        )


@pytest.mark.parametrize(
    ("act", "state", "said"),
    [
        (services.mark_changed, "changed", "sudah diubah"),
        (services.withdraw, "withdrawn", "sudah ditarik"),
    ],
)
def test_a_document_that_no_longer_stands_says_so(issued, client, act, state, said):
    document, _ = issued

    assert act(document_id=document.pk).state == state
    with pytest.raises(Refused):
        act(document_id=document.pk)
    page = client.get(reverse("documents:verify", kwargs={"code": document.code}))
    assert said in page.content.decode()


def test_the_public_page_shows_the_document_and_never_the_person(issued, client, agency):
    document, _ = issued

    response = client.get(reverse("documents:verify", kwargs={"code": document.code.lower()}))

    page = response.content.decode()
    for shown in (document.number, agency.name, "4 Maret 2026", "Berlaku"):
        assert shown in page
    for party in (samples.HOLDER, samples.RATER):
        for hidden in (party.name, party.nip, party.position, "Sangat Baik", "SANGAT BAIK"):
            assert hidden not in page
    assert not response.cookies


def test_an_unknown_code_is_answered_kindly(issued, client):
    response = client.get(reverse("documents:verify", kwargs={"code": "2222-2222-2222"}))

    assert response.status_code == 404
    assert "tidak terdaftar" in response.content.decode()


def test_a_document_of_another_agency_is_unknown_here(issued, elsewhere):
    document, _ = issued
    assert not IssuedDocument.objects.known_by(elsewhere, document.code).exists()


def test_the_code_may_be_typed(client, agency):
    assert client.get(reverse("documents:ask")).status_code == 200
    answer = client.get(reverse("documents:ask"), {"kode": " 7kq2-m9xw-4t3h "})
    assert answer.url == reverse("documents:verify", kwargs={"code": "7kq2-m9xw-4t3h"})
