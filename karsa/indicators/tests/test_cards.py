"""Cards: all fields in sections, versions compared, examples to start from, many at once."""

from decimal import Decimal
from functools import partial

import pytest
from django.core.exceptions import PermissionDenied
from django.db.models import TextChoices
from django.urls import reverse

from karsa.audit.models import AuditEntry
from karsa.indicators import services
from karsa.indicators.models import Indicator, IndicatorCard, Target
from karsa.indicators.queries import library
from karsa.indicators.queries.cards import Piece, changes
from karsa.indicators.tests import make
from karsa.jobs.models import Batch
from karsa.kit.testing import assert_flat
from karsa.org.tests import make as org
from karsa.rules.refused import Refused


@pytest.fixture(autouse=True)
def march(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: org.NOW)


@pytest.fixture
def andi(people):
    return org.actor(people.andi)


CODES: dict[str, type[TextChoices]] = {
    "polarity": IndicatorCard.Polarity,
    "aspect": IndicatorCard.Aspect,
    "statistic": IndicatorCard.Statistic,
    "over_time": IndicatorCard.Consolidation,
    "over_places": IndicatorCard.Consolidation,
    "quality": IndicatorCard.Quality,
    "validity": IndicatorCard.Validity,
    "frequency": IndicatorCard.Frequency,
}


def text(response):
    return response.content.decode()


def test_every_card_of_the_library_is_whole_and_usable():
    cards = library.search("")
    assert len(cards) >= 60
    assert len({card.name for card in cards}) == len(cards)
    for card in cards:
        assert all((card.purpose, card.definition, card.formula, card.source, card.causes))
        assert card.positions
        for name in CODES:
            assert getattr(card, name) in CODES[name].values, (card.code, name)


def test_a_search_needs_every_word_anywhere():
    assert {card.sector for card in library.search("bidan imunisasi")} == {"Kesehatan"}
    assert library.search("jalan", "pendidikan") == ()
    assert library.card_by("tidak-ada") is None


def test_a_unit_starts_from_a_card(sign_in, people):
    client = sign_in(people.andi)
    shown = text(client.get(reverse("indicators:library"), {"cari": "waktu tunggu"}))
    assert "Waktu tunggu pasien rawat jalan" in shown
    assert "Pakai" in shown
    code = library.search("waktu tunggu")[0].code
    full = text(client.get(reverse("indicators:library_card", args=[code])))
    assert "Sistem antrean puskesmas" in full
    form = text(client.get(reverse("indicators:new", args=[people.clinic.pk]), {"kartu": code}))
    assert "Waktu tunggu pasien rawat jalan" in form
    assert 'value="30"' in form
    assert client.get(reverse("indicators:library_card", args=["x-1"])).status_code == 404
    nothing = client.get(reverse("indicators:library"), {"cari": "zzz"})
    assert "Belum ada kartu" in text(nothing)
    assert "Pakai" not in text(sign_in(people.rina).get(reverse("indicators:library")))


def test_an_agency_s_own_example_is_offered_too(sign_in, people):
    row = make.indicator(people.office, {"formula": "a ÷ b"}, name="Obat tersedia", is_example=True)
    client = sign_in(people.andi)
    listed = text(client.get(reverse("indicators:library"), {"unit": people.clinic.pk}))
    assert "Obat tersedia" in listed
    new = reverse("indicators:new", args=[people.clinic.pk])
    assert "a ÷ b" in text(client.get(new, {"kartu": library.own_code(row)}))
    row.is_example = False
    row.save(update_fields=["is_example"])
    assert "a ÷ b" not in text(client.get(new, {"kartu": library.own_code(row)}))


def test_a_card_does_not_contradict_itself(people, andi):
    given = {"actor": andi, "unit": people.clinic, "name": "x"}
    with pytest.raises(Refused, match="janji"):
        services.add_indicator(**given, card=services.CardWords("%", statistic="share"))
    odd = services.CardWords("%", plausible_low=Decimal(2), plausible_high=Decimal(1))
    with pytest.raises(Refused, match="masuk akal"):
        services.add_indicator(**given, card=odd)


def test_a_place_is_changed_apart_from_the_card(sign_in, people, andi):
    row = make.indicator(people.clinic, code="a")
    other = make.indicator(people.clinic, code="b")
    place = services.Place(code="b", is_public=True)
    with pytest.raises(Refused, match="sudah dipakai"):
        services.place_indicator(actor=andi, indicator=row, name="Baru", place=place)
    with pytest.raises(PermissionDenied):
        services.place_indicator(
            actor=org.actor(people.rina), indicator=row, name="Baru", place=services.Place()
        )
    client, url = sign_in(people.andi), reverse("indicators:place", args=[other.pk])
    assert client.get(url).status_code == 200
    client.post(url, {"name": "Nama baru", "code": "b", "is_public": "on", "is_example": "on"})
    other.refresh_from_db()
    assert (other.name, other.is_public, other.is_example) == ("Nama baru", True, True)
    assert AuditEntry.objects.filter(verb="indicator.placed").count() == 1


def test_two_versions_are_compared_word_by_word(sign_in, people, andi):
    row = make.indicator(people.clinic, {"definition": "Ibu hamil yang diperiksa empat kali"})
    card = services.CardWords("orang", definition="Ibu hamil yang diperiksa enam kali")
    services.write_card(actor=andi, indicator=row, card=card, reason="Aturan baru")
    old, new = row.cards.order_by("version")
    told = {str(change.label): change.pieces for change in changes(old, new)}
    assert told["Satuan"] == (Piece("gone", "%"), Piece("new", "orang"))
    assert [one.kind for one in told["Definisi"]] == ["same", "gone", "new", "same"]
    client = sign_in(people.rina)
    page = text(client.get(reverse("indicators:card_changes", args=[row.pk, 2])))
    assert '<del class="diff-gone">empat</del>' in page
    assert '<ins class="diff-new">enam</ins>' in page
    assert "Aturan baru" in page
    services.write_card(actor=andi, indicator=row, card=card, reason="Alasan saja")
    same = client.get(reverse("indicators:card_changes", args=[row.pk, 3]))
    assert "Isi kedua versi sama" in text(same)
    far = client.get(reverse("indicators:card_changes", args=[row.pk, 3]), {"dari": "1"})
    assert "versi 1" in text(far)
    assert client.get(reverse("indicators:card_changes", args=[row.pk, 9])).status_code == 404


def test_weighted_months_ask_for_their_denominator(people, andi):
    row = make.indicator(people.clinic, {"over_time": "weighted"})
    given = {"actor": andi, "indicator": row, "year": 2026, "month": 2}
    with pytest.raises(Refused, match="penyebutnya"):
        services.report_measurement(**given, figure=services.Figure(Decimal(5), "SIMPUS"))
    weighed = services.Figure(Decimal(5), "SIMPUS", weight=Decimal(40))
    assert services.report_measurement(**given, figure=weighed).weight == 40


def test_last_year_s_targets_are_carried_over_in_one_go(sign_in, people):
    one, two = make.indicator(people.clinic), make.indicator(people.clinic)
    ranged = make.indicator(people.clinic, {"polarity": "range"})
    for row in (one, two):
        make.target(row, 80, year=2025)
        make.target(row, 40, year=2025, month=6)
    make.target(ranged, None, low=10, high=20, year=2025)
    make.target(two, 99)
    make.figure(one, 12, 78, year=2025)
    client, url = sign_in(people.andi), reverse("indicators:carry", args=[people.clinic.pk, 2026])
    shown = text(client.get(url, {"faktor": "1,1"}))
    assert 'value="88"' in shown
    assert "Sudah ditetapkan" in shown
    said = {f"value_{one.pk}": "90", f"pick_{one.pk}": "on", f"baseline_{one.pk}": "78"}
    said |= {f"low_{ranged.pk}": "11", f"high_{ranged.pk}": "22", f"pick_{ranged.pk}": "on"}
    assert "satu nilai" in text(client.post(url, said | {f"value_{one.pk}": ""}))
    assert client.post(url, said).status_code == 302
    assert dict(one.targets.filter(year=2026).values_list("month", "value")) == {0: 90, 6: 45}
    assert one.targets.get(year=2026, month=0).baseline == 78
    assert two.targets.get(year=2026).value == 99
    assert ranged.targets.get(year=2026).high == 22
    assert "Tidak ada target baru" in text(client.post(url, {"csrfmiddlewaretoken": "x"}))


def test_carrying_over_is_for_who_keeps_the_unit(people):
    for who in (people.rina, people.budi):
        with pytest.raises(PermissionDenied):
            services.carry_over(actor=org.actor(who), unit=people.clinic, year=2026, targets={})


def test_one_card_is_given_to_many_units(sign_in, people):
    source = make.indicator(
        people.clinic, {"formula": "a ÷ b"}, name="Waktu tunggu Puskesmas Melati"
    )
    make.target(source, 30)
    kind = {"kind": "health_centre"}
    fresh = org.unit(people.office, name="Puskesmas Mawar", **kind)
    having = org.unit(people.office, name="Puskesmas Kenanga", **kind)
    make.indicator(having, name="waktu  tunggu puskesmas kenanga")
    client, url = sign_in(people.sinta), reverse("indicators:give", args=[source.pk])
    shown = text(client.get(url))
    assert "Waktu tunggu Puskesmas Mawar" in shown
    assert "1 unit dapat menerimanya" in shown
    assert client.get(url, {"jenis": "school"}).status_code == 200
    answer = client.post(url, {"units": [fresh.pk, having.pk], "targets": "on"})
    made = Indicator.objects.get(unit=fresh)
    assert made.name == "Waktu tunggu Puskesmas Mawar"
    assert made.cards.get().formula == "a ÷ b"
    assert Target.objects.get(indicator=made).value == 30
    report = text(client.get(answer.url))
    assert "1 unit menerima" in report
    assert "Sudah punya indikator" in report
    assert sign_in(people.hana).get(answer.url).status_code == 404
    with pytest.raises(Refused, match="paling sedikit satu"):
        services.give_to_units(actor=org.actor(people.sinta), indicator=source, units=[])


def test_a_unit_somebody_else_keeps_is_refused_in_the_report(people, andi):
    source = make.indicator(people.clinic)
    batch = services.give_to_units(actor=andi, indicator=source, units=[people.office])
    assert (batch.taken, batch.refused) == (0, 1)
    assert batch.rows.get().note.startswith("Anda bukan pengelola")
    source.cards.all().delete()
    with pytest.raises(Refused, match="belum punya kartu"):
        services.give_to_units(actor=andi, indicator=source, units=[people.office])
    with pytest.raises(PermissionDenied):
        services.give_to_units(
            actor=org.actor(people.rina), indicator=source, units=[people.office]
        )


def test_pages_of_many_cost_the_same(sign_in, people):
    source = make.indicator(people.clinic)
    make.target(source, 10, year=2025)
    client = sign_in(people.sinta)
    urls = [
        reverse("indicators:carry", args=[people.clinic.pk, 2026]),
        reverse("indicators:give", args=[source.pk]),
        reverse("indicators:library"),
    ]

    def grow():
        for _ in range(5):
            make.indicator(org.unit(people.office, kind="health_centre"), is_example=True)
            make.target(make.indicator(people.clinic), 10, year=2025)

    for url in urls:
        assert_flat(partial(client.get, url), grow)
    assert Batch.objects.count() == 0
