"""Fill once: signed results go to the national record in its own words and numbers."""

import pytest
from django.urls import reverse

from karsa.audit.models import AuditEntry
from karsa.evaluations.queries.siasn import Ready, ready_for_siasn, siasn_items
from karsa.evaluations.tests import make
from karsa.kit.testing import assert_flat


@pytest.fixture
def period(people):
    return make.quarter(people)


def known(person, pns_id="A8ACA7D5"):
    person.external_id = pns_id
    person.save(update_fields=["external_id"])


def test_an_item_has_the_fields_and_codes_of_siasn(people, agency, period):
    known(people.rina)
    make.signed(people, result_rating="meets", behaviour_rating="meets")
    andi = people.andi.assignments.get()

    assert list(siasn_items(agency, period)) == [
        {
            "pnsDinilaiId": "A8ACA7D5",
            "tahun": 2026,
            "tahunMulaiPenilaian": 2026,
            "tahunSelesaiPenilaian": 2026,
            "bulanMulaiPenilaian": 1,
            "bulanSelesaiPenilaian": 3,
            "periodikId": 2,
            "hasilKinerjaNilai": 2,
            "perilakuKerjaNilai": 2,
            "kuadranKinerjaNilai": 2,
            "penilaiNama": people.andi.full_name,
            "penilaiNipNrp": people.andi.nip,
            "penilaiGolongan": people.andi.rank,
            "penilaiJabatanNama": andi.position.name,
            "penilaiUnorNama": andi.unit.name,
            "statusPenilai": "ASN",
        }
    ]


def test_what_is_not_signed_does_not_go(people, agency, period):
    known(people.rina)
    make.decided(people)

    assert list(siasn_items(agency, period)) == []
    assert ready_for_siasn(agency, period) == Ready(items=0, without_id=0)


def test_whom_siasn_does_not_know_is_counted_and_left_out(people, agency, period):
    make.signed(people)
    people.rina.external_id = ""
    people.rina.save(update_fields=["external_id"])

    assert list(siasn_items(agency, period)) == []
    assert ready_for_siasn(agency, period) == Ready(items=0, without_id=1)


def test_many_cost_what_none_does(people, agency, period):
    known(people.rina)
    assert_flat(lambda: list(siasn_items(agency, period)), lambda: make.signed(people), budget=2)


def test_the_performance_manager_takes_it_and_that_is_recorded(people, period, sign_in):
    known(people.rina)
    make.signed(people)
    client = sign_in(people.hana)

    page = client.get(reverse("evaluations:counts"), {"periode": period.pk}).content.decode()
    taken = client.get(reverse("evaluations:siasn", args=[period.pk]))

    assert "1 hasil sudah ditandatangani" in page
    assert [item["pnsDinilaiId"] for item in taken.json()] == ["A8ACA7D5"]
    assert AuditEntry.objects.filter(verb="evaluations.siasn_taken").count() == 1
