"""The indicator's page looks ahead: in words, as a picture with its table, and as a warning."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from karsa.indicators.services.forecasting import refresh_forecasts
from karsa.indicators.tests import make

NOW = datetime(2026, 10, 10, 3, tzinfo=UTC)


@pytest.fixture
def page(people, sign_in, monkeypatch):
    """Open the page of an indicator that was measured in the 21 months until September."""
    monkeypatch.setattr("karsa.kit.clock.now", lambda: NOW)

    def show(*, count=21, value=80, target=100, year=2026):
        row = make.indicator(people.clinic, {"causes": "Dokter cuti\nAntrean panjang"})
        make.target(row, target)
        for n in range(count):
            back = 8 - n
            make.figure(row, back % 12 + 1, value + n % 3, year=2026 + back // 12)
        refresh_forecasts(agency=row.agency, year=2026, now=NOW)
        client = sign_in(people.andi)
        address = reverse("indicators:indicator", args=[row.pk])
        return client.get(address, {"tahun": year})

    return show


def test_the_chance_the_end_and_the_picture_with_its_table(page):
    shown = page().content.decode()

    assert "Kemungkinan mencapai target: kurang dari 1 dari 10" in shown
    assert "Akhir 2026: sekitar 8" in shown
    assert 'class="ch-band"' in shown
    assert '<th scope="row">Desember</th>' in shown
    assert "Dihitung dari 21 bulan" in shown


def test_a_warning_names_gap_since_when_and_the_usual_causes(page):
    shown = page().content.decode()

    assert "Di belakang garis harapan." in shown
    assert "di bawah yang diharapkan" in shown
    assert "Tertinggal sejak Januari." in shown
    assert "Dokter cuti" in shown


def test_no_warning_where_all_is_well(page):
    shown = page(value=101).content.decode()

    assert "lebih dari 9 dari 10" in shown
    assert "Penyebab yang biasa" not in shown


def test_too_little_data_is_said_with_what_is_needed(page):
    shown = page(count=5).content.decode()

    assert "Belum cukup data untuk perkiraan" in shown
    assert "setelah 12 bulan" in shown


def test_a_year_that_is_over_is_not_foretold(page):
    assert 'id="perkiraan"' not in page(year=2025).content.decode()
