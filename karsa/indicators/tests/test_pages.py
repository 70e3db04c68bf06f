"""The pages of indicators: the finding first, the tree, figures with their evidence."""

from decimal import Decimal
from functools import partial

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from karsa.indicators import services
from karsa.indicators.models import Indicator
from karsa.indicators.tests import make
from karsa.kit.testing import assert_all_flat
from karsa.org.tests import make as org

PDF = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


@pytest.fixture(autouse=True)
def march(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: org.NOW)


def text(response):
    return response.content.decode()


def whole(unit):
    row = make.indicator(unit)
    make.target(row, 100)
    make.figure(row, 1, 50, year=2025)
    make.figure(row, 2, 60)
    return row


def test_a_unit_s_page_says_what_needs_attention(sign_in, people):
    rina = sign_in(people.rina)
    url = reverse("indicators:unit", args=[people.clinic.pk])
    assert "Puskesmas Melati belum punya indikator" in text(rina.get(url))
    make.indicator(people.clinic)
    assert "1 dari 1 indikator Puskesmas Melati belum punya data baru" in text(rina.get(url))
    whole(people.clinic)
    page = text(rina.get(url))
    assert "1 dari 2 indikator Puskesmas Melati perlu perhatian" in page
    assert "Indikator baru" not in page
    home = rina.get(reverse("indicators:home"))
    assert home.url == url
    assert "Puskesmas Melati" in text(rina.get(reverse("indicators:unit", args=[people.office.pk])))


def test_all_on_track_is_said_too(sign_in, people):
    row = make.indicator(people.clinic)
    make.target(row, 50)
    make.figure(row, 2, 60)
    page = sign_in(people.andi).get(reverse("indicators:unit", args=[people.clinic.pk]))
    assert "Semua 1 indikator Puskesmas Melati di jalur" in text(page)


def test_a_head_defines_aims_and_reports_on_pages(sign_in, people):
    andi = sign_in(people.andi)
    card = {
        "name": "Ibu hamil terlayani",
        "measure": "%",
        "polarity": "maximize",
        "quality": "outcome",
        "validity": "exact",
        "over_time": "last",
        "over_places": "average",
        "frequency": "monthly",
        "statistic": "mean",
    }
    new = reverse("indicators:new", args=[people.clinic.pk])
    assert andi.get(new).status_code == 200
    andi.post(new, card)
    row = Indicator.objects.get()
    again = reverse("indicators:card", args=[row.pk])
    assert "Alasan perubahan" in text(andi.get(again))
    assert andi.post(again, card).status_code == 200
    andi.post(again, card | {"reason": "Definisi operasional baru"})
    target = reverse("indicators:target", args=[row.pk, 2026])
    assert andi.get(target).status_code == 200
    assert "satu nilai" in text(andi.post(target, {"baseline": "80"}))
    andi.post(target, {"value": "95"})
    report = reverse("indicators:report", args=[row.pk, 2026])
    proof = SimpleUploadedFile("bukti.pdf", PDF, "application/pdf")
    said = {"month": "2", "value": "90", "source": "SIMPUS"}
    assert 'enctype="multipart/form-data"' in text(andi.get(report))
    andi.post(report, said | {"evidence": proof})
    page = text(andi.get(reverse("indicators:indicator", args=[row.pk])))
    for part in ("90 dari target 95 %", "SIMPUS", "Perbaiki", "Tepat"):
        assert part in page
    versions = text(andi.get(reverse("indicators:indicator", args=[row.pk]) + "?bagian=kartu"))
    assert "Versi 2" in versions
    assert "Definisi operasional baru" in versions
    assert "Verifikasi</button>" not in page
    figure = row.measurements.get()
    shown = andi.get(reverse("indicators:evidence", args=[figure.pk]))
    assert shown["Content-Type"] == "application/pdf"
    assert b"".join(shown.streaming_content) == PDF

    sinta = sign_in(people.sinta)
    sinta.post(reverse("indicators:verify", args=[figure.pk]))
    page = text(sinta.get(reverse("indicators:indicator", args=[row.pk])))
    assert "Diverifikasi Sinta Maharani" in page
    correct = reverse("indicators:correct", args=[figure.pk])
    assert sinta.get(correct).status_code == 200
    sinta.post(correct, {"value": "91", "source": "SIMPUS", "reason": "Data susulan"})
    page = text(sinta.get(reverse("indicators:indicator", args=[row.pk])))
    assert "91 dari target 95 %" in page
    assert "Diganti" in page


def test_a_figure_without_evidence_has_no_file(sign_in, people):
    row = make.figure(whole(people.clinic), 1, 5)
    answer = sign_in(people.rina).get(reverse("indicators:evidence", args=[row.pk]))
    assert answer.status_code == 404


def test_pages_cost_the_same_however_much_is_on_them(sign_in, people):
    hana = org.actor(people.hana)
    plan = services.add_strategic_plan(actor=hana, name="R", first_year=2025, last_year=2029)
    main = whole(people.clinic)

    def grow():
        parents = list(plan.nodes.all())
        words = services.NodeWords(f"N{len(parents)}", "S", "x")
        node = services.add_node(actor=hana, plan=plan, words=words, parents=parents)
        for _ in range(5):
            row = whole(people.clinic)
            row.node = node
            row.save(update_fields=["node"])
        org.unit(people.clinic)
        last = main.measurements.exclude(state="replaced").get(year=2026)
        for value in (1, 2):
            figure = services.Figure(Decimal(value), "x")
            last = services.correct_measurement(
                actor=hana, measurement=last, figure=figure, reason="x"
            )

    grow()
    client = sign_in(people.andi)
    urls = (
        reverse("indicators:unit", args=[people.clinic.pk]),
        reverse("indicators:indicator", args=[main.pk]),
        reverse("indicators:tree"),
    )
    assert_all_flat([partial(client.get, url) for url in urls], grow)


def test_a_units_year_is_taken_away_as_numbers(people, sign_in):
    row = make.indicator(people.clinic, {"measure": "orang"})
    make.target(row, 40)
    make.figure(row, 2, 27)
    url = reverse("indicators:unit_table", args=[people.clinic.pk, 2026, "csv"])
    lines = sign_in(people.andi).get(url).content.decode("utf-8-sig").splitlines()
    head, first = (line.split(";") for line in lines)
    said = dict(zip(head, first, strict=True))
    assert (said["Indikator"], said["Satuan"], said["Target setahun"]) == (row.name, "orang", "40")
    assert (said["Februari"], said["Realisasi"], said["Januari"]) == ("27", "27", "")
    assert sign_in(people.andi).get(url.replace(".csv", ".pdf")).status_code == 404
